"""Notices seen in a browser: an officer enters service, an organisation opens what it was told."""

import hashlib
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.entering import entered
from tests.browser.served import Site
from tests.browser.surfaces import NOTICES
from tests.browser.test_accessible import LOOKS, Look, faults

# who looks at it, its address, and the link to follow from there to one notice
PAGES: dict[str, tuple[str, str, str]] = {
    "desk_notices": ("demo.credit", "/desk/notices/", ""),
    "desk_notice": ("demo.credit", "/desk/notices/", "tbody a"),
    "desk_untold": ("demo.credit", "/desk/untold/", ""),
    "mine_notices": ("demo.company", "/mine/notices/", ""),
    "mine_notice": ("demo.company", "/mine/notices/", "tbody a"),
    "account_notices": ("demo.company", "/account/notices/", ""),
}
# files, and what is only sent to: creditdelta/notices/tests/test_pages.py
ELSEWHERE = {
    "desk_letter", "desk_untold_letters", "mine_letter", "desk_notice_act", "mine_notice_open",
    "mine_service",
}  # fmt: skip


@pytest.fixture(scope="module")
def people(browser: Browser, site: Site) -> dict[str, Any]:
    """How each of them is signed in: a code is taken once, so nobody signs in twice."""
    found = {}
    for login in sorted({row[0] for row in PAGES.values()}):
        context = entered(browser, site, login)
        found[login] = context.storage_state()
        context.close()
    return found


@pytest.fixture
def window(browser: Browser, site: Site, people: dict[str, Any]) -> Iterator[Any]:
    """Opens a page as somebody."""
    opened: list[BrowserContext] = []

    def page(login: str, address: str) -> Page:
        opened.append(browser.new_context(storage_state=people[login], java_script_enabled=False))
        found = opened[-1].new_page()
        found.goto(site.address + address)
        return found

    yield page
    for context in opened:
        context.close()


def test_every_route_is_looked_at() -> None:
    assert PAGES.keys() | ELSEWHERE == NOTICES


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("look", [LOOKS[0], LOOKS[3]], ids=lambda look: look.name)
def test_nothing_forbidden(
    browser: Browser, site: Site, people: dict[str, Any], prefix: str, look: Look
) -> None:
    found: dict[str, Any] = {}
    for name, (login, address, link) in PAGES.items():
        context = browser.new_context(
            viewport={"width": look.width, "height": 800}, color_scheme=look.scheme,
            storage_state=people[login], bypass_csp=True,
        )  # fmt: skip
        page = context.new_page()
        page.goto(site.address + prefix + address)
        if link:
            page.locator(link).first.click()
        assert page.locator("h1").count() == 1, name
        if told := faults(page):
            found[name] = told
        context.close()
    assert found == {}


def test_an_officer_enters_service_without_a_script(window: Any) -> None:
    page = window("demo.credit", "/desk/untold/")
    expect(page.get_by_role("heading", level=1)).to_have_text("谁还没有被告知")
    number = page.locator("tbody th").first.inner_text()
    page = window("demo.credit", "/desk/notices/?waiting=1")
    page.get_by_role("link", name=number, exact=True).click()
    page.get_by_label("送达方式").select_option(label="直接送达")
    page.get_by_role("button", name="登记送达").click()
    expect(page.get_by_role("alert")).to_contain_text("须登记送达凭证的摘要")
    page.get_by_label("送达回证的 SHA-256 摘要").fill(hashlib.sha256(b"scan").hexdigest())
    page.get_by_role("button", name="登记送达").click()
    expect(page.locator("main")).to_contain_text("已送达")
    page = window("demo.credit", "/desk/untold/")
    assert number not in page.locator("tbody").inner_text()


def test_an_organisation_agrees_and_opens(window: Any, site: Site) -> None:
    page = window("demo.company", "/mine/notices/")
    page.get_by_role("button", name="同意电子送达").click()
    page.get_by_role("row").filter(has_text="信用修复决定书").get_by_role("link").click()
    expect(page.locator("main")).to_contain_text("打开即为送达")
    page.get_by_role("button", name="打开文书").click()
    expect(page.locator("main")).to_contain_text("电子送达")
    expect(page.locator("main")).to_contain_text("示罚〔2025〕12号")
    number = page.locator(".heading .quiet").inner_text()
    page.goto(f"{site.address}/letters/")
    page.get_by_label("文号").fill(number)
    page.get_by_role("button", name="核验").click()
    expect(page.locator("main")).to_contain_text("本平台发出过这个文号的文书")
