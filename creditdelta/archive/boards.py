"""What do the pages say over everything: organisations, records, indicators, cities? Measured, and dated.

Clause  S2, S29, S31. Figures over a whole ledger cost seconds or minutes, so they are measured beside the
pages (`refresh`) whenever something was recorded or a day began, at most one part in twenty of the time,
and a page says of which moment and event its figures are.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from time import monotonic
from typing import Any

from django.db.models import Count, Max, Sum

from creditdelta.archive.census import Census, passing
from creditdelta.archive.examples import chosen
from creditdelta.archive.indicators import Figure, figures
from creditdelta.archive.models import Board
from creditdelta.archive.organisations import organisations
from creditdelta.intake.models import Submission
from creditdelta.journal.database import writing
from creditdelta.journal.queries import head
from creditdelta.journal.snapshot import snapshot
from creditdelta.records.publishing import rules
from creditdelta.records.tally import Tally, tallied
from creditdelta.rulebook.indicators import UnknownIndicator, indicator
from creditdelta.rulebook.records import standards
from creditdelta.subjects.rules import local_day

FACTS, INDICATORS, CITIES = "facts", "indicators", "cities"
FORM = 2  # of the bodies: a board of another form is as good as none
PACE = 20  # times its own cost a board is left alone
Body = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Measured:
    """A board: what was measured, on which business day, at which moment, after how many events."""

    event: int
    day: date
    measured_at: datetime
    body: Body


def board(name: str) -> Measured | None:
    """A board as measured last; None before the first time."""
    row = Board.objects.filter(name=name, form=FORM).first()
    if row is None:
        return None
    return Measured(row.event, row.day, row.measured_at, json.loads(row.body))


def due(day: date) -> bool:
    """Whether something was recorded or a day began since, and the pace allows to measure again."""
    row = Board.objects.filter(name=FACTS, form=FORM).first()
    if row is None:
        return True
    rest = timedelta(milliseconds=PACE * row.cost_ms)
    changed = (row.event, row.day) != (head().size, day)
    return changed and row.measured_at + rest <= datetime.now(UTC)


def refresh(day: date) -> None:
    """Measure every board, all of one moment, as everybody may see it on a business day."""
    began = monotonic()
    with snapshot():
        event, census = head().size, Census()
        found = figures(day, passing(organisations(), census, day))
        tally = tallied(census.cities(), day, rules(), codes=census.renamed)
        bodies = {
            FACTS: _facts(census, tally),
            INDICATORS: _indicators(found),
            CITIES: _cities(census, tally),
        }
    cost = round((monotonic() - began) * 1_000)
    about = {"form": FORM, "event": event, "day": day, "cost_ms": cost}
    with writing():
        for name, body in bodies.items():
            told = json.dumps(body, ensure_ascii=False)
            given = {**about, "measured_at": datetime.now(UTC), "body": told}
            Board.objects.update_or_create(name=name, defaults=given)


def measured_figures(found: Measured) -> list[Figure]:
    """The figures of the board of indicators, those whose definition still holds."""
    listed = []
    for name, province, department, numerator, denominator in found.body["figures"]:
        try:
            defined = indicator(name, found.day)
        except UnknownIndicator:
            continue
        listed.append(Figure(defined, province, department, numerator, denominator))
    return listed


def _facts(census: Census, tally: Tally) -> Body:
    lives: Counter[str] = Counter()
    for (_, life), count in census.lives.items():
        lives[life] += count
    sections: Counter[str] = Counter()
    for _, standard, count in tally.counts:
        sections[standards()[standard].section] += count
    places = {place for place, _ in census.lives if place}
    renamed = [code for code in census.renamed if code not in tally.adverse]
    return {
        "lives": lives,
        "sections": sections,
        "cities": len(places),
        "examples": chosen(tally.richest, renamed),
    }


def _indicators(found: Iterable[Figure]) -> Body:
    return {
        "figures": [
            (one.indicator.id, one.province, one.department, one.numerator, one.denominator)
            for one in found
        ]
    }


def _cities(census: Census, tally: Tally) -> Body:
    cities: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for name in ("lives", "industries", "kinds"):
        for (place, what), count in getattr(census, name).items():
            cities[place][name][what] += count
    for place, standard, count in tally.counts:
        cities[place]["records"][standards()[standard].kind] += count
    return {"cities": cities, "sources": _sources()}


def _sources() -> dict[str, list[tuple[str, int, int, str]]]:
    """By region: the source, its files and rows that count, and the day of its latest issue."""
    sent = Submission.objects.filter(state="closed", repeats=None).values("region", "source")
    told = sent.annotate(files=Count("id"), filed=Sum("rows"), latest=Max("issued_at"))
    found: dict[str, list[tuple[str, int, int, str]]] = defaultdict(list)
    for row in told.order_by("region", "source"):
        latest = local_day(row["latest"]).isoformat()
        found[row["region"]].append((row["source"], row["files"], row["filed"], latest))
    return found
