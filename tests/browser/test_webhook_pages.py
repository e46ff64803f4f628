"""Webhooks of an office seen in a browser: registered, tried, delivered; accessible, fit for a telephone."""

import pytest
from playwright.sync_api import Page

from creditdelta.project import webhook_urls
from creditdelta.webhooks.tests.receiver import receiving
from tests.browser.served import Site
from tests.browser.signed_pages import Window, wrong_on
from tests.browser.test_accessible import LOOKS, Look

LIST = "/desk/webhooks/"
PAGES: dict[str, tuple[str, str]] = {
    "desk_webhooks": ("demo.credit", LIST),
    "desk_webhook_new": ("demo.credit", "/desk/webhooks/new/"),
    "desk_webhook": ("demo.market", LIST),
}
SENT_ONLY = {"desk_webhook_act"}


def test_every_route_is_looked_at() -> None:
    routes = {row[2] for row in (*webhook_urls.READ, *webhook_urls.ACTED)}
    assert PAGES.keys() | SENT_ONLY == routes


def test_from_the_account_to_a_notification_without_a_script(window: Window, site: Site) -> None:
    page = window("demo.market", java_script_enabled=False).new_page()
    with receiving() as got:
        page.goto(f"{site.address}/account/")
        page.get_by_role("link", name="更新通知").click()
        page.get_by_role("link", name="登记更新通知").click()
        page.get_by_label("接收地址").fill(got.address)
        page.get_by_role("button", name="登记").click()
        assert page.locator("code[data-secret]").inner_text().startswith("whsec_")
        page.get_by_role("link", name="到这个更新通知，试发一次").click()
        page.get_by_role("button", name="试发一次").click()
        for _ in range(60):
            if page.get_by_text("已送到").count():
                break
            page.wait_for_timeout(500)
            page.reload()
        assert page.get_by_text("已送到").first.is_visible()
        headers, _ = got.requests[0]
        assert headers["webhook-signature"].startswith("v1,")
        page.get_by_role("button", name="停用").click()
        assert page.get_by_text("停用 ").first.is_visible()


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("look", [LOOKS[0], LOOKS[3]], ids=lambda look: look.name)
def test_nothing_forbidden(window: Window, site: Site, prefix: str, look: Look) -> None:
    assert wrong_on(window, look, site.address + prefix, PAGES, opened) == {}


def opened(page: Page, name: str, address: str) -> None:
    """Be on a page; that of one webhook by way of the list, registered where there is none."""
    page.goto(address)
    if name != "desk_webhook":
        return
    if not page.locator("tbody a").count():
        page.goto(f"{address}new/")
        page.locator("#address").fill("https://receiver.example/new")
        page.locator("form.account-form button").click()
        page.goto(address)
    page.locator("tbody a").first.click()
