"""A file is taken in: every row is accounted for, nothing counts twice, the same file is known."""

from datetime import date
from pathlib import Path

import pytest

from creditdelta.facade.check import rulebook
from creditdelta.intake.models import Submission
from creditdelta.intake.services import Received, ingest
from creditdelta.intake.tests.supplies import COUNTS, penalties, registrations
from creditdelta.journal.models import Event
from creditdelta.records.models import Statement

pytestmark = pytest.mark.usefixtures("ledger")
TODAY = date(2026, 4, 1)


def taken(path: Path, region: str = "310000", batch: str = "") -> Submission:
    return ingest(Received(path, region, "clerk", TODAY, batch=batch), rulebook())


def counts(submission: Submission) -> dict[str, int]:
    return {name: getattr(submission, name) for name in COUNTS}


def test_registered_organisations_penalties_are_accepted(tmp_path: Path) -> None:
    assert counts(taken(registrations(tmp_path, 3)))["accepted"] == 3
    found = taken(penalties(tmp_path, 3))
    assert counts(found) == {
        "rows": 3, "accepted": 3, "waiting": 0, "duplicate": 0, "withdrawn": 0, "rejected": 0,
    }  # fmt: skip
    assert Statement.objects.filter(delivery=found.pk).count() == 3


def test_penalties_of_unknown_organisations_wait(tmp_path: Path) -> None:
    found = taken(penalties(tmp_path, 3))
    assert (found.accepted, found.waiting) == (0, 3)


def test_the_same_file_again_is_known_at_once(tmp_path: Path) -> None:
    path = registrations(tmp_path, 3)
    first = taken(path)
    again = taken(path)
    assert again.repeats == first.pk
    assert (again.rows, again.duplicate, again.accepted) == (3, 3, 0)
    assert Statement.objects.count() == 3


def test_the_same_rows_in_another_file_are_duplicates(tmp_path: Path) -> None:
    taken(registrations(tmp_path, 3))
    longer = taken(registrations(tmp_path, 5, name="more.csv"))
    assert (longer.rows, longer.duplicate, longer.accepted) == (5, 3, 2)


def test_every_event_is_sealed_and_holds_no_code(tmp_path: Path) -> None:
    taken(registrations(tmp_path, 3))
    taken(penalties(tmp_path, 3))
    assert not Event.objects.filter(number=None).exists()
    for event in Event.objects.all():
        assert "DEMA" not in event.body
        assert "示例" not in event.body
