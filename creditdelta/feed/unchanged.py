"""Is what was told of an organisation still true? Asked in one statement before it is told again.

Clause  S30, S63. The follower of the feed notes with each organisation the last event that touched it: while
that is the same one, and no event waits to be followed, nothing that may be shown of it has changed but by
the calendar.
"""

from dataclasses import dataclass
from functools import cache

from creditdelta.feed.following import EFFECTS, NAME
from creditdelta.records.queries import USCC
from creditdelta.subjects.finding import references_of
from creditdelta.subjects.queries import marks, rows

_NOTED = """
SELECT c.number, (SELECT count(*) FROM subjects_reference WHERE ref IN ({refs}))
FROM feed_change c WHERE c.ref = %s
AND NOT EXISTS (SELECT 1 FROM journal_event WHERE number IS NULL AND kind IN ({kinds}))
AND NOT EXISTS (SELECT 1 FROM journal_event WHERE kind IN ({kinds}) AND number >=
  coalesce((SELECT number FROM journal_cursor WHERE follower = %s), 0))
"""


@dataclass(frozen=True, slots=True)
class Noted:
    """How things stood: the last event that touched an organisation, and what else its code may mean."""

    ref: bytes
    number: int
    meanings: int


def noted(code: str) -> Noted | None:
    """How things stand with whoever bears a unified code; None where it is not noted, or not yet."""
    refs = references_of(code)
    own = next(ref for ref, scheme in refs.items() if scheme == USCC)
    found = rows(_statement(len(refs)), [*refs, own, *EFFECTS, *EFFECTS, NAME])
    return Noted(own, *map(int, found[0])) if found else None


@cache
def _statement(count: int) -> str:
    return _NOTED.format(refs=marks(range(count)), kinds=marks(EFFECTS))
