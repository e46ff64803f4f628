"""Notices seen in a browser: an officer enters service, an organisation opens what it was told."""

import hashlib
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.served import Site
from tests.browser.signed_pages import Window, wrong_on
from tests.browser.surfaces import NOTICES
from tests.browser.test_accessible import LOOKS, Look

# who looks at it, and the address; one notice is opened from its list
PAGES: dict[str, tuple[str, str]] = {
    "desk_notices": ("demo.credit", "/desk/notices/"),
    "desk_notice": ("demo.credit", "/desk/notices/"),
    "desk_untold": ("demo.credit", "/desk/untold/"),
    "mine_notices": ("demo.company", "/mine/notices/"),
    "mine_notice": ("demo.company", "/mine/notices/"),
    "account_notices": ("demo.company", "/account/notices/"),
}
# files, and what is only sent to: creditdelta/notices/tests/test_pages.py
ELSEWHERE = {
    "desk_letter", "desk_untold_letters", "mine_letter", "desk_notice_act", "mine_notice_open",
    "mine_service",
}  # fmt: skip


def test_every_route_is_looked_at() -> None:
    assert PAGES.keys() | ELSEWHERE == NOTICES


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("look", [LOOKS[0], LOOKS[3]], ids=lambda look: look.name)
def test_nothing_forbidden(window: Window, site: Site, prefix: str, look: Look) -> None:
    assert wrong_on(window, look, site.address + prefix, PAGES, opened) == {}


def opened(page: Page, name: str, address: str) -> None:
    """Be on a page; one notice is reached from its list."""
    page.goto(address)
    if name in ("desk_notice", "mine_notice"):
        page.locator("tbody a").first.click()


def test_an_officer_enters_service_without_a_script(seen: Any) -> None:
    page = seen("demo.credit", "/desk/untold/")
    expect(page.get_by_role("heading", level=1)).to_have_text("谁还没有被告知")
    number = page.locator("tbody th").first.inner_text()
    page = seen("demo.credit", "/desk/notices/?waiting=1")
    page.get_by_role("link", name=number, exact=True).click()
    page.get_by_label("送达方式").select_option(label="直接送达")
    page.get_by_role("button", name="登记送达").click()
    expect(page.get_by_role("alert")).to_contain_text("须登记送达凭证的摘要")
    page.get_by_label("送达回证的 SHA-256 摘要").fill(hashlib.sha256(b"scan").hexdigest())
    page.get_by_role("button", name="登记送达").click()
    expect(page.locator("main")).to_contain_text("已送达")
    page = seen("demo.credit", "/desk/untold/")
    assert number not in page.locator("tbody").inner_text()


def test_an_organisation_agrees_and_opens(seen: Any, site: Site) -> None:
    page = seen("demo.company", "/mine/notices/")
    page.get_by_role("button", name="同意电子送达").click()
    titled = page.get_by_text(
        "信用修复决定书", exact=True
    )  # a refusal's title holds these words too
    page.get_by_role("row").filter(has=titled).last.get_by_role("link").first.click()
    expect(page.locator("main")).to_contain_text("打开即为送达")
    page.get_by_role("button", name="打开文书").click()
    expect(page.locator("main")).to_contain_text("电子送达")
    expect(page.locator("main")).to_contain_text("示罚〔2025〕12号")
    number = page.locator(".heading .quiet").inner_text()
    page.goto(f"{site.address}/letters/")
    page.get_by_label("文号").fill(number)
    page.get_by_role("button", name="核验").click()
    expect(page.locator("main")).to_contain_text("本平台发出过这个文号的文书")
