"""Looks at what is not public, signed in: the way to one, and nothing that WCAG forbids on any look."""

import pytest
from playwright.sync_api import Page

from tests.browser.served import Site
from tests.browser.signed_pages import Window, wrong_on
from tests.browser.surfaces import LOOKING, Examples, examples
from tests.browser.test_accessible import LOOKS, Look

# who looks at it, and the address
PAGES = {
    "desk_lookups": ("demo.credit", "/desk/lookups/"),
    "ask_to_look": ("demo.credit", "/subject/{code}/look/"),
    "look": ("demo.credit", "/subject/{code}/look/"),
    "look_record": ("demo.credit", "/subject/{code}/look/"),
    "audit_lookups": ("demo.audit", "/audit/lookups/"),
}


@pytest.fixture(scope="module")
def own(site: Site) -> Examples:
    return examples(site)


def opened(page: Page, name: str, address: str) -> None:
    """Be on a page; a look is asked for first, and its first record opened."""
    answer = page.goto(address)
    assert answer is not None
    assert answer.status == 200, address
    if name in ("look", "look_record"):
        page.locator("#purpose").select_option("licence_review")
        page.locator("#reference").fill("示例〔2026〕1号")
        with page.expect_navigation():
            page.locator("main form button").click()
    if name == "look_record":
        with page.expect_navigation():
            page.locator("tbody a").first.click()


def test_every_page_is_looked_at() -> None:
    assert PAGES.keys() == LOOKING


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("look", [LOOKS[0], LOOKS[3]], ids=lambda look: look.name)
def test_nothing_forbidden(
    window: Window, site: Site, own: Examples, look: Look, prefix: str
) -> None:
    pages = {name: (who, address.format(code=own.code)) for name, (who, address) in PAGES.items()}
    assert wrong_on(window, look, site.address + prefix, pages, opened) == {}


def test_from_an_archive_to_what_is_not_public_in_three_steps(
    window: Window, site: Site, own: Examples
) -> None:
    context = window("demo.credit")
    page = context.new_page()
    page.goto(f"{site.address}/subject/{own.code}/")
    with page.expect_navigation():
        page.get_by_role("link", name="查看非公开信息").click()
    with page.expect_navigation():
        page.get_by_role("button", name="查看并记入日志").click()
    assert "请选择查询目的" in page.inner_text("main")
    page.locator("#purpose").select_option("licence_review")
    page.locator("#reference").fill("示例〔2026〕2号")
    with page.expect_navigation():
        page.get_by_role("button", name="查看并记入日志").click()
    assert "查看已记入日志" in page.inner_text("main")
    page.goto(f"{site.address}/desk/lookups/")
    assert "示例〔2026〕2号" in page.inner_text("main")
    context.close()
