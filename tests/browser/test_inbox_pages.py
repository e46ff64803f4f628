"""The inbox in a browser: the morning check, keys alone, several at once, the same without a script."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from creditdelta.project import inbox_urls
from tests.browser.served import Site
from tests.browser.signed_pages import Window, wrong_on
from tests.browser.steps import Person
from tests.browser.test_accessible import LOOKS, Look

DESK = "/desk/"
STAFF = ("demo.credit", "demo.sector", "demo.court", "demo.tax", "demo.market")
# who looks at it, and the address
PAGES: dict[str, tuple[str, str]] = {
    "desk_inbox": ("demo.credit", DESK),
    "desk_inbox late": ("demo.sector", f"{DESK}?tab=late"),
    "desk_inbox others": ("demo.market", f"{DESK}?tab=others"),
    "desk_inbox done": ("demo.credit", f"{DESK}?tab=done"),
}
# only sent to: creditdelta/inbox/tests, creditdelta/accounts/tests/test_desk_navigation.py
SENT_TO = {"desk_inbox_act", "desk_keys"}


@pytest.fixture
def page(window: Window) -> Iterator[Page]:
    context = window("demo.credit")
    yield context.new_page()
    context.close()


def test_every_route_is_looked_at() -> None:
    routes = {row[2] for row in (*inbox_urls.READ, *inbox_urls.ACTED)}
    assert {name.split()[0] for name in PAGES} | SENT_TO == routes


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("look", [LOOKS[0], LOOKS[3]], ids=lambda look: look.name)
def test_nothing_forbidden(window: Window, site: Site, prefix: str, look: Look) -> None:
    def opened(page: Page, name: str, address: str) -> None:
        del name
        page.goto(address)

    assert wrong_on(window, look, site.address + prefix, PAGES, opened) == {}


@pytest.mark.parametrize("login", STAFF)
def test_every_desk_of_the_demonstration_has_something(
    window: Window, site: Site, login: str
) -> None:
    context = window(login)
    page = context.new_page()
    page.goto(site.address + DESK)
    expect(page.locator("[data-row]").first).to_be_visible()
    assert "个工作日" in page.inner_text("main")
    context.close()


def test_the_morning_check_is_one_step(page: Page, site: Site) -> None:
    officer = Person(page, site)
    officer.start("/account/")
    with page.expect_navigation():
        page.get_by_role("banner").get_by_role("link", name="工作台").click()
    assert officer.steps == 1
    assert "已超" in officer.text
    assert "还剩" in officer.text
    left = page.locator("[data-row] .work-due").all_inner_texts()
    late = [one.startswith("已超") for one in left if one]
    assert late == sorted(late, reverse=True)  # who is late stands first


def test_two_letters_are_posted_by_keys_alone(page: Page, site: Site) -> None:
    page.goto(site.address + DESK)
    posted = page.get_by_role("link", name="寄出信用修复决定书")
    before = posted.count()
    chosen = 0
    for _ in range(page.locator("[data-row]").count()):
        page.keyboard.press("j")
        if (
            chosen < 2
            and page.evaluate("document.activeElement.textContent") == "寄出信用修复决定书"
        ):
            page.keyboard.press("x")
            page.keyboard.press("k")
            page.keyboard.press("j")
            chosen += 1
    assert page.locator("[data-row] input:checked").count() == 2
    page.get_by_role("button", name="登记所选文书今天寄出").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".notice")).to_contain_text("办了 2 件")
    assert posted.count() == before - 2
    assert page.url.endswith("/desk/?said=2")


def test_the_next_step_is_a_key_away(page: Page, site: Site) -> None:
    page.goto(site.address + DESK)
    page.keyboard.press("j")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "/desk/notices/" in page.url


def test_the_same_without_a_script(window: Window, site: Site) -> None:
    context = window("demo.credit", java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site.address}{DESK}")
    page.get_by_role("navigation", name="待办分类").get_by_role("link", name="已逾期").click()
    page.locator("[data-row] input").first.check()
    page.get_by_role("button", name="登记所选文书今天寄出").click()
    expect(page.locator(".notice")).to_contain_text("办了 1 件")
    context.close()
