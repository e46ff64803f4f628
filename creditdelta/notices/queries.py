"""What was an organisation told, who has not been told yet, and what does an office have on its desk?

Clause  S9. Whether somebody was told is computed for the day that is asked about. Whom a notice is for
is named as the ledger knows the organisation today; the letter names it as it was on its day.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any, cast

from django.db.models import F, Max, Q, QuerySet

from creditdelta.accounts.models import Account, Post
from creditdelta.kernel.errors import Words
from creditdelta.notices.models import Agreement, Dispatch, Notice
from creditdelta.notices.rules import State, days_left
from creditdelta.rulebook.calendars import calendar
from creditdelta.rulebook.notices import kind_since
from creditdelta.subjects.queries import codes_of, portraits_of

REPRESENTS = ("representative", "deputy")
AT_ONCE = 500  # so many values stand in one question


@dataclass(frozen=True, slots=True)
class OnChannel:
    """How a notice stands on one channel."""

    channel: str
    state: State
    attempts: int
    until: datetime | None
    ground: str
    dispatched_on: date | None


@dataclass(frozen=True, slots=True)
class Told:
    """A notice without its words. `served_on`: from that day it counts as served."""

    id: bytes
    number: str
    form: str
    title: Words
    ref: bytes | None
    account: str
    office: str
    region: str
    issued_on: date
    due_on: date | None
    served_on: date | None
    method: str
    commitment: bytes
    read_at: datetime | None
    erased: bool
    channels: tuple[OnChannel, ...]

    def served(self, day: date) -> bool:
        """Whether it counts as served on a day."""
        return self.served_on is not None and self.served_on <= day


@dataclass(frozen=True, slots=True)
class Untold:
    """An organisation that was not served a notice yet. `left`: working days, negative when late."""

    told: Told
    name: str
    code: str
    left: int
    reachable: bool  # somebody who represents it has an account


def last_serial(office: str, form: str, year: int) -> int:
    """The last number given; asked within `writing()`."""
    rows = Notice.objects.filter(office=office, form=form, year=year)
    return rows.aggregate(last=Max("serial"))["last"] or 0


def agreement_of(ref: bytes, day: date) -> Agreement | None:
    """The agreement to electronic service that stands on a day."""
    standing = Q(until=None) | Q(until__gt=day)
    return Agreement.objects.filter(standing, ref=ref, since__lte=day).order_by("since").first()


def notice(id: bytes) -> Told | None:
    """The notice of an id."""
    return next(iter(_told(Notice.objects.filter(pk=id))), None)


def served_on(ids: Sequence[bytes]) -> dict[bytes, date]:
    """Since when notices count as served, those that do; one statement for each 500."""
    found: dict[bytes, date] = {}
    for begin in range(0, len(ids), AT_ONCE):
        rows = Notice.objects.filter(pk__in=ids[begin : begin + AT_ONCE], served_on__isnull=False)
        found |= {bytes(id): day for id, day in rows.values_list("pk", "served_on") if day}
    return found


def numbered(number: str) -> Told | None:
    """The notice of a number."""
    return next(iter(_told(Notice.objects.filter(number=number))), None)


def notices_of(ref: bytes) -> list[Told]:
    """Everything an organisation was told, the latest first."""
    return _told(Notice.objects.filter(ref=ref))


def notices_to(account: str) -> list[Told]:
    """Everything an account was told, the latest first."""
    return _told(Notice.objects.filter(account=account)) if account else []


def notices_by(office: str, limit: int, *, form: str = "", waiting: bool = False) -> list[Told]:
    """What an office issued, the latest first. `waiting`: only what is to be posted or served yet."""
    found = Notice.objects.filter(office=office)
    if form:
        found = found.filter(form=form)
    return _told(found.filter(_waiting()) if waiting else found, limit)


def waiting_notices(office: str, limit: int) -> list[Told]:
    """What an office has to post or serve yet, the earliest due first."""
    found = Notice.objects.filter(_waiting(), office=office)
    return _told(found, limit, (F("due_on").asc(nulls_last=True), "issued_at", "serial"))


def late_count(region: str, day: date, *, but: str) -> int:
    """How many notices of a province were not served in time, those of one office left out."""
    late = Notice.objects.filter(
        Q(served_on=None) | Q(served_on__gt=day), region=region, due_on__lt=day
    )
    return late.exclude(office=but).count()


def _waiting() -> Q:
    """To be posted, or to be served where that must be proved."""
    to_post = Dispatch.objects.filter(channel="letter", state="queued").values("notice")
    return Q(due_on__isnull=False, served_on=None) | Q(pk__in=to_post)


def untold(region: str, day: date) -> list[Untold]:
    """Who has not been served what must be served, as it stood at a day's end; the latest due first.

    `region` "": everywhere.
    """
    found = Notice.objects.filter(due_on__isnull=False, issued_on__lte=day)
    found = found.filter(Q(served_on=None) | Q(served_on__gt=day))
    listed = _told(found.filter(region=region) if region else found)
    refs = [one.ref for one in listed if one.ref is not None]
    names, reachable = names_of(refs), represented(refs, day)
    shown = [
        Untold(
            one, *names.get(one.ref or b"", ("", "")),
            left=days_left(one.due_on, day, calendar()),
            reachable=one.ref in reachable,
        )
        for one in listed if one.due_on is not None
    ]  # fmt: skip
    return sorted(shown, key=lambda one: (one.left, len(one.told.number), one.told.number))


def names_of(refs: Iterable[bytes]) -> dict[bytes, tuple[str, str]]:
    """Name and code of organisations as they are known today."""
    wanted, found = sorted(set(refs)), {}
    for begin in range(0, len(wanted), AT_ONCE):
        some = wanted[begin : begin + AT_ONCE]
        names = portraits_of(some)
        for ref, (_, code) in codes_of(some).items():
            found[ref] = (names[ref].name if ref in names else "", code)
    return found


def represented(refs: Iterable[bytes], day: date) -> set[bytes]:
    """Those of the organisations that somebody represents on a day."""
    wanted, found = sorted(set(refs)), set()
    for begin in range(0, len(wanted), AT_ONCE):
        posts = _posts(day).filter(subject__in=wanted[begin : begin + AT_ONCE])
        found |= {bytes(ref) for ref in posts.values_list("subject", flat=True) if ref is not None}
    return found


def mail_addresses(told: Told, day: date) -> list[str]:
    """The mail addresses of those who may read a notice, each once, in order."""
    if told.account:
        accounts = [told.account]
    else:
        accounts = list(_posts(day).filter(subject=told.ref).values_list("account", flat=True))
    reached = Account.objects.filter(pk__in=accounts, is_active=True).exclude(email="")
    return sorted(set(reached.values_list("email", flat=True)))


def mails_due(now: datetime, day: date, limit: int) -> list[bytes]:
    """Notices whose mail may go out now and that somebody can receive, the oldest first."""
    due = Q(state="queued") | Q(state__in=("failed", "sending"), until__lte=now)
    reached = Account.objects.filter(is_active=True).exclude(email="").values("pk")
    subjects = _posts(day).filter(account__in=reached).values("subject")
    theirs = Notice.objects.filter(Q(account__in=reached) | Q(ref__in=subjects)).values("pk")
    rows = Dispatch.objects.filter(due, channel="mail", notice__in=theirs).order_by("pk")
    return [bytes(one) for one in rows.values_list("notice", flat=True)[:limit]]


def _posts(day: date) -> QuerySet[Post]:
    held = Post.objects.filter(Q(until=None) | Q(until__gte=day), since__lte=day)
    return held.filter(role__in=REPRESENTS, subject__isnull=False, dismissed_at=None)


_LATEST = (F("issued_at").desc(), "-year", "-serial")


def _told(
    found: QuerySet[Notice], limit: int | None = None, order: tuple[Any, ...] = _LATEST
) -> list[Told]:
    rows = list(found.order_by(*order)[:limit])
    channels = _channels([bytes(row.pk) for row in rows])
    return [_one(row, channels.get(bytes(row.pk), ())) for row in rows]


def _channels(ids: list[bytes]) -> dict[bytes, tuple[OnChannel, ...]]:
    found: list[Dispatch] = []
    for begin in range(0, len(ids), AT_ONCE):
        found += Dispatch.objects.filter(notice__in=ids[begin : begin + AT_ONCE])
    found.sort(key=lambda row: (bytes(row.notice), row.pk))
    return {
        id: tuple(
            OnChannel(
                row.channel,
                cast(State, row.state),
                row.attempts,
                row.until,
                row.ground,
                row.dispatched_on,
            )
            for row in some
        )
        for id, some in groupby(found, key=lambda row: bytes(row.notice))
    }


def _one(row: Notice, channels: tuple[OnChannel, ...]) -> Told:
    return Told(
        id=bytes(row.pk),
        number=row.number,
        form=row.form,
        title=kind_since(row.form, row.since).title,
        ref=None if row.ref is None else bytes(row.ref),
        account=row.account,
        office=row.office,
        region=row.region,
        issued_on=row.issued_on,
        due_on=row.due_on,
        served_on=row.served_on,
        method=row.method,
        commitment=bytes(row.commitment),
        read_at=row.read_at,
        erased=row.erased_at is not None,
        channels=channels,
    )
