"""What an exchange cost and how long it took is told once, when it is over."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from creditdelta.facade.check import rulebook
from creditdelta.intake import measuring
from creditdelta.intake.models import Measurement, Submission
from creditdelta.intake.services import Received, ingest
from creditdelta.intake.tests.supplies import penalties, registrations
from creditdelta.project.rebuild import compare

pytestmark = pytest.mark.usefixtures("ledger")
TODAY = date(2026, 4, 1)


def taken(path: Path, **given: Any) -> Submission:
    return ingest(Received(path, "310000", "clerk", TODAY, **given), rulebook())


def told(found: Submission) -> Measurement:
    return Measurement.objects.get(pk=found.pk)


def test_bytes_rows_door_and_waiting_are_told(tmp_path: Path) -> None:
    path = registrations(tmp_path, 3)
    at = datetime.now(UTC) - timedelta(hours=1)
    one = told(taken(path, door="file", arrived_at=at))
    assert (one.byte_count, one.rows, one.door) == (path.stat().st_size, 3, "file")
    assert 3600 <= one.waited_seconds < 3900
    assert one.reading_ms > 0
    assert one.loading_ms > 0
    assert (one.corrected, json.loads(one.delays)) == (0, {})


def test_working_days_from_the_decision_until_the_rows_count(tmp_path: Path) -> None:
    taken(registrations(tmp_path, 3))
    one = told(taken(penalties(tmp_path, 3, CF_JDRQ="2026-03-26")))
    assert json.loads(one.delays) == {"4": 3}
    two = told(taken(penalties(tmp_path, 2, name="older.csv", CF_JDRQ="2023-03-26", CF_WSH="旧")))
    assert json.loads(two.delays) == {str(measuring.LONGEST): 2}


def test_a_row_that_says_otherwise_than_before_is_a_correction(tmp_path: Path) -> None:
    taken(registrations(tmp_path, 3))
    taken(penalties(tmp_path, 3))
    again = penalties(tmp_path, 3, name="again.csv", CF_SY="合成示例：更正后的事实。")
    assert told(taken(again)).corrected == 3
    other = penalties(tmp_path, 3, name="other.csv", CF_SY="合成示例：另一来源所述。")
    assert told(taken(other, source="310000-ecology")).corrected == 0


def test_what_is_refused_or_sent_again_was_an_exchange_too(tmp_path: Path) -> None:
    path = registrations(tmp_path, 2)
    taken(path)
    again = taken(path)
    assert again.repeats is not None
    assert (told(again).rows, told(again).reading_ms) == (2, 0)
    odd = tmp_path / "odd.csv"
    odd.write_text("甲,乙\n1,2\n", encoding="utf-8")
    refused = taken(odd)
    assert (refused.state, told(refused).byte_count) == ("refused", odd.stat().st_size)


def test_it_follows_from_the_journal(tmp_path: Path) -> None:
    taken(registrations(tmp_path, 2))
    taken(penalties(tmp_path, 2))
    assert Measurement.objects.count() == 2
    assert compare().differing == ()
