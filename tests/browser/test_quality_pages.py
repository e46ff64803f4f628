"""Quality boards, monthly reports and exchanges seen in a browser: accessible, and fit for a telephone."""

import pytest
from playwright.sync_api import Page

from creditdelta.project import quality_urls
from tests.browser.served import Site
from tests.browser.signed_pages import Window, wrong_on
from tests.browser.test_accessible import LOOKS, Look

MONTH = "2026-03"
PAGES: dict[str, tuple[str, str]] = {
    "desk_quality": ("demo.credit", "/desk/quality/"),
    "desk_month": ("demo.credit", f"/desk/quality/{MONTH}/"),
    "desk_exchanges": ("demo.market", "/desk/exchanges/"),
    "quality_reporter": ("demo.credit", "/quality/reporters/320000-credit/"),
    "reporter_month": ("demo.credit", f"/quality/reporters/320000-credit/{MONTH}/"),
    "quality_province": ("demo.credit", "/quality/provinces/330000/"),
    "province_month": ("demo.credit", f"/quality/provinces/330000/{MONTH}/"),
    "quality_exchanges": ("demo.credit", "/quality/exchanges/"),
}
FILES = {"desk_month_file", "reporter_month_file", "province_month_file"}  # handed out


def test_every_route_is_looked_at() -> None:
    routes = {row[2] for row in (*quality_urls.READ, *quality_urls.ACTED)}
    assert PAGES.keys() | FILES == routes


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("look", [LOOKS[0], LOOKS[3]], ids=lambda look: look.name)
def test_nothing_forbidden(window: Window, site: Site, prefix: str, look: Look) -> None:
    assert wrong_on(window, look, site.address + prefix, PAGES, opened) == {}


def opened(page: Page, name: str, address: str) -> None:
    """Be on a page."""
    page.goto(address)
    assert page.get_by_role("heading", level=1).is_visible(), name


def test_from_the_desk_to_the_month_on_paper(window: Window, site: Site) -> None:
    page = window("demo.credit", java_script_enabled=False).new_page()
    page.goto(f"{site.address}/desk/quality/")
    page.get_by_role("link", name=MONTH, exact=True).click()
    with page.expect_download() as paper:
        page.get_by_role("link", name="打印（PDF）").click()
    assert paper.value.suggested_filename == f"quality-310000-credit-{MONTH}.pdf"
