"""API keys seen in a browser: issued, shown once, replaced, revoked; accessible, and fit for a telephone."""

import re

import pytest
from playwright.sync_api import Page, expect

from creditdelta.api_keys.key_text import PATTERN
from creditdelta.project import key_urls
from tests.browser.served import Site
from tests.browser.signed_pages import Window, wrong_on
from tests.browser.test_accessible import LOOKS, Look

KEYS, CONSOLE = "/account/keys/", "/console/keys/"
PAGES: dict[str, tuple[str, str]] = {
    "own_keys": ("demo.credit", KEYS),
    "own_key_new": ("demo.credit", "/account/keys/new/"),
    "own_key": ("demo.credit", KEYS),
    "own_key_revoke": ("demo.credit", KEYS),
    "console_keys": ("demo.security", CONSOLE),
    "console_key": ("demo.security", CONSOLE),
}
SENT_ONLY = {"own_key_replace"}


def test_every_route_is_looked_at() -> None:
    assert PAGES.keys() | SENT_ONLY == {row[2] for row in key_urls.ROUTES}


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("look", [LOOKS[0], LOOKS[3]], ids=lambda look: look.name)
def test_nothing_forbidden(window: Window, site: Site, prefix: str, look: Look) -> None:
    assert wrong_on(window, look, site.address + prefix, PAGES, opened) == {}


def opened(page: Page, name: str, address: str) -> None:
    """Be on a page; that of one key by way of the list."""
    page.goto(address)
    if name in ("own_key", "own_key_revoke", "console_key"):
        page.locator("tbody a").first.click()
    if name == "own_key_revoke":
        page.locator("a[href$='/revoke/']").click()


def test_a_key_from_its_issue_to_its_end_without_a_script(window: Window, site: Site) -> None:
    page = window("demo.market", java_script_enabled=False).new_page()
    page.goto(f"{site.address}/account/")
    page.locator("a[href='/account/keys/']").click()
    page.get_by_role("link", name="签发密钥").click()
    page.get_by_role("button", name="签发").click()
    assert page.get_by_role("alert").is_visible()
    page.get_by_label("哪个程序使用").fill("报送服务器")
    page.get_by_label("查看本单位的报送批次").check()
    page.get_by_role("button", name="签发").click()
    first = page.locator("code[data-secret]").inner_text()
    assert re.fullmatch(PATTERN, first)
    page.get_by_role("link", name="到我的密钥").click()
    assert first not in page.content()
    page.get_by_role("link", name="报送服务器").click()
    page.get_by_label("旧密钥还能用几天").fill("3")
    page.get_by_role("button", name="签发新密钥").click()
    assert page.locator("code[data-secret]").inner_text() != first
    page.get_by_role("link", name="到我的密钥").click()
    assert page.get_by_text("可用，已有新密钥取代").is_visible()
    page.get_by_role("link", name="报送服务器").first.click()
    page.get_by_role("link", name="吊销这个密钥").click()
    page.get_by_role("button", name="吊销").click()
    expect(page.get_by_text("已吊销")).to_have_count(1)


def test_the_demonstration_shows_the_keys_it_made(window: Window, site: Site) -> None:
    page = window("demo.credit").new_page()
    page.goto(f"{site.address}/demo/accounts/")
    shown = re.findall(PATTERN, page.locator("main").inner_text())
    assert len(shown) == 2
