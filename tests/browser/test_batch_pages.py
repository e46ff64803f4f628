"""Batches seen in a browser: the list, one of them, slips, zero reports, withdrawals by two officers."""

import hashlib
import re
import time
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.served import PATIENCE, Site
from tests.browser.signed_pages import Window, wrong_on
from tests.browser.surfaces import BATCHES
from tests.browser.test_accessible import LOOKS, Look

PENALTIES = "/desk/batches/?kind=penalty&state=closed"
WITHDRAWALS = "/desk/withdrawals/"
# who looks at it, and the address; one of a list is opened from it
PAGES: dict[str, tuple[str, str]] = {
    "desk_batches": ("demo.credit", "/desk/batches/?scope=region"),
    "desk_batch": ("demo.credit", PENALTIES),
    "desk_slip": ("demo.credit", PENALTIES),
    "desk_returns": ("demo.credit", "/desk/returns/"),
    "desk_zero": ("demo.credit", "/desk/zero/"),
    "desk_withdrawals": ("demo.credit", WITHDRAWALS),
    "desk_withdrawal_new": ("demo.credit", "/desk/withdrawals/new/"),
    "desk_withdrawal": ("demo.credit", WITHDRAWALS),
}
# of a batch that waits, files, and what is only sent to: creditdelta/intake/tests
ELSEWHERE = {
    "desk_batch_decide", "desk_slip_pdf", "desk_return", "desk_zero_act", "desk_withdrawal_act",
    "desk_withdrawal_read",
}  # fmt: skip


def test_every_route_is_looked_at() -> None:
    assert PAGES.keys() | ELSEWHERE == BATCHES


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("look", [LOOKS[0], LOOKS[3]], ids=lambda look: look.name)
def test_nothing_forbidden(seen: Any, window: Window, site: Site, prefix: str, look: Look) -> None:
    page = seen("demo.credit", WITHDRAWALS)
    if not page.locator("#withdrawals tbody a").count():
        proposed(page, site, "ruling")
    assert wrong_on(window, look, site.address + prefix, PAGES, opened) == {}


def opened(page: Page, name: str, address: str) -> None:
    """Be on a page; one of a list is reached from it."""
    page.goto(address)
    if name in ("desk_batch", "desk_slip"):
        page.locator("#batches tbody a").first.click()
    if name == "desk_slip":
        page.locator("a[href*='/slip/']").first.click()
    if name == "desk_withdrawal":
        page.locator("#withdrawals tbody a").first.click()


def proposed(page: Page, site: Site, kind: str) -> None:
    """Propose to take back the latest batch of a kind."""
    page.goto(f"{site.address}/desk/batches/?kind={kind}&state=closed")
    page.locator("#batches tbody a").first.click()
    page.get_by_role("link", name="撤回这一批").click()
    page.get_by_label("理由").select_option(label="数据错误")
    page.get_by_label("撤销或变更文书号").fill("示撤〔2026〕7号")
    page.get_by_label("文书", exact=True).set_input_files(
        {"name": "act.pdf", "mimeType": "application/pdf", "buffer": b"decision"}
    )
    page.get_by_role("button", name="提出撤回").click()
    expect(page.locator("main")).to_contain_text(hashlib.sha256(b"decision").hexdigest())


def test_two_officers_withdraw_a_batch_without_a_script(seen: Any, site: Site) -> None:
    page = seen("demo.credit", "/desk/batches/")
    proposed(page, site, "levy")
    expect(page.locator("main")).to_contain_text("要由本单位另一人确认")
    expect(page.get_by_role("button", name="确认撤回")).to_have_count(0)
    other = seen("demo.credit2", page.url)
    expect(other.locator("#records")).to_contain_text("行政征收")
    other.get_by_role("button", name="确认撤回").click()
    until = time.monotonic() + PATIENCE
    while other.locator("h1 + p, .heading").first.inner_text().find("已撤回") < 0:
        assert time.monotonic() < until, "nobody carried it out"
        time.sleep(1)
        other.reload()
    other.get_by_role("link", name=re.compile(r"^\d+$")).first.click()
    expect(other.locator("main")).to_contain_text("撤回通知")


def test_anybody_checks_a_slip(seen: Any, site: Site, browser: Any) -> None:
    page = seen("demo.credit", PENALTIES)
    page.locator("#batches tbody a").first.click()
    page.get_by_role("link", name="回执").click()
    number = re.findall(r"\d+", page.locator("h1").inner_text())[0]
    code = page.locator("dt", has_text="校验码").locator("+ dd").inner_text()
    context = browser.new_context(java_script_enabled=False)
    stranger = context.new_page()
    stranger.goto(f"{site.address}/slips/")
    stranger.get_by_label("批次", exact=True).fill(number)
    stranger.get_by_label("校验码").fill(code)
    stranger.get_by_role("button", name="核验").click()
    expect(stranger.locator("main")).to_contain_text("是真的")
    stranger.get_by_label("校验码").fill(f"{'0' * 4}{code[4:]}")
    stranger.get_by_role("button", name="核验").click()
    expect(stranger.locator("main")).to_contain_text("不相符")
    context.close()


def test_a_zero_report_is_made_and_taken_back(seen: Any) -> None:
    page = seen("demo.credit", "/desk/zero/")
    page.get_by_label("种类").select_option(label="行政裁决")
    page.get_by_label("月份").select_option(label="2026-02")
    page.get_by_role("button", name="本月没有应报事项").click()
    expect(page.locator("#zero")).to_contain_text("有效")
    page.get_by_role("button", name="撤回：行政裁决 2026-02").click()
    expect(page.locator("#zero")).to_contain_text("已撤回")
