"""Which kinds of record may an office send, under which source do they count, and whose word is a source?

Clause  S3, S31, S33: an authority reports what it decided, a market reporter what it knows by its business.
Data    rulebook/intake/reporters.toml, rulebook/offices/kinds.toml (`reports`)

>>> from creditdelta.rulebook.offices import office
>>> DAY = date(2026, 3, 1)
>>> source_of(office("310000-credit"), "penalty"), source_of(office("310000-ecology"), "penalty")
('penalty', '310000-ecology')
>>> "penalty" in kinds_of(office("310000-bank_1"), DAY)
False
"""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from creditdelta.rulebook.basis import Basis
from creditdelta.rulebook.dated import in_force
from creditdelta.rulebook.folder import folder
from creditdelta.rulebook.office_kinds import Officer, office_kinds
from creditdelta.rulebook.offices import Office, offices, reporting
from creditdelta.rulebook.records import standards
from creditdelta.rulebook.strict import load, read

FILE = "intake/reporters.toml"
BY_TWO = "withdrawal"  # no single officer sends it: one proposes, another confirms


@dataclass(frozen=True, slots=True)
class Reporter:
    """Kinds of record that offices of some roles, or of some kinds only, may send."""

    roles: tuple[Officer, ...]
    office_kinds: tuple[str, ...]
    kinds: tuple[str, ...]
    since: date
    basis: Basis
    until: date | None = None


@dataclass(frozen=True, slots=True)
class _Reporters:
    reporters: tuple[Reporter, ...]


def kinds_of(sender: Office, day: date, root: Path | None = None) -> tuple[str, ...]:
    """The kinds of record an office may send on a day, in the order of their names."""
    rows = (row for row in reporters(root) if in_force(row, day) and _meant(row, sender))
    kinds = {*sender.sources, *(kind for row in rows for kind in row.kinds)}
    return tuple(sorted(kinds - {BY_TWO}))


def source_of(sender: Office, kind: str) -> str:
    """The source under which a kind counts: the province's own where the office speaks for it."""
    return kind if kind in sender.sources else sender.id


def office_of(region: str, source: str, day: date | None = None) -> Office | None:
    """The office whose word a source is; None where the source is no office's."""
    own = offices(day).get(source)
    return own if own is not None and own.region == region else reporting(region, source, day)


def reporters(root: Path | None = None) -> tuple[Reporter, ...]:
    """Every row, in the file's order; `RulebookError`."""
    return _reporters(root or folder())


def _meant(row: Reporter, sender: Office) -> bool:
    return sender.role in row.roles and (not row.office_kinds or sender.kind in row.office_kinds)


@cache
def _reporters(root: Path) -> tuple[Reporter, ...]:
    table, place = load(root / FILE, defaults={Reporter: {"until": None}})
    rows = read(_Reporters, table, place).reporters
    known = {item.kind for item in standards(root).values()}
    named = {one.id for one in office_kinds(root)}
    for n, row in enumerate(rows, 1):
        here = place.inside(f"reporters.{n}")
        for kind in sorted({*row.kinds} - known):
            raise here.error(f"no kind of record {kind!r}", "name a kind of rulebook/records")
        for kind in sorted({*row.office_kinds} - named):
            raise here.error(f"no kind of office {kind!r}", "name a kind of offices/kinds.toml")
    return rows
