"""Screening a list seen in a browser: accessible, and from a pasted list to its answers without a script."""

import pytest
from playwright.sync_api import Page, expect

from creditdelta.project import screening_urls
from tests.browser.served import Site
from tests.browser.signed_pages import Window, wrong_on
from tests.browser.test_accessible import LOOKS, Look

DESK = "/desk/screening/"
# the part that looks again by itself is no page: it stands on the page of the list
PARTS = {"desk_screening_progress"}
PAGES: dict[str, tuple[str, str]] = {
    "desk_screening": ("demo.credit", DESK),
    "desk_screening_one": ("demo.credit", DESK),
}


def test_every_route_is_looked_at() -> None:
    routes = {row[2] for row in (*screening_urls.READ, *screening_urls.ACTED)}
    assert PAGES.keys() == routes - PARTS


def opened(page: Page, name: str, address: str) -> None:
    """Be on a page; that of a list is reached from the table."""
    page.goto(address)
    if name == "desk_screening_one":
        page.locator("tbody a").first.click()


@pytest.fixture(scope="module")
def answered(window: Window, site: Site) -> str:
    """A list of the credit office that was answered; returns the code in it."""
    row = site.ask(
        "SELECT uscc AS code, max(name) AS name FROM registration WHERE uscc LIKE '9132%' "
        "GROUP BY uscc ORDER BY code LIMIT 1"
    )[0]
    page = window("demo.credit", java_script_enabled=False).new_page()
    page.goto(site.address + DESK)
    page.get_by_label("贴上名单").fill(f"{row['code']}\n没有这家示例有限公司\n")
    page.get_by_role("button", name="开始核查").click()
    place = page.url
    for _ in range(60):
        page.goto(place)
        if page.get_by_text("一共查到什么").count():
            break
        page.wait_for_timeout(500)
    expect(page.locator("tbody")).to_contain_text(row["code"])
    expect(page.locator("main")).to_contain_text("没有查到")
    return str(row["code"])


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("look", [LOOKS[0], LOOKS[3]], ids=lambda look: look.name)
def test_nothing_forbidden(
    window: Window, site: Site, answered: str, prefix: str, look: Look
) -> None:
    assert wrong_on(window, look, site.address + prefix, PAGES, opened) == {}


def test_the_answers_are_taken_away(window: Window, site: Site, answered: str) -> None:
    page = window("demo.credit").new_page()
    opened(page, "desk_screening_one", site.address + DESK)
    told = page.request.get(f"{page.url}?format=json").json()
    assert answered in [row["code"] for row in told["rows"]]
