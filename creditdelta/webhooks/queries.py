"""Which webhooks has an office, and what became of what was sent to them?

Clause  S30.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, cast

from creditdelta.webhooks.models import Attempt, Delivery, Receiver, Webhook
from creditdelta.webhooks.rules import TRANSITIONS, Outcome, State

Health = Literal["works", "new", "fails", "stopped", "ended", "gone"]


@dataclass(frozen=True, slots=True)
class Known:
    """A webhook as its office sees it."""

    id: bytes
    office: str
    region: str
    kinds: tuple[str, ...]
    address: str
    health: Health
    told_through: int
    registered_on: date
    both_until: datetime | None
    ended_on: date | None


@dataclass(frozen=True, slots=True)
class Tried:
    """One request."""

    at: datetime
    outcome: Outcome
    status: int
    milliseconds: int


@dataclass(frozen=True, slots=True)
class Sent:
    """A notification and the requests it took. `may_again`: it can be sent once more."""

    id: str
    kind: str
    state: State
    made_at: datetime
    next_at: datetime | None
    tries: tuple[Tried, ...]

    @property
    def may_again(self) -> bool:
        """Whether the table of moves allows it."""
        return (self.state, "again") in TRANSITIONS


def webhooks_of(office: str) -> list[Known]:
    """The webhooks of an office, those that work first, newest first."""
    return _known(Webhook.objects.filter(office=office))


def all_webhooks() -> list[Known]:
    """Every webhook there is."""
    return _known(Webhook.objects.all())


def webhook(id: bytes) -> Known | None:
    """One webhook; None where there is none."""
    return next(iter(_known(Webhook.objects.filter(pk=id))), None)


def sent_to(webhook: bytes, most: int) -> list[Sent]:
    """The newest notifications to a receiver."""
    rows = list(Delivery.objects.filter(webhook=webhook).order_by("-made_at", "-id")[:most])
    tries: defaultdict[str, list[Tried]] = defaultdict(list)
    for one in Attempt.objects.filter(delivery__in=[row.pk for row in rows]).order_by("id"):
        outcome = cast(Outcome, one.outcome)
        tries[one.delivery].append(Tried(one.at, outcome, one.status, one.milliseconds))
    return [
        Sent(
            id=row.pk,
            kind=row.kind,
            state=cast(State, row.state),
            made_at=row.made_at,
            next_at=row.until if row.state == "failed" else None,
            tries=tuple(tries[row.pk]),
        )
        for row in rows
    ]


def _known(rows: Iterable[Webhook]) -> list[Known]:
    found = list(rows)
    receivers = Receiver.objects.in_bulk([row.pk for row in found])
    leads = {bytes(pk): row for pk, row in receivers.items()}
    known = [_one(row, leads.get(bytes(row.pk))) for row in found]
    known.sort(key=lambda one: one.id)
    known.sort(key=lambda one: one.registered_on, reverse=True)
    return sorted(known, key=lambda one: one.ended_on is not None)


def _one(row: Webhook, receiver: Receiver | None) -> Known:
    return Known(
        id=bytes(row.pk),
        office=row.office,
        region=row.region,
        kinds=tuple(row.kinds.split()),
        address=receiver.address if receiver else "",
        health=_health(row),
        told_through=receiver.told_through if receiver else -1,
        registered_on=row.registered_on,
        both_until=row.both_until,
        ended_on=row.ended_on,
    )


def _health(row: Webhook) -> Health:
    if row.ended_on is not None:
        return "gone" if row.gone else "ended"
    ended = Delivery.objects.filter(webhook=row.pk, attempts__gt=0).order_by("-made_at", "-id")
    last = ended.values_list("state", flat=True).first()
    health: dict[str, Health] = {"dead": "stopped", "failed": "fails", "delivered": "works"}
    return health.get(last or "", "new")
