"""By which rules is a feed read on a day, and how can a reader tell that they are others now?

Clause  S30, S31.
Data    rulebook/feed/figures.toml, rulebook/publication, rulebook/records, rulebook/calendars

What may be public can change without any event: a row of a rule begins or ends, or the rulebook is
replaced. A feed tells changes of organisations only, so its readers then take everything anew. They
know by a mark that is another when the rules are, and by the day on which that comes next.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from hashlib import sha256
from pathlib import Path

from creditdelta.feed.rules import Terms
from creditdelta.records.clock import reckoner
from creditdelta.records.publishing import rules
from creditdelta.rulebook.dated import in_force
from creditdelta.rulebook.digest import parts_digest
from creditdelta.rulebook.figures import figures_on
from creditdelta.rulebook.publication import QueryEnd, Viewers

FILE = "feed/figures.toml"
FORM = "creditdelta feed 1"
_PARTS = ("archive", "calendars", "codes", "columns", "publication", "records")
_MARK = 16  # hexadecimal digits
_ONE_DAY = timedelta(1)


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of the feed."""

    window_days: int  # for which a reader may stay away and still go on where it stopped


def feed_on(day: date, root: Path | None = None) -> Figures:
    """The figures of a day; `RulebookError` where one is lacking."""
    return figures_on(Figures, FILE, day, root)


@cache
def terms(day: date) -> Terms:
    """What a feed goes by on a day."""
    by = rules()
    return Terms(by, reckoner(by.calendar), day, feed_on(day).window_days)


@cache
def mark(day: date) -> str:
    """The mark of the rules as they hold on a day, and of the form of this feed."""
    held = [repr(row) for row in _dated() if in_force(row, day)]
    told = "\n".join([FORM, parts_digest(_PARTS), *held])
    return sha256(told.encode()).hexdigest()[:_MARK]


@cache
def unchanged_until(day: date) -> date | None:
    """The last day on which the same rules hold; None where no later row is known."""
    days = [row.since for row in _dated()]
    days += [row.until + _ONE_DAY for row in _dated() if row.until is not None]
    later = [one for one in days if one > day]
    return min(later) - _ONE_DAY if later else None


def _dated() -> list[Viewers | QueryEnd]:
    """The rows that are asked by the day of reading; periods are asked by the day of decision."""
    found = rules().publications
    listed: list[Viewers | QueryEnd] = []
    for name in sorted(found):
        listed += [*found[name].viewers, *found[name].query_ends]
    return listed
