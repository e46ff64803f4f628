"""Looks at what is not public, signed in: the way to one, and nothing that WCAG forbids on any look."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.entering import entered
from tests.browser.served import Site
from tests.browser.surfaces import LOOKING, Examples, examples
from tests.browser.test_accessible import LOOKS, Look, faults

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


@pytest.fixture(scope="module")
def states(browser: Browser, site: Site) -> dict[str, Any]:
    """How each of them is signed in."""
    found = {}
    for login in sorted({login for login, _ in PAGES.values()}):
        context = entered(browser, site, login)
        found[login] = context.storage_state()
        context.close()
    return found


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
@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
def test_nothing_forbidden(
    browser: Browser, site: Site, own: Examples, states: dict[str, Any], look: Look, prefix: str
) -> None:
    wrong: dict[str, Any] = {}
    for login, state in states.items():
        context = browser.new_context(
            viewport={"width": look.width, "height": 800}, color_scheme=look.scheme,
            device_scale_factor=look.scale, storage_state=state, bypass_csp=True,
        )  # fmt: skip
        page = context.new_page()
        for name, (who, address) in PAGES.items():
            if who == login:
                opened(page, name, site.address + prefix + address.format(code=own.code))
                assert page.locator("h1").count() == 1, name
                assert page.evaluate("document.documentElement.scrollWidth") <= look.width, name
                wrong[name] = faults(page)
        context.close()
    assert {name: found for name, found in wrong.items() if found} == {}


def test_from_an_archive_to_what_is_not_public_in_three_steps(
    browser: Browser, site: Site, own: Examples, states: dict[str, Any]
) -> None:
    context = browser.new_context(storage_state=states["demo.credit"])
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
