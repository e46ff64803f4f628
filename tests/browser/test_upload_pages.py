"""Uploads seen in a browser: a clerk reports yesterday's file in three steps, with and without scripts."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from creditdelta.intake.tests.supplies import penalty, written
from creditdelta.project import upload_urls
from tests.browser.served import Site
from tests.browser.signed_pages import Window, wrong_on
from tests.browser.test_accessible import LOOKS, Look

CLERK = "demo.credit"
LIST = "/desk/uploads/"
PATIENCE = 90_000  # milliseconds until a file is read, or taken in, on a busy machine
ROWS, WRONG = 40, 14
# who looks at it, and the address; one upload is opened from its list
PAGES: dict[str, tuple[str, str]] = {"desk_uploads": (CLERK, LIST), "desk_upload": (CLERK, LIST)}
# fragments, machines' doors, and what is only sent to: creditdelta/uploads/tests/test_pages.py
ELSEWHERE = {"desk_upload_progress", "desk_upload_begin", "desk_upload_bytes", "desk_upload_act"}


@pytest.fixture(scope="module")
def organisations(site: Site) -> list[dict[str, Any]]:
    found = site.ask("SELECT uscc, name FROM registration WHERE uscc NOT LIKE '92%' LIMIT 60")
    return sorted(found, key=lambda one: "0" not in one["uscc"])[:ROWS]


def penalties(folder: Path, organisations: list[dict[str, Any]]) -> Path:
    """Penalties of these days; in some a zero of the code became the letter O."""
    rows = []
    for n, one in enumerate(organisations):
        code = one["uscc"].replace("0", "O", 1) if n < WRONG else one["uscc"]
        given = {"CF_XDR_SHXYM": code, "CF_XDR_MC": one["name"], "CF_JDRQ": "2026-03-20"}
        rows.append(penalty(n, **given, CF_WSH=f"沪示罚〔2026〕{time.time_ns()}号"))
    return written(folder / "昨日处罚.csv", "penalty", rows)


@pytest.fixture
def yesterday(tmp_path: Path, organisations: list[dict[str, Any]]) -> Path:
    return penalties(tmp_path, organisations)


@pytest.fixture(
    params=[(1280, True), (1280, False), (390, True), (390, False)],
    ids=["wide", "wide no scripts", "narrow", "narrow no scripts"],
)
def clerk(window: Window, request: pytest.FixtureRequest) -> Iterator[tuple[Page, bool]]:
    width, scripts = request.param
    context = window(
        CLERK, viewport={"width": width, "height": 800}, java_script_enabled=scripts
    )  # fmt: skip
    yield context.new_page(), scripts
    context.close()


def test_every_route_is_looked_at() -> None:
    routes = {row[2] for row in (*upload_urls.READ, *upload_urls.ACTED)}
    assert PAGES.keys() | ELSEWHERE == routes


def test_yesterdays_file_in_three_steps(
    clerk: tuple[Page, bool], site: Site, yesterday: Path
) -> None:
    page, scripts = clerk
    page.goto(site.address + LIST)
    steps = ["drop"]
    page.get_by_label("把文件拖到这里").set_input_files(yesterday)
    if not scripts:
        page.get_by_role("button", name="上传", exact=True).click()
    steps.append("look")
    confirm = page.get_by_role("button", name="确认入账")
    confirm.wait_for(timeout=PATIENCE)
    said = f"{ROWS - WRONG} 条可以入账 · {WRONG} 条要您处理 · 0 条重复"
    expect(page.locator(".answer")).to_contain_text(said)
    expect(page.locator("main")).to_contain_text("行政处罚")
    expect(page.get_by_label("期间")).to_have_value("2026-03")
    expect(page.locator("#first tbody tr")).to_have_count(WRONG)
    steps.append("confirm")
    confirm.click()
    done = page.get_by_role("heading", name="入账结果")
    done.wait_for(timeout=PATIENCE)
    expect(page.locator(".answer").first).to_contain_text("已入账", timeout=PATIENCE)
    assert len(steps) <= 3


def test_a_broken_connection_goes_on(window: Window, site: Site, yesterday: Path) -> None:
    """Every second part is cut off; then the tab is closed, and another day the file is chosen again."""
    large = yesterday.with_name("一个月.csv")
    lines = yesterday.read_text(encoding="utf-8").splitlines()
    large.write_text("\n".join([lines[0], *lines[1:] * 250]), encoding="utf-8")
    context = window(CLERK)
    page, parts = context.new_page(), list[str]()

    def cut(route: Route) -> None:
        if route.request.method != "POST":
            return route.continue_()
        parts.append(route.request.headers["upload-offset"])
        return route.abort() if len(parts) % 2 else route.continue_()

    page.route("**/bytes", cut)
    page.goto(site.address + LIST)
    page.get_by_label("把文件拖到这里").set_input_files(large)
    page.locator("progress:not([value='0'])").wait_for(timeout=PATIENCE)
    page.close()
    page = context.new_page()
    page.goto(site.address + LIST)
    expect(page.get_by_text("没有传完的文件")).to_be_visible()
    sent: list[str] = []
    page.on("request", lambda one: sent.append(one.headers.get("upload-offset", "")))
    page.get_by_label("把文件拖到这里").set_input_files(large)
    page.get_by_role("heading", level=1, name=large.name).wait_for(timeout=PATIENCE)
    assert next(int(at) for at in sent if at) > 0
    page.get_by_text("条可以入账 · ").wait_for(timeout=PATIENCE)
    page.get_by_role("button", name="放弃这个文件").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("报送文件")
    context.close()


@pytest.fixture(scope="module")
def waiting(
    window: Window, site: Site, organisations: list[dict[str, Any]], tmp_path_factory: Any
) -> None:
    """A file that was read waits for the clerk: the latest of the list."""
    context = window(CLERK)
    page = context.new_page()
    page.goto(site.address + LIST)
    path = penalties(tmp_path_factory.mktemp("waiting"), organisations)
    page.get_by_label("把文件拖到这里").set_input_files(path)
    page.get_by_role("button", name="确认入账").wait_for(timeout=PATIENCE)
    context.close()


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("look", [LOOKS[0], LOOKS[3]], ids=lambda look: look.name)
@pytest.mark.usefixtures("waiting")
def test_nothing_forbidden(window: Window, site: Site, prefix: str, look: Look) -> None:
    assert wrong_on(window, look, site.address + prefix, PAGES, opened) == {}


def opened(page: Page, name: str, address: str) -> None:
    """Be on a page; one upload is reached from its list."""
    page.goto(address)
    if name == "desk_upload":
        page.locator("tbody a").first.click()
