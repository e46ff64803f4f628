"""Are so many entered, or removed, today that somebody else must look first?

Clause  S37; threats T6, T7.
Data    rulebook/lists/breaker.toml; what a credit office let through is an event.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from creditdelta.lists.models import Release
from creditdelta.lists.rules import CONFIRMED
from creditdelta.rulebook.list_breaker import Breaker, breaker_on
from creditdelta.rulebook.offices import Office
from creditdelta.rulebook.offices import office as found_by
from creditdelta.rulebook.places import stem
from creditdelta.subjects.queries import rows

KINDS = {"in": CONFIRMED, "out": "removed"}
_ENTRIES = """
SELECT CAST(s.happened_on AS TEXT), count(*) FROM lists_step s JOIN lists_entry e ON e.id = s.entry
WHERE s.list = %s AND e.office = %s AND s.kind = %s AND s.happened_on > %s AND s.happened_on <= %s
GROUP BY s.happened_on
"""
_TODAY = """
SELECT s.list, e.office, s.kind, count(*) FROM lists_step s JOIN lists_entry e ON e.id = s.entry
WHERE e.region = %s AND s.happened_on = %s AND s.kind IN (%s, %s)
GROUP BY s.list, e.office, s.kind ORDER BY s.list, e.office, s.kind
"""
_ORGANISATIONS = """
SELECT count(*) FROM subjects_reference WHERE scheme = 'uscc' AND substr(code, 3, %s) = %s
"""


def most_on(figures: Breaker, before: int, organisations: int) -> int:
    """How many pass on one day. `before`: so many in the usual days; `organisations`: of the place.

    >>> figures = Breaker(least_a_day=20, usual_days=90, times_usual=10, share_per_mille=10)
    >>> most_on(figures, 0, 1_000_000), most_on(figures, 450, 1_000_000), most_on(figures, 450, 3_000)
    (20, 50, 30)
    """
    usual = figures.times_usual * before // figures.usual_days
    share = figures.share_per_mille * organisations // 1_000
    return max(figures.least_a_day, min(usual, share))


def held_back(list_: str, office: str, way: str, day: date) -> bool:
    """Whether one more would be more than usual, and more than the credit office let through."""
    figures = breaker_on(day)
    first = day - timedelta(days=figures.usual_days + 1)
    found = rows(_ENTRIES, [list_, office, KINDS[way], first.isoformat(), day.isoformat()])
    counts = {date.fromisoformat(on): count for on, count in found}
    today: int = counts.pop(day, 0)
    if today < figures.least_a_day:
        return False
    most = most_on(figures, sum(counts.values()), _organisations(found_by(office, day)))
    return today >= max(most, released(list_, office, way, day))


def released(list_: str, office: str, way: str, day: date) -> int:
    """How many the credit office let through on a day; 0 where it said nothing."""
    found = Release.objects.filter(list=list_, office=office, way=way, valid_on=day)
    return max((int(one.most) for one in found), default=0)


def _organisations(office: Office) -> int:
    within = stem(office.division)
    return int(rows(_ORGANISATIONS, [len(within), within])[0][0])


@dataclass(frozen=True, slots=True)
class Stopped:
    """A list of an office that has stopped today: so many were entered, or removed, before it did."""

    list: str
    office: str
    way: str
    today: int


def stopped(region: str, day: date) -> list[Stopped]:
    """What has stopped in a province today."""
    ways = {kind: way for way, kind in KINDS.items()}
    found = rows(_TODAY, [region, day.isoformat(), *ways])
    return [
        Stopped(list_, office, ways[kind], count)
        for list_, office, kind, count in found
        if held_back(list_, office, ways[kind], day)
    ]
