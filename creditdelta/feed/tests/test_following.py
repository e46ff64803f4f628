"""The feed tells who changed, by sealed numbers, and what may be shown of them."""

from datetime import date
from pathlib import Path

import pytest

from creditdelta.feed.models import Change
from creditdelta.feed.queries import head
from creditdelta.feed.tests.scenes import OFFICER, TODAY, Reader, followed, full, on_day, take
from creditdelta.intake.erasure import erase_records
from creditdelta.intake.tests.supplies import organisation, penalties, registrations, written
from creditdelta.records import services as decisions
from creditdelta.records.models import Statement
from creditdelta.world import codes

ACT = decisions.Act("沪示撤〔2026〕1号", "0" * 64)


@pytest.fixture
def reader(ledger: Path, tmp_path: Path) -> Reader:
    on_day(TODAY)
    take(registrations(tmp_path, 5))
    take(penalties(tmp_path, 3))
    followed()
    found = Reader()
    found.follow()
    return found


def penalty_target(number: int = 0) -> decisions.Target:
    told = Statement.objects.filter(standard__startswith="penalty").order_by("place")[number]
    return decisions.Target(bytes(told.ref), bytes(told.document))


def test_what_is_told_of_an_organisation(reader: Reader) -> None:
    assert len(reader.held) == 5
    assert reader.digest() == full()
    target = penalty_target()
    line = reader.held[target.ref.hex()]
    assert line["subject"] == organisation(0)[0]
    assert [one["standard"].partition("/")[0] for one in line["records"]] != []
    (penalty,) = [one for one in line["records"] if one["nature"] == "adverse"]
    assert penalty["id"] == f"{target.ref.hex()[:8]}-{target.document.hex()[:8]}"
    assert penalty["public_until"] == "2026-06-02"
    assert penalty["cells"]["CF_WSH"] == "沪示罚〔2025〕0号"
    assert line["withdrawn"] == []


def test_nothing_new_is_an_empty_page(reader: Reader) -> None:
    place = reader.place
    assert reader.follow() == []
    assert reader.place == place
    assert place.after == head()


def test_a_withdrawn_record_is_named_and_comes_back(reader: Reader) -> None:
    target = penalty_target()
    decisions.withdraw(target, "原决定被撤销", ACT, TODAY, OFFICER, today=TODAY)
    followed()
    (line,) = reader.follow()
    assert line["withdrawn"] == [
        {"id": f"{target.ref.hex()[:8]}-{target.document.hex()[:8]}", "why": "withdrawn"}
    ]
    assert all(one["nature"] != "adverse" for one in line["records"])
    decisions.reopen(target, ACT, OFFICER)
    followed()
    (line,) = reader.follow()
    assert line["withdrawn"] == []
    assert reader.digest() == full()


def test_an_organisation_that_is_erased_is_told_by_its_id(reader: Reader) -> None:
    target = penalty_target()
    told = Statement.objects.filter(ref=target.ref)
    keys = [(bytes(one.ref), bytes(one.document)) for one in told]
    erase_records(keys, "retention", OFFICER, on=TODAY)
    followed()
    (line,) = reader.follow()
    assert (line["id"], line["subject"], line["records"]) == (target.ref.hex(), None, [])
    assert {one["why"] for one in line["withdrawn"]} == {"erased"}
    assert reader.digest() == full()


def test_a_late_register_makes_public_what_waited(reader: Reader, tmp_path: Path) -> None:
    take(penalties(tmp_path, 7, "more.csv", CF_WSH="沪示罚〔2025〕77号"))
    followed()
    told = {line["subject"] for line in reader.follow() if line["records"]}
    assert organisation(6)[0] not in told
    rows = [{"uscc": organisation(6)[0], "name": organisation(6)[1], "status": "存续"}]
    take(written(tmp_path / "late.csv", "registration", rows))
    followed()
    (line,) = reader.follow()
    assert line["subject"] == organisation(6)[0]
    assert len(line["records"]) == 2
    assert reader.digest() == full()


def test_the_end_of_publicity_is_told_by_a_number(reader: Reader) -> None:
    on_day(date(2026, 6, 2))
    followed()
    assert reader.follow() == []
    on_day(date(2026, 6, 3))
    before = reader.digest()
    followed()
    lines = reader.follow()
    assert {one["why"] for line in lines for one in line["withdrawn"]} == {"ended"}
    assert len(lines) == 3
    assert before == reader.digest() == full(), "who knows the days needs no telling"
    followed()
    assert reader.follow() == []


def test_a_sole_trader_is_in_no_feed(reader: Reader, tmp_path: Path) -> None:
    inner = organisation(8)[0][8:17]
    code = codes.uscc("92", "310115", inner)
    take(
        written(
            tmp_path / "t.csv",
            "registration",
            [{"uscc": code, "name": "浦东新区示例茶铺", "status": "存续"}],
        )
    )
    followed()
    assert reader.follow() == []
    assert Change.objects.count() == 5


def test_who_changes_often_is_told_once(reader: Reader, tmp_path: Path) -> None:
    start = reader.place
    for issued in (2, 3, 4):
        take(registrations(tmp_path, 2, f"again-{issued}.csv", status="注销"), issued=issued)
        followed()
    late = Reader(start, dict(reader.held))
    assert len(reader.follow()) == 2
    assert late.follow() is not None
    assert late.digest() == reader.digest() == full()
