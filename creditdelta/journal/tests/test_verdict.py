"""The live journal: whatever is done to its rows in the database is found there too."""

from pathlib import Path

import pytest
from django.db import connection

from creditdelta.journal.models import Event
from creditdelta.journal.queries import verdict
from creditdelta.journal.services import checkpoint, seal
from creditdelta.journal.tests.events import recorded

EVERYWHERE = [
    ("UPDATE journal_event SET body = '{}' WHERE number = 7", "altered", 7),
    ("UPDATE journal_event SET actor = 'x' WHERE number = 7", "altered", 7),
    ("UPDATE journal_event SET region = '' WHERE number = 7", "altered", 7),
    ("UPDATE journal_event SET origin = 'x' WHERE number = 7", "altered", 7),
    ("UPDATE journal_event SET kind = 'x' WHERE number = 7", "altered", 7),
    ("UPDATE journal_event SET version = 2 WHERE number = 7", "altered", 7),
    ("UPDATE journal_event SET recorded_at = '2026-01-01 08:00:00' WHERE number = 7", "altered", 7),
    ("DELETE FROM journal_event WHERE number = 7", "missing", 7),
    ("DELETE FROM journal_event WHERE number = 19", "cut", 19),
    ("UPDATE journal_event SET number = NULL, leaf = NULL WHERE number = 7", "missing", 7),
    ("UPDATE journal_event SET number = 40 WHERE number = 19", "missing", 19),
    ("UPDATE journal_event SET place = place + 900 WHERE number = 7", "misplaced", 8),
    ("UPDATE journal_head SET size = 18", "head", 18),
    ("DELETE FROM journal_head", "head", 0),
]
EMBEDDED = [
    ("UPDATE journal_event SET body = CAST(x'ff' AS TEXT) WHERE number = 7", "altered", 7),
    ("UPDATE journal_event SET body = x'00' WHERE number = 7", "altered", 7),
    ("UPDATE journal_event SET recorded_at = 5 WHERE number = 7", "altered", 7),
    ("UPDATE journal_event SET version = 'one' WHERE number = 7", "altered", 7),
    ("UPDATE journal_event SET leaf = 'x' WHERE number = 7", "altered", 7),
    ("UPDATE journal_event SET number = 'seven' WHERE number = 7", "missing", 7),
]
SERVER = [("UPDATE journal_event SET leaf = '\\x00' WHERE number = 7", "altered", 7)]
CASES = EVERYWHERE + (EMBEDDED if connection.vendor == "sqlite" else SERVER)


@pytest.mark.usefixtures("forger")
@pytest.mark.parametrize(("statement", "what", "number"), CASES, ids=[case[0] for case in CASES])
def test_an_alteration_is_found(statement: str, what: str, number: int) -> None:
    recorded(20)
    checkpoint()
    assert verdict().ok
    with connection.cursor() as cursor:
        cursor.execute(statement)
    found = verdict()
    assert (found.alterations[0].what, found.alterations[0].first) == (what, number)


def test_what_came_after_the_last_checkpoint_is_held_by_leaf_and_head(ledger: Path) -> None:
    recorded(5)
    checkpoint()
    recorded(5, first=5)
    seal()
    found = verdict()
    assert found.ok
    assert (found.events, found.checkpoints) == (10, 1)


@pytest.mark.usefixtures("forger")
def test_an_event_slipped_in_before_sealed_ones_is_found(ledger: Path) -> None:
    recorded(3)
    checkpoint()
    last = Event.objects.get(number=2)
    recorded(1, first=3)
    Event.objects.filter(number=None).update(place=last.place + 900)
    Event.objects.filter(number=2).update(place=last.place + 901)
    assert [(told.what, told.first) for told in verdict().alterations] == [("inserted", 2)]
