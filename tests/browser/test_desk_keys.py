"""The desk by keyboard: keys are told, never taken while typing, and may be turned off."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.served import Site
from tests.browser.signed_pages import Window


@pytest.fixture
def page(window: Window, site: Site) -> Iterator[Page]:
    context = window("demo.credit")
    found = context.new_page()
    found.goto(site.address + "/desk/consents/")
    yield found
    context.close()


def test_a_question_mark_tells_the_keys(page: Page) -> None:
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="键盘")
    expect(dialog).to_contain_text("下一行")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    page.get_by_role("button", name="键盘 ?").click()
    expect(dialog).to_be_visible()


def test_never_while_typing(page: Page) -> None:
    page.get_by_label("编号").click()
    page.keyboard.type("?jk/")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.get_by_label("编号")).to_have_value("?jk/")


def test_keys_can_be_turned_off_for_good(page: Page) -> None:
    page.keyboard.press("?")
    with page.expect_navigation():
        page.get_by_role("button", name="单键不起作用").click()
    assert page.url.endswith("/desk/consents/")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.get_by_role("button", name="键盘 ?").click()
    page.get_by_role("button", name="关闭").click()
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_nothing_breaks_the_content_policy(window: Window, site: Site) -> None:
    context = window("demo.credit")
    said: list[str] = []
    found = context.new_page()
    found.on("console", lambda line: said.append(line.text))
    found.on("pageerror", lambda error: said.append(str(error)))
    found.goto(site.address + "/desk/notices/")
    assert found.evaluate("htmx.version").startswith("2.")
    assert said == []
    context.close()
