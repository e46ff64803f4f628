"""Pages of consents and of who acts for an organisation, signed in: nothing that WCAG forbids on any look."""

import pytest
from playwright.sync_api import Page

from tests.browser.served import CDELTA, Site
from tests.browser.signed_pages import Window, wrong_on
from tests.browser.surfaces import REPRESENTED
from tests.browser.test_accessible import LOOKS, Look
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
def code(site: Site) -> str:
    """An organisation of the credit office's province."""
    rows = site.ask("SELECT min(uscc) AS code FROM registration WHERE uscc LIKE '9131%'")
    return str(rows[0]["code"])


@pytest.fixture(scope="module", autouse=True)
def _a_request(window: Window, site: Site) -> None:
    """A request for consent waits for the company's answer."""
    context = window("demo.company")
    page = context.new_page()
    page.goto(f"{site.address}/mine/")
    of = page.locator(".heading code").inner_text()
    context.close()
    ask = f"consent ask {of} --recipient {BANK} --purpose contract_review --actor b"
    rest = "--part tax --part contracts --reference 示例1号"
    told(site, CDELTA, *ask.split(), *rest.split())


def test_every_page_is_looked_at() -> None:
    assert PAGES.keys() == REPRESENTED


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("look", [LOOKS[0], LOOKS[3]], ids=lambda look: look.name)
def test_nothing_forbidden(window: Window, site: Site, code: str, look: Look, prefix: str) -> None:
    pages = {name: (who, address.format(code=code)) for name, (who, address) in PAGES.items()}
    assert wrong_on(window, look, site.address + prefix, pages, opened) == {}


def opened(page: Page, name: str, address: str) -> None:
    """Be on a page; one of a list is reached by its first link."""
    answer = page.goto(address)
    assert answer is not None
    assert answer.status == 200, address
    if name in OPENED:
        with page.expect_navigation():
            page.locator("tbody a").first.click()


def test_nothing_is_blocked(window: Window, site: Site, code: str) -> None:
    said: list[str] = []
    for login in sorted({who for who, _ in PAGES.values()}):
        context = window(login)
        page = context.new_page()
        page.on("console", lambda message: said.append(message.text))
        for name, (who, address) in PAGES.items():
            if who == login:
                opened(page, name, site.address + address.format(code=code))
        context.close()
    assert said == []
