"""Lists in a browser: two officers enter somebody, the public reads it, the organisation is heard first."""

import re

import pytest
from playwright.sync_api import Page

from creditdelta.project import list_urls
from tests.browser.served import Site
from tests.browser.signed_pages import Window, wrong_on
from tests.browser.surfaces import FOR_EVERYBODY, LISTED
from tests.browser.test_accessible import LOOKS, Look

FIRST, SECOND, CREDIT, OWN = "demo.ecology", "demo.ecology2", "demo.credit", "demo.listed"
DESK = "/desk/lists/"
PAGES: dict[str, tuple[str, str]] = {
    "desk_lists": (FIRST, DESK),
    "desk_candidates": (FIRST, f"{DESK}candidates/{LISTED}/"),
    "desk_listing_new": (FIRST, f"{DESK}candidates/{LISTED}/"),
    "desk_entry": (FIRST, DESK),
    "desk_release": (CREDIT, f"{DESK}release/"),
    "mine_lists": (OWN, "/mine/lists/"),
    "mine_entry": (OWN, "/mine/lists/"),
}
SENT_ONLY = {"desk_entry_prepare", "desk_entry_decide", "desk_entry_confirm"}


def test_every_route_is_looked_at() -> None:
    routes = {row[2] for row in (*list_urls.READ, *list_urls.ACTED)}
    assert PAGES.keys() | SENT_ONLY == routes - FOR_EVERYBODY


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("look", [LOOKS[0], LOOKS[3]], ids=lambda look: look.name)
def test_nothing_forbidden(window: Window, site: Site, prefix: str, look: Look) -> None:
    assert wrong_on(window, look, site.address + prefix, PAGES, opened) == {}


def opened(page: Page, name: str, address: str) -> None:
    """Be on a page; those of one entry by way of a list."""
    page.goto(address)
    if name == "desk_listing_new":
        page.locator("a[href*='/desk/lists/new/']").first.click()
    if name == "desk_entry":
        page.locator("#waiting tbody a").first.click()
    if name == "mine_entry":
        page.locator("tbody a").first.click()


def test_two_officers_enter_somebody_without_a_script(window: Window, site: Site) -> None:
    first = window(FIRST, java_script_enabled=False).new_page()
    first.goto(f"{site.address}{DESK}")
    row = first.locator("#waiting tbody tr", has_text="已告知").first
    name = row.locator("a").inner_text()
    row.locator("a").click()
    first.get_by_label("或者填写它的 SHA-256").fill("ab" * 32)
    first.get_by_role("button", name="登记").click()
    first.get_by_label("文书号").fill("沪示环信〔2026〕99号")
    first.get_by_label("或者填写文书的 SHA-256").first.fill("cd" * 32)
    first.get_by_role("button", name="决定列入").click()
    assert "须由本单位另一人复核" in first.locator("main").inner_text()
    assert not first.get_by_role("button", name="复核通过，列入").count()
    second = window(SECOND, java_script_enabled=False).new_page()
    second.goto(f"{site.address}/desk/")
    second.goto(first.url)
    second.get_by_role("button", name="复核通过，列入").click()
    assert "有效" in second.locator(".answer").inner_text()
    anybody = window(CREDIT).new_page()
    anybody.goto(f"{site.address}/lists/{LISTED}/")
    anybody.get_by_role("link", name=name).first.click()
    assert "在哪些名单" in anybody.locator("main").inner_text()
    anybody.locator("#lists tbody a").first.click()
    told = anybody.locator("main").inner_text()
    assert name in told
    assert "虚构" in told
    assert re.search(r"沪示环信〔2026〕99\s?号", told)


def test_red_and_black_differ_by_word_and_shape(window: Window, site: Site) -> None:
    page = window(CREDIT).new_page()
    page.goto(f"{site.address}/lists/")
    red, black = page.locator(".tag-done"), page.locator(".tag-serious")
    assert "红名单" in red.first.inner_text()
    assert "黑名单" in black.first.inner_text()
    assert red.first.locator("svg path").count() == 1
    assert black.first.locator("svg rect").count() == 1
