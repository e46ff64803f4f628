"""Which days are off, which are made up for, and how are days counted?

Clause  S31. A new year's notice is rows added to one file, and no code.
Data    rulebook/calendars/holidays.csv, rulebook/calendars/conventions.toml

>>> calendar().last_year >= 2026
True
"""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from creditdelta.kernel.days import Calendar
from creditdelta.kernel.errors import Words
from creditdelta.rulebook.basis import Basis
from creditdelta.rulebook.folder import folder
from creditdelta.rulebook.strict import Place, load, read

HEADING = ["date", "kind", "name_zh", "name_en", "status", "basis"]
FILE = "holidays.csv"


@dataclass(frozen=True, slots=True)
class StartDay:
    """Whether the day on which a term starts is its first day."""

    counts: bool
    basis: Basis


@dataclass(frozen=True, slots=True)
class MarkedDay:
    """A day with a meaning of its own."""

    day: date
    basis: Basis


@dataclass(frozen=True, slots=True)
class Conventions:
    """How days are counted and read.

    `earliest_plausible`: earlier days are worth a warning. `open_ends`: days that mean "for good".
    """

    start_day: StartDay
    earliest_plausible: MarkedDay
    open_ends: tuple[MarkedDay, ...]


def calendar(root: Path | None = None) -> Calendar:
    """Days off and make-up days of every year in the data; `RulebookError` where a row is wrong."""
    return _calendar(root or folder())


def conventions(root: Path | None = None) -> Conventions:
    """The conventions of counting; `RulebookError` where the file is wrong."""
    return _conventions(root or folder())[0]


@cache
def _conventions(root: Path) -> tuple[Conventions, Place]:
    table, place = load(root / "calendars" / "conventions.toml")
    return read(Conventions, table, place), place


@cache
def _calendar(root: Path) -> Calendar:
    rules, place = _conventions(root)
    with (root / "calendars" / FILE).open(encoding="utf-8", newline="") as source:
        rows = csv.reader(source)
        if next(rows, None) != HEADING:
            raise _place(1).error("the heading differs", f"write {','.join(HEADING)}")
        days = [_row(n, row, place) for n, row in enumerate(rows, 2)]
    return _assembled(days, rules)


def _place(line: int) -> Place:
    return Place(FILE, f"line {line}")


def _row(line: int, row: list[str], grounds: Place) -> tuple[date, str, Words, bool]:
    here = _place(line)
    if len(row) != len(HEADING) or not all(row):
        raise here.error(f"{row} has empty or missing cells", "fill all six")
    text, kind, zh, en, status, basis = row
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise here.error(f"{text!r} is no day", "write it as 2026-01-01") from error
    if kind not in ("off", "work") or status not in ("official", "provisional"):
        raise here.error(f"kind {kind!r}, status {status!r}", "use off|work, official|provisional")
    if basis not in grounds.grounds:
        raise here.error(f"no ground {basis!r}", "name one of conventions.toml")
    return day, kind, Words(zh, en), status == "official"


def _assembled(rows: Iterable[tuple[date, str, Words, bool]], rules: Conventions) -> Calendar:
    found: dict[str, dict[date, Words]] = {"off": {}, "work": {}}
    years: dict[bool, set[int]] = {True: set(), False: set()}
    for line, (day, kind, name, official) in enumerate(rows, 2):
        if day in found["off"] or day in found["work"]:
            raise _place(line).error(f"{day} stands twice", "keep one row a day")
        found[kind][day] = name
        years[official].add(day.year)
    _check_years(years[True], years[False])
    counts = rules.start_day.counts
    return Calendar(found["off"], found["work"], min(years[True]), max(years[True]), counts)


def _check_years(official: set[int], provisional: set[int]) -> None:
    whole = official == set(range(min(official, default=0), max(official, default=-1) + 1))
    if not official or not whole or (provisional and min(provisional) <= max(official)):
        raise Place(FILE).error(
            f"official years {sorted(official)}, provisional {sorted(provisional)}",
            "give every year one status, official years first and without a gap",
        )


def rows_of(year: int, days: Calendar) -> list[tuple[date, bool, Words]]:
    """Every special day of a year in order: (day, whether it is a working day, its name)."""
    both = [(day, False, name) for day, name in days.off.items() if day.year == year]
    both += [(day, True, name) for day, name in days.work.items() if day.year == year]
    return sorted(both, key=lambda row: row[0])
