"""Repair in a browser: an organisation applies in five steps, two officers repair, and the record is gone."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from creditdelta.project import repair_urls
from tests.browser.served import Site
from tests.browser.signed_pages import Window, wrong_on
from tests.browser.surfaces import FOR_EVERYBODY
from tests.browser.test_accessible import LOOKS, Look

FIRST, SECOND, OWN = "demo.credit", "demo.credit2", "demo.listed"
DESK, MINE = "/desk/repair/", "/mine/repair/"
PAGES: dict[str, tuple[str, str]] = {
    "desk_repair": (FIRST, DESK),
    "desk_repair_case": (FIRST, DESK),
    "mine_repair": (OWN, MINE),
    "mine_repair_new": (OWN, MINE),
    "mine_repair_case": (OWN, MINE),
}
SENT_ONLY = {
    "desk_repair_prepare",
    "desk_repair_decide",
    "desk_repair_confirm",
    "desk_repair_paper",  # a file
    "mine_repair_act",
}


def test_every_route_is_looked_at() -> None:
    routes = {row[2] for row in (*repair_urls.READ, *repair_urls.ACTED)}
    assert PAGES.keys() | SENT_ONLY == routes - FOR_EVERYBODY


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("look", [LOOKS[0], LOOKS[3]], ids=lambda look: look.name)
def test_nothing_forbidden(window: Window, site: Site, prefix: str, look: Look) -> None:
    assert wrong_on(window, look, site.address + prefix, PAGES, opened) == {}


def opened(page: Page, name: str, address: str) -> None:
    """Be on a page; those of one application by way of a list."""
    page.goto(address)
    if name == "desk_repair_case":
        page.locator("#waiting tbody a").first.click()
    if name == "mine_repair_new":
        page.locator("a[href*='/mine/repair/new/']").first.click()
    if name == "mine_repair_case":
        page.locator("#cases tbody a").first.click()


def test_two_officers_repair_without_a_script(window: Window, site: Site, tmp_path: Path) -> None:
    first = window(FIRST, java_script_enabled=False).new_page()
    first.goto(f"{site.address}{DESK}")
    row = first.locator("#waiting tbody tr", has_text="待受理").first
    case = row.locator("a").get_attribute("href")
    row.locator("a").click()
    with first.expect_download() as got:
        first.get_by_role("link", name="下载证明材料").click()
    assert got.value.suggested_filename.endswith(".pdf")
    record = first.get_by_role("link", name="行政处罚").get_attribute("href")
    first.get_by_role("button", name="受理并告知答复期限").click()
    first.locator("#grant_text").fill("合成示例：已经补充公开。")
    first.get_by_role("button", name="拟予修复").click()
    assert first.get_by_text("您是第一人").is_visible()
    second = window(SECOND, java_script_enabled=False).new_page()
    second.goto(f"{site.address}{case}")
    second.get_by_role("button", name="复核通过").click()
    assert second.get_by_text("已修复").first.is_visible()
    answer = second.goto(f"{site.address}{record}")
    assert answer is not None
    assert answer.status == 404
