"""Rows that need their clerk, seen in a browser: 14 of 400 mended in two steps, here and in a workbook.

Also one record without a file, and the columns of a bank's own form named once.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from playwright.sync_api import Page, Request, expect

from creditdelta.intake.tests.supplies import penalty
from creditdelta.project import mending_urls
from tests.browser.mending import (
    DAY,
    DAYS,
    PATIENCE,
    SLIPS,
    WRONG_DAY,
    named,
    own_form,
    own_record,
    reported,
    spoilt,
    unknown,
)  # fmt: skip
from tests.browser.served import Site
from tests.browser.signed_pages import Window, wrong_on
from tests.browser.test_accessible import LOOKS, Look, faults, ruled

CLERK, BANK = "demo.credit", "demo.market"
NEW = "/desk/record/new/"
# who looks at it, and the address; {…} are filled in by what was made before
PAGES: dict[str, tuple[str, str]] = {
    "desk_upload_rows": (CLERK, "{rows}"),
    "desk_upload_row": (CLERK, "{rows}{row}/"),
    "desk_record_new": (CLERK, f"{NEW}?kind=penalty%2F2018"),
    "desk_record": (CLERK, "/desk/record/{record}/"),
    "desk_mappings": (BANK, "/desk/mappings/"),
    "desk_mapping": (BANK, "/desk/mappings/{mapping}/"),
    "desk_mapping_new": (BANK, "/desk/mappings/new/?upload={strange}"),
}
FILES = {"desk_upload_fix"}


@pytest.fixture(scope="module")
def organisations(site: Site) -> list[dict[str, Any]]:
    found = site.ask(
        "SELECT uscc, name FROM registration WHERE uscc NOT LIKE '92%' AND NOT waiting"
    )
    return sorted(found, key=lambda one: "0" not in one["uscc"])


@pytest.fixture(
    params=[(1280, True), (1280, False), (390, True), (390, False)],
    ids=["wide", "wide no scripts", "narrow", "narrow no scripts"],
)
def clerk(window: Window, request: pytest.FixtureRequest) -> Iterator[Page]:
    width, scripts = request.param
    looks = {"viewport": {"width": width, "height": 800}, "java_script_enabled": scripts}
    context = window(CLERK, **looks)
    yield context.new_page()
    context.close()


def steps_of(page: Page) -> list[str]:
    """The forms that are sent from now on, one a step."""
    found: list[str] = []

    def sent(request: Request) -> None:
        if request.method == "POST":
            found.append(request.url)

    page.on("request", sent)
    return found


def mended_all(page: Page) -> None:
    expect(page.locator(".answer")).to_contain_text("没有要处理的行", timeout=PATIENCE)
    expect(page.locator(".strip")).to_contain_text(f"{SLIPS + DAYS} 行已改好入账")


def test_fourteen_of_four_hundred_in_two_steps(
    clerk: Page, site: Site, tmp_path: Path, organisations: list[dict[str, Any]]
) -> None:
    reported(clerk, site, spoilt(tmp_path, organisations))
    expect(clerk.locator(".mend-row")).to_have_count(SLIPS + DAYS)
    steps = steps_of(clerk)
    clerk.get_by_role("button", name="采用全部建议").click()
    expect(clerk.locator(".entry-take")).to_have_count(0)
    for field in clerk.locator(f"input[value='{WRONG_DAY}']").all():
        field.fill(DAY)
    clerk.get_by_role("button", name="报送改好的行").first.click()
    mended_all(clerk)
    assert len(steps) == 2


def test_in_a_workbook_in_two_steps(
    clerk: Page, site: Site, tmp_path: Path, organisations: list[dict[str, Any]]
) -> None:
    reported(clerk, site, spoilt(tmp_path, organisations, 60))
    rows = clerk.url
    with clerk.expect_download() as handed:
        clerk.get_by_role("link", name="下载修改表").click()
    path = tmp_path / "fix.xlsx"
    handed.value.save_as(path)
    mended(path, {one["uscc"].replace("0", "O", 1): one["uscc"] for one in organisations})
    steps = ["download"]
    clerk.get_by_label("改好的修改表").set_input_files(path)
    clerk.get_by_role("button", name="上传修改表").click()
    steps.append("send")
    clerk.get_by_role("heading", name="入账结果").wait_for(timeout=PATIENCE)
    clerk.goto(rows)
    mended_all(clerk)
    assert len(steps) == 2


def mended(path: Path, right: dict[str, str]) -> None:
    """Put the coloured cells right, as a clerk would."""
    book = openpyxl.load_workbook(path)
    for row in book.worksheets[0].iter_rows(min_row=2):
        for cell in row:
            if cell.value in right:
                cell.value = right[str(cell.value)]
            elif cell.value == WRONG_DAY:
                cell.value = DAY
    book.save(path)


def test_one_suggestion_one_click(
    window: Window, site: Site, tmp_path: Path, organisations: list[dict[str, Any]]
) -> None:
    """Only that cell changes; what stands typed elsewhere stays, and the focus with it."""
    context = window(CLERK)
    page = context.new_page()
    reported(page, site, spoilt(tmp_path, organisations, 20))
    typed = page.locator(f"input[value='{WRONG_DAY}']").first
    name = typed.get_attribute("name")
    typed.fill("2026-03-21")
    row = page.locator(".mend-row").first
    row.get_by_role("button", name="采用建议").click()
    expect(row.locator(".entry input")).to_have_value(organisations[0]["uscc"])
    expect(page.locator(f"input[name='{name}']")).to_have_value("2026-03-21")
    page.get_by_label("这一行不再报送").nth(2).check()
    page.get_by_role("button", name="报送改好的行").first.click()
    expect(page.locator(".strip")).to_contain_text("2 行已改好入账", timeout=PATIENCE)
    expect(page.locator(".strip")).to_contain_text("1 行不再报送")
    page.get_by_role("button", name="恢复").click()
    expect(page.locator(".strip")).to_contain_text("0 行不再报送")
    context.close()


def test_by_keyboard_alone(
    window: Window, site: Site, tmp_path: Path, organisations: list[dict[str, Any]]
) -> None:
    context = window(CLERK)
    page = context.new_page()
    reported(page, site, spoilt(tmp_path, organisations, 20), confirmed=False)
    page.locator("#main").focus()
    page.keyboard.press("j")
    page.keyboard.press("j")
    focused = page.locator(".mend-row").nth(1).locator("legend a")
    expect(focused).to_be_focused()
    number = re.search(r"\d+", focused.inner_text())
    assert number is not None
    page.keyboard.press("Tab")
    expect(page.locator(".mend-row").nth(1).locator(".entry input")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    field = page.locator(".mend-row").nth(1).locator(".entry input")
    expect(field).to_have_value(organisations[1]["uscc"])
    field.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".strip")).to_contain_text("1 行已改好入账", timeout=PATIENCE)
    context.close()


@pytest.fixture(scope="module")
def made(
    window: Window, site: Site, organisations: list[dict[str, Any]], tmp_path_factory: Any
) -> dict[str, str]:
    """What the pages are looked at with: wrong rows that wait, a record, a mapping, a strange file."""
    folder = tmp_path_factory.mktemp("mending")
    found = {"record": own_record(site)}
    context = window(CLERK)
    page = context.new_page()
    reported(page, site, spoilt(folder, organisations, 20), confirmed=False)
    found["rows"] = page.url.removeprefix(site.address)
    found["row"] = re.sub(r"\D", "", page.locator("legend a").first.inner_text())
    context.close()
    context = window(BANK)
    page = context.new_page()
    named(page, site, own_form(folder, "台账"))
    page.goto(site.address + "/desk/mappings/")
    page.locator("tbody a").first.click()
    found["mapping"] = page.url.rstrip("/").rpartition("/")[2]
    found["strange"] = unknown(page, site, own_form(folder, "另表"))
    context.close()
    return found


def test_a_record_without_a_file(
    window: Window, site: Site, organisations: list[dict[str, Any]]
) -> None:
    context = window(CLERK, java_script_enabled=False)
    page = context.new_page()
    page.goto(site.address + NEW)
    page.get_by_role("link", name="行政处罚（2018 版）", exact=True).click()
    one = organisations[3]
    cells = penalty(3, CF_XDR_SHXYM=one["uscc"], CF_XDR_MC=one["name"], CF_JDRQ=WRONG_DAY)
    for code, text in (cells | {"CF_YXQ": "2029-03-20"}).items():
        field = page.locator(f"[name='{code}']")
        if field.evaluate("one => one.tagName") == "SELECT":
            field.select_option(text)
        else:
            field.fill(text)
    page.get_by_role("button", name="报送", exact=True).click()
    wrong = page.locator("[name='r2-CF_JDRQ']")
    wrong.wait_for(timeout=PATIENCE)
    wrong.fill(DAY)
    page.get_by_role("button", name="报送改好的行").first.click()
    expect(page.locator(".answer")).to_contain_text("没有要处理的行", timeout=PATIENCE)
    context.close()


def test_every_route_is_looked_at() -> None:
    routes = {row[2] for row in (*mending_urls.READ, *mending_urls.ACTED)}
    assert PAGES.keys() | FILES == routes


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
def test_nothing_forbidden(
    window: Window, site: Site, made: dict[str, str], prefix: str, look: Look
) -> None:
    pages = {name: (who, address.format(**made)) for name, (who, address) in PAGES.items()}

    def opened(page: Page, name: str, address: str) -> None:
        answer = page.goto(address)
        assert answer is not None
        assert answer.ok, name

    assert wrong_on(window, look, site.address + prefix, pages, opened) == {}


def test_nothing_forbidden_in_what_a_form_answers(
    window: Window, site: Site, made: dict[str, str]
) -> None:
    context = window(CLERK, bypass_csp=True)
    page = ruled(context).new_page()
    page.goto(site.address + made["rows"])
    page.get_by_role("button", name="报送改好的行").first.click()
    expect(page.get_by_role("alert")).to_contain_text("没有改动")
    assert faults(page) == []
    context.close()
