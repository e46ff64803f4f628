"""A month's report is made again from the journal alone, to the byte; what comes later makes an edition."""

import json
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest

from creditdelta.intake.tests.supplies import penalties, registrations
from creditdelta.journal.database import on
from creditdelta.journal.models import Event, Head
from creditdelta.journal.queries import head
from creditdelta.journal.services import seal
from creditdelta.project.rebuild import BESIDE, empty_ledger
from creditdelta.quality import history, queries
from creditdelta.quality.history import exchanges
from creditdelta.quality.monthly import (
    About,
    NothingSealed,
    closes_on,
    edition_of,
    report,
    written,
)
from creditdelta.quality.rules import Sent, counts
from creditdelta.quality.tests.sending import CREDIT, FEBRUARY, MARCH, TODAY, send, some
from creditdelta.rulebook.offices import office

pytestmark = pytest.mark.usefixtures("ledger")
OFFICE, PROVINCE = About("310000", office(CREDIT)), About("310000")
MONTHS = ("2026-02", "2026-03")


def everything(until: int | None = None) -> list[bytes]:
    return [written(report(of, month, until)) for of in (OFFICE, PROVINCE) for month in MONTHS]


def test_it_tells_what_the_tables_tell(tmp_path: Path) -> None:
    some(tmp_path)
    send(registrations(tmp_path, 6))
    odd = tmp_path / "odd.csv"
    odd.write_text("甲,乙\n1,2\n", encoding="utf-8")
    send(odd)
    read = Counter[Sent]()
    for _, one in queries.sent(queries.Scope("310000"), MONTHS):
        read[one] += 1
    told = counts(one.sent() for month in MONTHS for one in exchanges("310000", month, head().size))
    assert told == counts(read.elements())
    edition = report(PROVINCE, "2026-03")["editions"][-1]
    assert edition["counts"]["filed_rows"] == 5


def test_live_and_played_again_in_another_database_give_equal_bytes(tmp_path: Path) -> None:
    some(tmp_path)
    seal()
    live, until = everything(), head().size
    kept = list(Event.objects.order_by("number"))
    with empty_ledger(), on(BESIDE):
        for event in kept:
            event.save(force_insert=True)
        Head.objects.create(pk=1, size=until, peaks=b"")
        history._exchanges.cache_clear()
        assert everything() == live
        assert not queries.sent(queries.Scope("310000"), MONTHS), "no table is read"


def test_a_report_up_to_a_number_never_changes(tmp_path: Path) -> None:
    some(tmp_path)
    until, then = head().size, everything()
    send(penalties(tmp_path, 5, name="more.csv", CF_WSH="示续"))
    assert everything(until) == then
    assert everything() != then


def test_what_counts_after_a_month_is_closed_makes_another_edition(tmp_path: Path) -> None:
    some(tmp_path)
    first = report(OFFICE, "2026-03")["editions"]
    assert [one["edition"] for one in first] == [1]
    assert first[0]["closed_on"] == str(closes_on("2026-03")) == "2026-04-08"
    late = penalties(tmp_path, 1, name="forgotten.csv", CF_WSH="示补")
    send(late, MARCH, today=date(2026, 4, 20))
    again = report(OFFICE, "2026-03")["editions"]
    assert again[0] == first[0], "the closed edition stands as it was"
    assert [one["closed_on"] for one in again] == ["2026-04-08", str(closes_on("2026-03", 1))]
    assert again[1]["counts"]["filed_rows"] == first[0]["counts"]["filed_rows"] + 1


def test_a_file_received_under_an_earlier_day_slips_into_no_closed_month(tmp_path: Path) -> None:
    some(tmp_path)
    send(registrations(tmp_path, 1, name="later.csv"), today=date(2026, 5, 20))
    closed = report(OFFICE, "2026-03")["editions"][0]
    send(penalties(tmp_path, 1, name="back.csv", CF_WSH="示倒"), MARCH, today=TODAY)
    editions = report(OFFICE, "2026-03")["editions"]
    assert editions[0] == closed
    assert editions[1]["counts"]["filed_rows"] == closed["counts"]["filed_rows"] + 1


@pytest.mark.parametrize("days", [0, 1, 7, 8, 30, 39, 40, 300])
def test_an_edition_is_the_first_closing_that_had_seen_it(days: int) -> None:
    counted = date(2026, 3, 31) + timedelta(days)
    later = edition_of(counted, "2026-03")
    assert counted <= closes_on("2026-03", later)
    assert later == 0 or counted > closes_on("2026-03", later - 1)


def test_costs_waits_and_delays_are_in_it(tmp_path: Path) -> None:
    some(tmp_path)
    told = report(PROVINCE, "2026-02")["exchange"]
    assert (told["files"], told["rows"], told["doors"]) == (2, 10, {"command": 2})
    assert told["bytes"] == sum((tmp_path / f"{name}.csv").stat().st_size
                                for name in ("registrations", "penalties"))  # fmt: skip
    assert told["delay_working_days"]["rows"] == 4
    assert told["machine_ms_per_thousand_rows"] > 0


def test_firms_stand_together_and_nobody_is_named(tmp_path: Path) -> None:
    some(tmp_path)
    send(registrations(tmp_path, 1, name="bank.csv"), FEBRUARY, source="310000-bank_1")
    told = json.loads(written(report(PROVINCE, "2026-02")))
    assert [one["id"] for one in told["reporters"]] == [
        CREDIT,
        "310000-market_regulation",
        "market",
    ]
    assert "clerk" not in json.dumps(told)


def test_a_number_nobody_sealed_is_told() -> None:
    with pytest.raises(NothingSealed):
        report(OFFICE, "2026-03", head().size + 1)
