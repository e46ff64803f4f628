"""Of which kinds must an office with nothing to report say so, for which months and by when?

Clause  S31.
Data    rulebook/intake/zero.toml

>>> expected_on(date(2024, 1, 1)).kinds
('licence', 'penalty')
"""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from creditdelta.rulebook.basis import Basis
from creditdelta.rulebook.dated import check_rows, check_terms, in_force
from creditdelta.rulebook.folder import folder
from creditdelta.rulebook.records import standards
from creditdelta.rulebook.strict import RulebookError, load, read

FILE = "intake/zero.toml"


@dataclass(frozen=True, slots=True)
class Expected:
    """Kinds expected every month, the term after its last day, and how many months may be made up."""

    kinds: tuple[str, ...]
    term: str
    months_back: int
    since: date
    basis: Basis
    until: date | None = None


@dataclass(frozen=True, slots=True)
class _File:
    expected: tuple[Expected, ...]


def expected_on(day: date, root: Path | None = None) -> Expected:
    """The row of a day; `RulebookError` where none holds."""
    rows = expected(root)
    found = next((row for row in rows if in_force(row, day)), None)
    if found is None:
        raise RulebookError(FILE, "expected", f"nothing holds on {day}", "add a row")
    return found


def expected(root: Path | None = None) -> tuple[Expected, ...]:
    """Every row, in the file's order; `RulebookError`."""
    return _expected(root or folder())


@cache
def _expected(root: Path) -> tuple[Expected, ...]:
    table, place = load(root / FILE, defaults={Expected: {"until": None}})
    found = read(_File, table, place).expected
    check_rows("expected", (("", row) for row in found), place)
    known = {item.kind for item in standards(root).values()}
    for n, row in enumerate(found, 1):
        here = place.inside(f"expected.{n}")
        check_terms((row.term,), here)
        if not row.term or row.months_back <= 0:
            raise here.error("no term, or no months", "write +5wd and a figure above 0")
        for kind in sorted({*row.kinds} - known):
            raise here.error(f"no kind of record {kind!r}", "name a kind of rulebook/records")
    return found
