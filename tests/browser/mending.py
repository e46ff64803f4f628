"""Files with rows that need their clerk, and a bank's own form, sent in a browser."""

import csv
import re
import time
import urllib.request
from pathlib import Path
from random import Random
from typing import Any

from playwright.sync_api import Page, expect

from creditdelta.intake.tests.supplies import penalty, written
from creditdelta.rulebook.records import standard
from creditdelta.world import codes
from tests.browser.served import Site

LIST = "/desk/uploads/"
PATIENCE = 120_000  # milliseconds until a file is read, or taken in, on a busy machine
# of the wrong rows, some have a code with a slip, some a day that is none
ROWS, SLIPS, DAYS = 400, 10, 4
WRONG_DAY, DAY = "2026-02-30", "2026-03-20"
CONTRACT = standard("contract_performance")
MANDATORY = [column for column in CONTRACT.columns if column.need == "mandatory"]


def spoilt(folder: Path, organisations: list[dict[str, Any]], rows: int = ROWS) -> Path:
    """Penalties of these days, fourteen of them wrong: a zero that became the letter O, a 30 February."""
    found = []
    for n in range(rows):
        one = organisations[n % len(organisations)]
        code = one["uscc"].replace("0", "O", 1) if n < SLIPS else one["uscc"]
        decided = WRONG_DAY if SLIPS <= n < SLIPS + DAYS else DAY
        given = {"CF_XDR_SHXYM": code, "CF_XDR_MC": one["name"], "CF_JDRQ": decided}
        number = f"沪示罚〔2026〕{time.time_ns()}号"
        found.append(penalty(n, **given, CF_YXQ="2029-03-20", CF_WSH=number))
    return written(folder / "昨日处罚.csv", "penalty", found)


def reported(page: Page, site: Site, path: Path, *, confirmed: bool = True) -> None:
    """A file sent and confirmed; what is wrong in it waits. The page is that of its wrong rows."""
    page.goto(site.address + LIST)
    page.get_by_label("把文件拖到这里").set_input_files(path)
    send = page.get_by_role("button", name="上传", exact=True)
    if send.is_visible():
        send.click()
    confirm = page.get_by_role("button", name="确认入账")
    confirm.wait_for(timeout=PATIENCE)
    if confirmed:
        confirm.click()
        page.get_by_role("heading", name="入账结果").wait_for(timeout=PATIENCE)
    page.get_by_role("link", name="更正这些行").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("要您处理的行")


def own_record(site: Site) -> str:
    """A penalty that the clerk's own province reported."""
    row = site.ask(
        "SELECT uscc FROM penalty WHERE region = '310000' AND NOT waiting "
        "AND uscc NOT LIKE '92%' ORDER BY CF_JDRQ DESC, uscc LIMIT 1"
    )[0]
    section = f"{site.address}/subject/{row['uscc']}/section/{standard('penalty').section}/"
    with urllib.request.urlopen(section) as answer:
        found = re.search(r"/record/([0-9a-f]{8}-[0-9a-f]{8})/", answer.read().decode())
    assert found is not None
    return found[1]


def own_form(folder: Path, begin: str) -> Path:
    """A bank's export under headings of its own."""
    row = {column.code: column.example for column in MANDATORY}
    row["uscc"] = codes.uscc("91", "310115", codes.organisation_code(Random(7), lead="MA"))
    path = folder / f"{begin}.csv"
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow([f"{begin}{n}" for n in range(len(MANDATORY))])
        writer.writerows([list(row.values())] * 2)
    return path


def unknown(page: Page, site: Site, path: Path) -> str:
    """Send a file that nobody knows; the id of its upload."""
    page.goto(site.address + LIST)
    page.get_by_label("把文件拖到这里").set_input_files(path)
    page.get_by_role("link", name="指定各栏是什么").wait_for(timeout=PATIENCE)
    return page.url.rstrip("/").rpartition("/")[2]


def named(page: Page, site: Site, path: Path) -> None:
    """Say once which column is which; the file is read by it."""
    unknown(page, site, path)
    page.get_by_role("link", name="指定各栏是什么").click()
    page.get_by_label("这是哪种数据").select_option(CONTRACT.id)
    page.get_by_role("button", name="换成这种数据").click()
    for n, column in enumerate(MANDATORY):
        page.locator(f"#c{n}").select_option(column.code)
    page.get_by_role("button", name="看看会怎样理解").click()
    expect(page.locator("#preview")).to_contain_text(MANDATORY[0].example)
    page.get_by_role("button", name="记住并按此读取").click()
    page.get_by_text("条可以入账 · ").wait_for(timeout=PATIENCE)
