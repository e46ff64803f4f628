"""The pages of an archive as a reader meets them: whom an address means, what is shown, what never is."""

import csv
import io
import json
from pathlib import Path
from random import Random

import pyarrow.parquet as pq
import pytest

from creditdelta.archive.tests.visits import get, on_the_day, take, text
from creditdelta.intake.tests.supplies import (
    organisation,
    penalties,
    penalty,
    registrations,
    written,
)
from creditdelta.kernel.identifiers import uscc
from creditdelta.search.wrong_codes import explained
from creditdelta.world import codes

pytestmark = pytest.mark.usefixtures("ledger")
CODE, NAME = organisation(0)
TRADER = codes.uscc("92", "310115", codes.organisation_code(Random(77), lead="MA"))
OLDER = "310115000000012"


@pytest.fixture(autouse=True)
def _on_the_day(ledger: Path) -> None:
    on_the_day()


def wrong(code: str) -> str:
    return code[:17] + next(one for one in uscc.ALPHABET if one != code[17])


def test_the_archive_says_who_it_is_and_answers_in_both_languages(tmp_path: Path) -> None:
    take(registrations(tmp_path, 1, former_names="上海旧名商贸有限公司"))
    take(penalties(tmp_path, 1))
    page = text(f"/subject/{CODE}/")
    for said in (NAME, "上海旧名商贸有限公司", "上海市 浦东新区", "2015-03-04 成立", "校验通过"):
        assert said in page
    assert "到 2026-03-31，本平台正在公示它的 1 条不良记录：行政处罚 1 条。" in page
    assert "修复不收费" in page
    english = text(f"/en/subject/{CODE}/")
    assert "On 2026-03-31, 1 adverse record about it is public here: penalty 1." in english
    assert "Repair is free" in english


def test_nothing_adverse_is_said_so_and_nobody_is_called_good(tmp_path: Path) -> None:
    take(registrations(tmp_path, 1))
    page = text(f"/subject/{CODE}/")
    assert "没有正在公示的不良记录" in page
    assert "不评价主体好坏" in page


def test_who_was_revoked_is_told(tmp_path: Path) -> None:
    take(registrations(tmp_path, 1, status="吊销未注销"))
    assert "这个主体已被吊销。" in text(f"/subject/{CODE}/")


def test_an_unconfirmed_code_shows_nothing_adverse(tmp_path: Path) -> None:
    take(penalties(tmp_path, 1))
    page = text(f"/subject/{CODE}/")
    assert "登记机关还没有报来这个代码的登记信息" in page
    assert "行政处罚" not in page
    assert NAME not in page
    assert "行政处罚" not in text(f"/subject/{CODE}/section/administration/")


@pytest.mark.parametrize("end", ["", "section/administration/", "changes/"])
def test_other_spellings_lead_to_the_one_address(tmp_path: Path, end: str) -> None:
    take(registrations(tmp_path, 1))
    answered = get(f"/en/subject/{CODE.lower()}/{end}", format="csv")
    assert answered.status_code == 301
    assert answered["Location"] == f"/en/subject/{CODE}/{end}?format=csv"
    assert get(f"/subject/{CODE}")["Location"] == f"/subject/{CODE}/"


def test_an_older_number_leads_on(tmp_path: Path) -> None:
    take(registrations(tmp_path, 1, registration_number=OLDER))
    assert get(f"/subject/{OLDER}/")["Location"] == f"/subject/{CODE}/"
    assert OLDER in text(f"/subject/{CODE}/")


def test_a_number_of_several_lists_organisations_and_no_sole_trader(tmp_path: Path) -> None:
    take(registrations(tmp_path, 2, registration_number=OLDER))
    row = {"uscc": TRADER, "name": "浦东新区示例面馆", "registration_number": OLDER}
    take(written(tmp_path / "trader.csv", "registration", [row]))
    page = text(f"/subject/{OLDER}/")
    assert all(code in page and name in page for code, name in map(organisation, range(2)))
    assert "面馆" not in page
    assert TRADER not in page
    assert "另有只能按完整统一社会信用代码查到的主体" in page


def test_a_wrong_code_is_told_its_wrong_character(tmp_path: Path) -> None:
    take(registrations(tmp_path, 1))
    answered = get(f"/subject/{wrong(CODE)}/")
    page = answered.content.decode()
    assert answered.status_code == 404
    assert f"第 18 位不对：<code>{CODE[:17]}<mark>" in page
    assert f'href="/subject/{CODE}/"' in page
    unknown = get(f"/subject/{organisation(1)[0]}/")
    assert unknown.status_code == 404
    assert "这个代码本身没有写错" in unknown.content.decode()


def test_a_wrong_code_never_leads_to_a_sole_trader(tmp_path: Path) -> None:
    row = {"uscc": TRADER, "name": "浦东新区示例面馆"}
    take(written(tmp_path / "trader.csv", "registration", [row]))
    page = get(f"/subject/{wrong(TRADER)}/").content.decode()
    assert "第 18 位" in page
    for said in (TRADER, "没有档案）", "面馆", "可能是"):
        assert said not in page


def test_what_was_likely_meant_is_said_as_the_search_says_it(tmp_path: Path) -> None:
    take(registrations(tmp_path, 1))
    (offer,) = explained(wrong(CODE)).offers
    page = get(f"/subject/{wrong(CODE)}/").content.decode()
    assert f'href="/subject/{offer.code}/"' in page
    assert f"</a> {NAME}" in page
    assert f"第 {offer.differs_at} 位不同" in page


def test_a_persons_number_is_not_repeated() -> None:
    number = "110000209912310006"  # a place and a birthday nobody has
    answered = get(f"/subject/{number}/")
    assert answered.status_code == 404
    assert number not in answered.content.decode()


def test_a_sole_traders_page_is_kept_out_of_indexes(tmp_path: Path) -> None:
    row = {"uscc": TRADER, "name": "浦东新区示例面馆", "registration_number": OLDER}
    take(written(tmp_path / "trader.csv", "registration", [row]))
    answered = get(f"/subject/{TRADER}/")
    assert answered["X-Robots-Tag"] == "noindex, nofollow"
    assert '<meta name="robots" content="noindex, nofollow">' in answered.content.decode()
    take(registrations(tmp_path, 1))
    assert "X-Robots-Tag" not in get(f"/subject/{CODE}/")


def test_a_section_has_pages_and_its_files_have_every_row(tmp_path: Path) -> None:
    take(registrations(tmp_path, 1))
    rows = [penalty(0, CF_WSH=f"沪示罚〔2025〕{n}号") for n in range(53)]
    take(written(tmp_path / "many.csv", "penalty", rows))
    place = f"/subject/{CODE}/section/administration/"
    first, second = text(place), text(place, page="2")
    assert (first.count("/record/"), second.count("/record/")) == (50, 3)
    assert "第 1 页，共 2 页" in first
    listed = list(csv.reader(io.StringIO(text(place, format="csv").removeprefix("\ufeff"))))
    assert len(listed) == 54
    assert listed[1][-1].count("-") == 1
    answered = json.loads(text(place, format="json", table="public"))
    assert len(answered["rows"]) == 53
    assert answered["rows"][0]["public_until"] == "2026-06-02"
    table = pq.read_table(io.BytesIO(get(place, format="parquet").content))
    assert table.num_rows == 53
    assert get(f"/subject/{CODE}/section/nonsense/").status_code == 404


def test_changes_tell_what_brought_what_is_shown(tmp_path: Path) -> None:
    take(registrations(tmp_path, 1))
    take(penalties(tmp_path, 1))
    take(penalties(tmp_path, 1, "again.csv", CF_NR="警告。"), issued=5)
    take(
        penalties(
            tmp_path, 1, "other.csv", CF_WSH="沪示罚〔2025〕9号", CF_XDR_MC="上海别家商贸有限公司"
        )
    )
    answered = json.loads(text(f"/subject/{CODE}/changes/", format="json", table="reports"))
    told = [(row["kind"], row["number"], row["count"], row["speaks"]) for row in answered["rows"]]
    assert told == [
        ("行政处罚", 2, 2, "是"),
        ("行政处罚", 1, 2, "否"),
        ("市场主体登记", 1, 1, "是"),
    ]
    assert (
        len(
            json.loads(text(f"/subject/{CODE}/changes/", format="json", table="submissions"))[
                "rows"
            ]
        )
        == 3
    )
