"""The page of one record: its public cells, its clock with rules and grounds, its source, what to do."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from creditdelta.archive.tests.visits import get, on_the_day, take, text
from creditdelta.intake.tests.supplies import (
    OFFICE,
    organisation,
    penalties,
    penalty,
    registrations,
    written,
)
from creditdelta.records import publishing
from creditdelta.rulebook.basis import Basis
from creditdelta.rulebook.publication import publications

pytestmark = pytest.mark.usefixtures("ledger")
CODE, NAME = organisation(0)
RECORD = re.compile(r"/record/([0-9a-f]{8}-[0-9a-f]{8})/")


@pytest.fixture(autouse=True)
def _on_the_day(ledger: Path) -> None:
    on_the_day()


def known(folder: Path, **given: str) -> str:
    """The address of the one penalty of an organisation that is confirmed."""
    take(registrations(folder, 1))
    take(penalties(folder, 1, **given), source="market-regulation")
    return listed()


def listed() -> str:
    (found,) = RECORD.findall(text(f"/subject/{CODE}/section/administration/"))
    return f"/subject/{CODE}/record/{found}/"


def test_every_public_cell_stands_under_its_label(tmp_path: Path) -> None:
    page = text(known(tmp_path, CF_FRDB="（示例）某某"))
    for label, said in (
        ("行政处罚决定书文号", "沪示罚〔2025〕0号"),
        ("违法行为类型", "未按规定公示年度报告"),
        ("处罚机关", "合成示例市场监督管理局"),
    ):
        assert re.search(rf"<dt>{label}</dt>\s*<dd>{re.escape(said)}", page)
    assert "（示例）某某" not in page
    assert "<dt>法定代表人</dt>" not in page
    assert "《示例条例》第十七条" in page


def test_the_clock_names_its_days_rules_and_grounds(tmp_path: Path) -> None:
    page = text(known(tmp_path))
    assert "可以申请修复：2025-09-02 已满最短公示期3个月" in page
    assert "publication/penalty/periods/general/2023-05-01" in page
    assert "国家发展改革委令第58号" in page
    assert "自 2025-06-02 起7个工作日" in page
    assert "2025-06-07 周六" in page
    assert "公示到 2026-06-02（含当日）" in page


def test_what_ends_before_its_repair_says_so(tmp_path: Path) -> None:
    take(registrations(tmp_path, 1))
    days = {"CF_JDRQ": "2026-03-02", "CF_YXQ": "2026-04-15"}
    take(penalties(tmp_path, 1, **days), source="market-regulation")
    page = text(listed())
    assert "公示在可以申请修复之前就自动结束，不用申请。" in page
    assert "公示先自动结束，不用申请" in page
    assert "公示到 2026-04-15（含当日）" in page
    for place in (listed(), f"/subject/{CODE}/"):
        assert "规则没有写明" not in text(place)
        assert "规则未写明" not in text(place)


def test_what_rests_on_no_law_says_so(tmp_path: Path) -> None:
    take(registrations(tmp_path, 1))
    row = {
        "name": NAME, "uscc": CODE, "tax_kind": "增值税", "balance": "35000", "authority": OFFICE,
        "authority_name": "示例税务局", "published_on": "2026-01-05",
        "business_address": "示例路1号", "subject_kind": "企业",
    }  # fmt: skip
    take(written(tmp_path / "arrears.csv", "tax_arrears", [row]))
    page = text(listed())
    assert "默认取值" in page
    assert "从严只按代码查询" in page


def test_an_invented_rule_says_so_in_plain_sight(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = known(tmp_path)
    rule = publications()["penalty"]
    invented = Basis("fictional", "为演示编造的办法")
    rows = tuple(replace(row, basis=invented) for row in rule.periods)
    monkeypatch.setattr(
        publishing,
        "publications",
        lambda: {**publications(), "penalty": replace(rule, periods=rows)},
    )
    before, _, after = text(place).partition("公示时钟")
    assert "虚构" in before
    for other in (f"/subject/{CODE}/", f"/subject/{CODE}/section/administration/"):
        assert "这里用到的规则是为演示编造的" in text(other)
    assert "为演示编造的办法" in after


def test_where_it_comes_from_and_what_to_do(tmp_path: Path) -> None:
    page = text(known(tmp_path))
    for said in (
        "market-regulation",
        "第 2 行",
        "2026-01-01",
        "向作出决定的机关",
        "修复不收费",
        OFFICE,
    ):
        assert said in page
    assert "<form" not in page.split("<main")[1]


def test_what_may_not_be_shown_is_no_page(tmp_path: Path) -> None:
    take(registrations(tmp_path, 1))
    take(penalties(tmp_path, 1, CF_YXQ="2026-07-01"))
    place = listed()
    row = {
        "kind": "penalty", "uscc": CODE, "authority": OFFICE, "number": penalty(0)["CF_WSH"],
        "ground": "数据错误", "withdrawn_on": "2026-03-01",
    }  # fmt: skip
    take(written(tmp_path / "back.csv", "withdrawal", [row]), issued=9)
    gone, never = get(place), get(f"/subject/{CODE}/record/{'0' * 8}-{'0' * 8}/")
    assert (gone.status_code, never.status_code) == (404, 404)
    assert "没有可以公示的这条记录" in gone.content.decode()
    assert "数据错误" not in gone.content.decode()
    assert get(f"{place}publicity.ics").status_code == 404
    assert get(f"/subject/{CODE}/record/nonsense/").status_code == 404


def test_the_days_go_into_a_calendar(tmp_path: Path) -> None:
    place = known(tmp_path)
    answered = get(f"{place}publicity.ics")
    assert answered["Content-Type"] == "text/calendar; charset=utf-8"
    body = answered.content.decode()
    assert re.findall(r"DTSTART;VALUE=DATE:(\d+)", body) == ["20250902", "20260602"]
    ids = re.findall(r"UID:(\S+)", body)
    assert ids == [
        f"{CODE}-{RECORD.findall(place)[0]}-{part}@creditdelta" for part in ("repair", "end")
    ]
    assert "DTSTAMP:20260330T160000Z" in body  # the day of reading, not of the supply
    assert get(f"{place}publicity.ics").content == answered.content
    assert "Last day of publicity" in get(f"/en{place}publicity.ics").content.decode()
