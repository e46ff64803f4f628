"""What an entry rests on may fall away: records, its term, its documents; and too many stop."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from creditdelta.lists import services
from creditdelta.lists.breaking import held_back
from creditdelta.lists.checks import NotPossible
from creditdelta.lists.queries import entries_in, standings, taken
from creditdelta.lists.rules import in_force_on, lacking
from creditdelta.lists.tests.scenes import (
    ACT,
    DAY,
    LIST,
    OFFICE,
    by,
    decided,
    documents,
    fined,
    listed,
    now,
)
from creditdelta.records.services import Act, Target, reopen, withdraw

pytestmark = pytest.mark.django_db


def why(id: bytes, day: date = DAY) -> str:
    """Why an entry is not in force on a day."""
    one = now(id)
    return lacking(one, day, standings([one])[id])


def test_it_ends_with_the_record_it_rests_on(ledger: Path, tmp_path: Path) -> None:
    [ref] = fined(tmp_path)
    id = listed(ref)
    [document] = documents(ref)
    assert why(id) == ""
    act = Act("沪示撤〔2026〕1号", "ef" * 32)
    target = Target(ref, document)
    withdraw(target, "原决定被撤销", act, DAY, by("clerk"), today=DAY)
    assert why(id) == "record"
    assert why(id, DAY - timedelta(days=1)) == "not_yet"
    reopen(target, act, by("clerk"))
    assert why(id) == ""


def test_it_cannot_be_confirmed_once_the_record_fell(ledger: Path, tmp_path: Path) -> None:
    [ref] = fined(tmp_path)
    id = decided(ref)
    act = Act("沪示撤〔2026〕1号", "ef" * 32)
    withdraw(Target(ref, documents(ref)[0]), "原决定被撤销", act, DAY, by("clerk"), today=DAY)
    with pytest.raises(NotPossible) as no:
        services.confirm(id, by("second"), DAY)
    assert no.value.why == "fallen"


def test_it_ends_with_its_term(ledger: Path, tmp_path: Path) -> None:
    [ref] = fined(tmp_path)
    id = listed(ref)
    last = date(2029, 4, 1)
    assert why(id, last) == ""
    assert why(id, last + timedelta(days=1)) == "over"
    assert why(id, DAY - timedelta(days=1)) == "not_yet"


def test_days_are_told_apart(ledger: Path, tmp_path: Path) -> None:
    [ref] = fined(tmp_path)
    id = listed(ref)
    off, back, out = (DAY + timedelta(days=days) for days in (10, 20, 30))
    for change, day in (("suspend", off), ("resume", back), ("remove", out)):
        services.ask(id, change, "事实认定有误", ACT, by("first"), DAY)
        services.agree(id, by("second"), day)
    [one] = entries_in(LIST)
    steps, standing = taken([id])[id], standings([one])[id]
    days = [DAY - timedelta(days=1), DAY, off, back, out]
    assert [in_force_on(one, steps, day, standing) for day in days] == [
        False,
        True,
        False,
        True,
        False,
    ]


def test_many_on_one_day_stop_until_the_credit_office_looked(
    ledger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("creditdelta.lists.breaking.breaker_on", few)
    refs = fined(tmp_path, 4)
    ids = [decided(ref) for ref in refs]
    for id in ids[:2]:
        services.confirm(id, by("second"), DAY)
    assert held_back(LIST, OFFICE, "in", DAY)
    for _ in range(2):
        with pytest.raises(NotPossible) as no:
            services.confirm(ids[2], by("second"), DAY)
        assert no.value.why == "breaker"
    assert now(ids[2]).state == "decided"
    services.release(LIST, OFFICE, "in", 3, by("credit"), DAY)
    services.confirm(ids[2], by("second"), DAY)
    with pytest.raises(NotPossible):
        services.confirm(ids[3], by("second"), DAY)
    services.confirm(ids[3], by("second"), DAY + timedelta(days=1))


def test_many_removals_stop_too(
    ledger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refs = fined(tmp_path, 3)
    ids = [listed(ref) for ref in refs]
    monkeypatch.setattr("creditdelta.lists.breaking.breaker_on", few)
    for id in ids:
        services.ask(id, "remove", "决定被撤销", Act("沪1号", "ab" * 32), by("first"), DAY)
    for id in ids[:2]:
        services.agree(id, by("second"), DAY)
    with pytest.raises(NotPossible) as no:
        services.agree(ids[2], by("second"), DAY)
    assert no.value.why == "breaker"
    assert (now(ids[2]).state, why(ids[2])) == ("leaving", "")


def few(day: date) -> object:
    """Figures under which two a day are usual."""
    from creditdelta.rulebook.list_breaker import Breaker

    return Breaker(least_a_day=2, usual_days=90, times_usual=10, share_per_mille=10)
