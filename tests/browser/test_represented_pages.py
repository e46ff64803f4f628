"""Pages of consents and of who acts for an organisation, signed in: nothing that WCAG forbids on any look."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.entering import entered
from tests.browser.served import CDELTA, Site
from tests.browser.surfaces import REPRESENTED, Examples, examples
from tests.browser.test_accessible import LOOKS, Look, faults
from tests.browser.test_my_organisation import told

BANK = "310000-bank_1"
# who looks at it, and the address; the request for consent is opened from its list
PAGES = {
    "mine": ("demo.company", "/mine/"),
    "mine_looks": ("demo.company", "/mine/looks/"),
    "mine_records": ("demo.company", "/mine/records/"),
    "mine_record": ("demo.company", "/mine/records/"),
    "mine_people": ("demo.company", "/mine/people/"),
    "mine_consents": ("demo.company", "/mine/consents/"),
    "mine_consent": ("demo.company", "/mine/consents/"),
    "desk_consents": ("demo.market", "/desk/consents/"),
    "desk_consent": ("demo.market", "/desk/consents/"),
    "desk_representation": ("demo.credit", "/desk/representation/?code={code}"),
}
OPENED = {"mine_record", "mine_consent", "desk_consent"}


@pytest.fixture(scope="module")
def own(site: Site) -> Examples:
    return examples(site)


@pytest.fixture(scope="module")
def states(browser: Browser, site: Site) -> Iterator[dict[str, Any]]:
    """How each of them is signed in; a request waits for the company's answer."""
    found = {}
    for login in sorted({login for login, _ in PAGES.values()}):
        context = entered(browser, site, login)
        found[login] = context.storage_state()
        if login == "demo.company":
            page = context.new_page()
            page.goto(f"{site.address}/mine/")
            code = page.locator(".heading code").inner_text()
            ask = ("consent", "ask", code, "--recipient", BANK, "--purpose", "contract_review")
            rest = (
                "--part",
                "tax",
                "--part",
                "contracts",
                "--reference",
                "示例1号",
                "--actor",
                "b",
            )
            told(site, CDELTA, *ask, *rest)
        context.close()
    return found


def test_every_page_is_looked_at() -> None:
    assert PAGES.keys() == REPRESENTED


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


def opened(page: Page, name: str, address: str) -> None:
    """Be on a page; one of a list is reached by its first link."""
    answer = page.goto(address)
    assert answer is not None
    assert answer.status == 200, address
    if name in OPENED:
        with page.expect_navigation():
            page.locator("tbody a").first.click()


def test_nothing_is_blocked(
    browser: Browser, site: Site, own: Examples, states: dict[str, Any]
) -> None:
    said: list[str] = []
    for login, state in states.items():
        context = browser.new_context(storage_state=state)
        page = context.new_page()
        page.on("console", lambda message: said.append(message.text))
        for name, (who, address) in PAGES.items():
            if who == login:
                opened(page, name, site.address + address.format(code=own.code))
        context.close()
    assert said == []
