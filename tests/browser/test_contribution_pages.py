"""Ledger, earned looks and members seen in a browser: accessible, and one look from end to end."""

import pytest
from playwright.sync_api import Page, expect

from creditdelta.project import contribution_urls
from tests.browser.served import Site
from tests.browser.signed_pages import Window, wrong_on
from tests.browser.test_accessible import LOOKS, Look

PAGES: dict[str, tuple[str, str]] = {
    "desk_contributions": ("demo.market", "/desk/contributions/"),
    "desk_earned": ("demo.market", "/desk/earned/"),
    "earned_look": ("demo.market", "/desk/earned/"),
    "desk_members": ("demo.association", "/desk/members/"),
}


def test_every_route_is_looked_at() -> None:
    assert PAGES.keys() == {row[2] for row in (*contribution_urls.READ, *contribution_urls.ACTED)}


def opened(page: Page, name: str, address: str) -> None:
    """Be on a page; a look is made where one is needed."""
    page.goto(address)
    if name == "earned_look":
        code = page.locator("tbody a").first.get_attribute("href")
        assert code
        page.locator("tbody a").first.click()


@pytest.fixture(scope="module")
def looked(window: Window, site: Site) -> str:
    """A look of the bank, open for half an hour; returns the name of the organisation."""
    row = site.ask(
        "SELECT uscc AS code, max(name) AS name FROM registration WHERE uscc LIKE '9132%' "
        "GROUP BY uscc ORDER BY code LIMIT 1"
    )[0]
    page = window("demo.market", java_script_enabled=False).new_page()
    page.goto(f"{site.address}/desk/earned/")
    page.get_by_label("统一社会信用代码").fill(row["code"])
    page.get_by_label("合同、信贷或租赁编号").fill("示贷〔2026〕99号")
    page.get_by_role("button", name="查询", exact=True).click()
    expect(page.locator("main")).to_contain_text("本次查询已记入日志")
    expect(page.locator("main")).to_contain_text("示贷〔2026〕99号")
    return str(row["name"])


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("look", [LOOKS[0], LOOKS[3]], ids=lambda look: look.name)
def test_nothing_forbidden(
    window: Window, site: Site, looked: str, prefix: str, look: Look
) -> None:
    assert wrong_on(window, look, site.address + prefix, PAGES, opened) == {}


def test_a_look_is_spent_and_listed(window: Window, site: Site, looked: str) -> None:
    page = window("demo.market", java_script_enabled=False).new_page()
    page.goto(f"{site.address}/desk/earned/")
    expect(page.locator("tbody")).to_contain_text(looked)
    page.goto(f"{site.address}/desk/contributions/")
    expect(page.locator("main")).to_contain_text("全部台阶都已到达")
