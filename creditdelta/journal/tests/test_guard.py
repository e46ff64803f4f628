"""The database refuses to change or remove an event, whoever asks."""

import pytest
from django.db import DatabaseError, connection

from creditdelta.journal.models import Event
from creditdelta.journal.services import seal
from creditdelta.journal.tests.events import recorded
from creditdelta.journal.tests.ownership import as_owner

pytestmark = pytest.mark.usefixtures("ledger")
FORBIDDEN = [
    "DELETE FROM journal_event WHERE number = 1",
    "DELETE FROM journal_event WHERE number IS NULL",
    "UPDATE journal_event SET body = '{}' WHERE number = 1",
    "UPDATE journal_event SET body = '{}' WHERE number IS NULL",
    "UPDATE journal_event SET number = 9 WHERE number = 1",
    "UPDATE journal_event SET number = NULL, leaf = NULL WHERE number = 1",
    "UPDATE journal_event SET actor = 'x', number = 3, leaf = 'x' WHERE number IS NULL",
    "UPDATE journal_event SET place = 99 WHERE number = 1",
]
EACH = {
    "sqlite": "INSERT OR REPLACE INTO journal_event SELECT * FROM journal_event WHERE number = 1",
    "postgresql": "TRUNCATE journal_event",
}
REFUSED = "only grows|permission denied"  # by the guard, or before it for want of the right


@pytest.mark.parametrize("statement", [*FORBIDDEN, "each"])
def test_an_event_is_not_changed_or_removed(statement: str) -> None:
    recorded(3)
    seal()
    recorded(1, first=3)
    before = list(Event.objects.order_by("place").values())
    asked = EACH[connection.vendor] if statement == "each" else statement
    with connection.cursor() as cursor, pytest.raises(DatabaseError, match=REFUSED):
        cursor.execute(asked)
    with (
        as_owner(),
        connection.cursor() as cursor,
        pytest.raises(DatabaseError, match="only grows"),
    ):
        cursor.execute(asked)
    assert list(Event.objects.order_by("place").values()) == before


def test_sealing_goes_on() -> None:
    recorded(3)
    assert seal() == 3
    recorded(2, first=3)
    assert seal() == 2
    assert list(Event.objects.order_by("place").values_list("number", flat=True)) == [0, 1, 2, 3, 4]
