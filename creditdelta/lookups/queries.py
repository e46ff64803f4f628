"""Who looked at this organisation, what did this office look at, and what is odd about a week?

Clause  S71, S9. The organisation is told office, purpose and moment: never the officer.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count

from creditdelta.lookups.models import Lookup, Reference, Review
from creditdelta.lookups.rules import Hint, Look, days_of, hints
from creditdelta.rulebook.calendars import calendar
from creditdelta.rulebook.lookups import lookups_on

ROWS = 200


@dataclass(frozen=True, slots=True)
class Seen:
    """A look as the organisation is told of it."""

    office: str
    purpose: str
    looked_at: datetime


@dataclass(frozen=True, slots=True)
class Made:
    """A look as the office that made it knows it. `shown_at` None: secret until the case is closed."""

    id: bytes
    ref: bytes
    account: str
    purpose: str
    reference: str
    looked_at: datetime
    shown_at: datetime | None


@dataclass(frozen=True, slots=True)
class Week:
    """A week for review: what should be asked about, what was found, what is withheld by office."""

    count: int
    hints: tuple[Hint, ...]
    outcomes: dict[str, str]  # by account
    withheld: tuple[tuple[str, int], ...]


def lookups_of(ref: bytes, limit: int = ROWS) -> list[Seen]:
    """The looks an organisation may know of, the latest first."""
    rows = Lookup.objects.filter(ref=ref, shown_at__isnull=False).order_by("-looked_at", "id")
    return [Seen(row.office, row.purpose, row.looked_at) for row in rows[:limit]]


def made_by(office: str, limit: int = ROWS) -> list[Made]:
    """The looks of an office, the latest first."""
    rows = list(Lookup.objects.filter(office=office).order_by("-looked_at", "id")[:limit])
    texts = dict(
        Reference.objects.filter(pk__in=[row.id for row in rows]).values_list("lookup", "text")
    )
    told = {bytes(key): text for key, text in texts.items()}
    return [_made(row, told.get(bytes(row.id), "")) for row in rows]


def lookup_by(id_: bytes) -> Made | None:
    """One look."""
    row = Lookup.objects.filter(pk=id_).first()
    if row is None:
        return None
    text = Reference.objects.filter(pk=id_).values_list("text", flat=True).first()
    return _made(row, text or "")


def week_of(week: date) -> Week:
    """Everything the review of a week needs. `week`: its Monday."""
    start, end = days_of(week)
    rows = Lookup.objects.filter(looked_at__gte=start, looked_at__lt=end)
    looks = [
        Look(row.account, row.role, bytes(row.ref), row.looked_at)
        for row in rows.order_by("looked_at", "id")
    ]
    withheld = (
        Lookup.objects.filter(shown_at=None).values_list("office").annotate(count=Count("id"))
    )
    reviewed = Review.objects.filter(week=week).order_by("reviewed_at")
    return Week(
        count=len(looks),
        hints=tuple(hints(looks, lookups_on(week), calendar())),
        outcomes={row.account: row.outcome for row in reviewed},
        withheld=tuple(withheld.order_by("office")),
    )


def _made(row: Lookup, reference: str) -> Made:
    return Made(
        id=bytes(row.id),
        ref=bytes(row.ref),
        account=row.account,
        purpose=row.purpose,
        reference=reference,
        looked_at=row.looked_at,
        shown_at=row.shown_at,
    )
