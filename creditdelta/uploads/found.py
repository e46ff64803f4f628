"""What did reading find in an upload, and as what was it read?

Clause  S31. Pure: values, and how they are written down.
"""

import json
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

Lines = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Note:
    """Something found: `row` 0 is the file, `column` the sender's heading; both "" and 0 in a count."""

    code: str
    column: str = ""
    count: int = 1
    row: int = 0
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """The file as it was understood, and its rows by what becomes of them.

    rows = good + wrong + persons + expired. Of the good ones `duplicate` were reported before, `closed`
    are of records that are closed, `waiting` are kept until their organisation is confirmed: as the
    ledger stood when the file was read. `sure` and `period_sure` are per cent. `unreadable`: the code
    why it can not be taken in, "" where it can. `staging`: where its rows lie ready.
    """

    rulebook: str
    read_on: date
    standard: str = ""
    kind: str = ""
    mapping: str = ""  # the source whose form it is, "" for the standard's own
    form: str = ""
    sheet: str = ""
    sure: int = 0
    missing: tuple[str, ...] = ()  # columns of the standard, by code
    unknown: tuple[str, ...] = ()  # headings
    rows: int = 0
    good: int = 0
    wrong: int = 0
    persons: int = 0
    expired: int = 0
    person_rows: tuple[int, ...] = ()  # the first of them
    expired_rows: tuple[int, ...] = ()  # the first of them
    duplicate: int = 0
    closed: int = 0
    waiting: int = 0
    period: str = ""  # as 2026-03
    period_sure: int = 0
    rules: tuple[Note, ...] = ()
    notes: tuple[Note, ...] = ()  # on the file and its header
    unreadable: str = ""
    first: Lines = ()  # of a file in nobody's form, headings first
    staging: str = ""

    @property
    def fresh(self) -> int:
        """Rows that say something new: accepted, some of them waiting for their organisation."""
        return self.good - self.duplicate - self.closed

    @property
    def detail(self) -> str:
        """The detail of what makes it unreadable."""
        return next((note.detail for note in self.notes if note.code == self.unreadable), "")

    @property
    def refused(self) -> int:
        """Rows that are not taken in, whoever may mend them."""
        return self.wrong + self.persons + self.expired


def written(found: Found) -> str:
    """As JSON."""
    return json.dumps({**asdict(found), "read_on": found.read_on.isoformat()}, ensure_ascii=False)


def read(text: str) -> Found:
    """From JSON."""
    told: dict[str, Any] = json.loads(text)
    for name in ("missing", "unknown", "person_rows", "expired_rows"):
        told[name] = tuple(told.get(name, ()))
    told["first"] = tuple(tuple(row) for row in told.get("first", ()))
    for name in ("rules", "notes"):
        told[name] = tuple(Note(**one) for one in told.get(name, ()))
    return Found(**{**told, "read_on": date.fromisoformat(told["read_on"])})


def counted(found: Found, duplicate: int, closed: int, waiting: int) -> Found:
    """With what the ledger knows of the good rows."""
    return replace(found, duplicate=duplicate, closed=closed, waiting=waiting)
