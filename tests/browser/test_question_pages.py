"""The judgement queue in a browser: answered by one key, taken back, and the same without a script."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from creditdelta.project import question_urls
from tests.browser.served import Site
from tests.browser.signed_pages import Window, wrong_on
from tests.browser.test_accessible import LOOKS, Look

OFFICER, QUEUE = "demo.credit", "/desk/questions/"
# who looks at it, and the address; one question is opened from its list
PAGES: dict[str, tuple[str, str]] = {
    "desk_questions": (OFFICER, QUEUE),
    "desk_question": (OFFICER, QUEUE),
}
FOCUSED = "document.activeElement.getAttribute('href')"
SENT_TO = {
    "desk_question_answer",
    "desk_question_undo",
}  # creditdelta/questions/tests/test_pages.py


@pytest.fixture
def page(window: Window, site: Site) -> Iterator[Page]:
    context = window(OFFICER)
    found = context.new_page()
    found.goto(site.address + QUEUE)
    yield found
    context.close()


def test_every_route_is_looked_at() -> None:
    routes = {row[2] for row in (*question_urls.READ, *question_urls.ACTED)}
    assert PAGES.keys() | SENT_TO == routes


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("look", [LOOKS[0], LOOKS[3]], ids=lambda look: look.name)
def test_nothing_forbidden(window: Window, site: Site, prefix: str, look: Look) -> None:
    assert wrong_on(window, look, site.address + prefix, PAGES, opened) == {}


def opened(page: Page, name: str, address: str) -> None:
    """Be on a page; one question is reached from the list."""
    page.goto(address)
    if name == "desk_question":
        page.locator("[data-open]").first.click()
        page.wait_for_url("**/desk/questions/*/")


def waiting(page: Page) -> int:
    return int(page.get_by_role("link", name="要判断").locator(".tabs-count").inner_text())


def test_a_question_is_answered_and_taken_back_by_keys_alone(page: Page, site: Site) -> None:
    before = waiting(page)
    page.keyboard.press("j")
    page.keyboard.press("j")
    second = page.evaluate(FOCUSED)
    page.keyboard.press("k")
    first = page.evaluate(FOCUSED)
    assert first != second
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{first}")
    page.keyboard.press("n")
    page.wait_for_url(f"**{second}?done=*")
    expect(page.locator(".notice")).to_contain_text("都不是，已搁置")
    page.keyboard.press("u")
    expect(page.locator(".notice")).to_contain_text("已撤销")
    page.goto(site.address + QUEUE)
    assert waiting(page) == before


def test_later_leads_to_the_next(page: Page) -> None:
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/questions/*/")
    here = page.url
    with page.expect_navigation():
        page.keyboard.press("l")
    assert page.url != here


def test_the_same_without_a_script(window: Window, site: Site) -> None:
    context = window(OFFICER, java_script_enabled=False)
    page = context.new_page()
    page.goto(site.address + QUEUE)
    before = waiting(page)
    page.locator("[data-open]").last.click()
    page.get_by_text("理由和文书号").first.scroll_into_view_if_needed()
    page.get_by_label("依据文书号").first.fill("合成示例〔2026〕1号")
    page.get_by_role("button", name="就是它").first.click()
    expect(page.locator(".notice")).to_contain_text("认定这是它的名称")
    page.get_by_role("button", name="撤销这个判断").click()
    expect(page.locator(".notice")).to_contain_text("已撤销")
    page.goto(site.address + QUEUE)
    assert waiting(page) in (before, before - 1)  # the queue follows a moment later
    context.close()


def test_what_was_decided_is_listed_with_who_decided(page: Page, site: Site) -> None:
    found: Any = page.goto(site.address + QUEUE + "?tab=answered")
    assert found.ok
    expect(page.get_by_role("table")).to_be_visible()
