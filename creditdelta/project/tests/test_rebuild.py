"""The tables follow from the journal, and what was changed past it is found."""

from datetime import date
from pathlib import Path

import pytest
from django.db import connections

from creditdelta.facade.check import rulebook
from creditdelta.intake.models import Submission
from creditdelta.intake.services import Received, ingest
from creditdelta.intake.tests.supplies import penalties, registrations
from creditdelta.project.rebuild import BESIDE, compare
from creditdelta.records.models import Statement

pytestmark = pytest.mark.usefixtures("ledger")
TODAY = date(2026, 4, 1)


def taken(path: Path) -> Submission:
    return ingest(Received(path, "310000", "clerk", TODAY), rulebook())


def test_an_empty_ledger_is_equal() -> None:
    found = compare()
    assert found.equal
    assert found.events == 0


def test_the_tables_follow_from_the_journal(tmp_path: Path) -> None:
    taken(registrations(tmp_path, 30))
    taken(penalties(tmp_path, 40))
    taken(penalties(tmp_path, 40))
    told: list[tuple[int, int]] = []
    found = compare(lambda done, total: told.append((done, total)))
    assert found.differing == ()
    assert found.equal
    assert told[-1] == (found.events, found.events)
    assert all(known.alias != BESIDE for known in connections.all(initialized_only=True))


def test_a_row_changed_past_the_journal_is_found(tmp_path: Path) -> None:
    taken(registrations(tmp_path, 3))
    taken(penalties(tmp_path, 3))
    Statement.objects.filter(standard__startswith="penalty").update(ends_on=date(2020, 1, 1))
    found = compare()
    assert not found.equal
    assert found.differing == ("records_statement",)
