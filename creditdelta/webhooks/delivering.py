"""Notifications are made when the feed has grown, and sent when they are due.

Clause  S30. A notification says how far the feed reaches and no more: what is new is asked for at the feed,
under the gate. One at most is under way to a receiver; what grows meanwhile is in the next. After one was
given up, the next waits until somebody at the office tries again.
"""

import secrets
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import cast

from django.db import transaction
from django.db.models import Q

from creditdelta.journal.database import alias
from creditdelta.journal.services import envelope
from creditdelta.journal.synthetic import business_day
from creditdelta.rulebook.webhooks import Webhooks, webhooks_on
from creditdelta.webhooks import signing
from creditdelta.webhooks.addresses import AddressRefused, read
from creditdelta.webhooks.models import Attempt, Delivery, Receiver, Webhook
from creditdelta.webhooks.posting import Answer, post
from creditdelta.webhooks.rules import (
    OPEN,
    Move,
    MoveRefused,
    Outcome,
    Standing,
    State,
    after,
    moved,
)
from creditdelta.webhooks.services import NotPossible, allowed, end, queued

ADVANCED, KIND = "cn.creditdelta.feed.advanced.v1", "feed.advanced"
ACTOR = "keeper"
CONTENT = "application/cloudevents+json; charset=utf-8"
_CHANCES = 1000
_NOTHING = -1  # the number before the first
# how far the feed reaches, and how many items lie behind a number
Reach = Callable[[int], tuple[int, int]]


def tell(reach: Reach, now: datetime) -> int:
    """Queue a notification for each receiver that was not told how far the feed reaches; how many."""
    through, _ = reach(_NOTHING)
    hooks = Webhook.objects.filter(ended_on=None, kinds__contains=KIND).values("pk")
    queue = 0
    for row in Receiver.objects.filter(told_through__lt=through, webhook__in=hooks):
        reached, items = reach(row.told_through)
        if items <= 0 or _waits(bytes(row.webhook)):
            continue
        claimed = Receiver.objects.filter(pk=row.pk, told_through=row.told_through)
        with transaction.atomic(using=alias()):
            if claimed.update(told_through=reached):
                queued(bytes(row.webhook), ADVANCED, {"through": reached, "items": items}, now)
                queue += 1
    return queue


def send_due(now: datetime | None = None) -> list[Outcome]:
    """Send what is due, so many that a round does not last long; what became of each."""
    at, day = now or datetime.now(UTC), business_day()
    limits = webhooks_on(day)
    due = Q(state="queued") | Q(state__in=("sending", "failed"), until__lte=at)
    hooks = Webhook.objects.filter(ended_on=None).values("pk")
    rows = Delivery.objects.filter(due, webhook__in=hooks).order_by("made_at", "id")
    found = (_send(row, limits, now or datetime.now(UTC), day) for row in rows[: limits.at_once])
    return [one for one in found if one is not None]


def again(delivery: str, now: datetime, day: date) -> None:
    """Let a notification be sent once more, under the same id; raises `MoveRefused`."""
    row = Delivery.objects.filter(pk=delivery).first()
    if row is None:
        raise MoveRefused("again")
    _moved(row, "again", now, webhooks_on(day))


def forget(now: datetime, day: date) -> int:
    """Take away what was delivered or given up so long ago that the log does not keep it."""
    before = now - timedelta(days=webhooks_on(day).log_days)
    old = Delivery.objects.filter(made_at__lt=before).exclude(state__in=OPEN)
    ids = list(old.values_list("pk", flat=True)[:1000])
    Attempt.objects.filter(delivery__in=ids).delete()
    Delivery.objects.filter(pk__in=ids).delete()
    return len(ids)


def _waits(webhook: bytes) -> bool:
    """Whether one is under way, or the last that ended was given up."""
    rows = Delivery.objects.filter(webhook=webhook).order_by("-made_at", "-id")
    last = rows.values_list("state", flat=True).first()
    return last == "dead" or rows.filter(state__in=OPEN).exists()


def _send(row: Delivery, limits: Webhooks, at: datetime, day: date) -> Outcome | None:
    """What became of it; None where somebody else began a moment ago."""
    try:
        standing = _moved(row, "begin", at, limits)
    except MoveRefused:
        return None
    hook = Webhook.objects.get(pk=row.webhook)
    answer = _posted(row, hook, limits, at)
    Attempt.objects.create(
        delivery=row.pk,
        at=at,
        outcome=answer.outcome,
        status=answer.status,
        milliseconds=answer.milliseconds,
    )
    row.state, row.attempts, row.until = standing.state, standing.attempts, standing.until
    _moved(row, after(answer.outcome, standing.attempts, limits), at, limits)
    if answer.outcome == "gone":
        try:
            end(bytes(hook.pk), envelope(hook.region, ACTOR), day, gone=True)
        except NotPossible:  # the office ended it meanwhile
            return answer.outcome
    return answer.outcome


def _posted(row: Delivery, hook: Webhook, limits: Webhooks, at: datetime) -> Answer:
    to = Receiver.objects.filter(pk=row.webhook).first()
    try:
        address = read(to.address if to else "", allowed())
    except AddressRefused:
        return Answer("forbidden", 0, 0)
    body, timestamp = row.body.encode(), int(at.timestamp())
    generations = [hook.generation]
    if hook.both_until is not None and at < hook.both_until:
        generations.append(hook.generation - 1)
    own = [signing.secret(bytes(hook.pk), one) for one in generations]
    headers = {
        "Content-Type": CONTENT,
        "User-Agent": "CreditDelta-Webhooks",
        "webhook-id": row.pk,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": signing.signature(own, row.pk, timestamp, body),
    }
    return post(address, headers, body, allowed(), limits.timeout_seconds)


def _moved(row: Delivery, move: Move, at: datetime, limits: Webhooks) -> Standing:
    """Move it if nobody else did since it was read; raises `MoveRefused`."""
    before = Standing(cast(State, row.state), row.attempts, row.until)
    standing = moved(before, move, at, limits, secrets.randbelow(_CHANCES) / _CHANCES)
    same = Delivery.objects.filter(
        pk=row.pk, state=row.state, attempts=row.attempts, until=row.until
    )
    if not same.update(state=standing.state, attempts=standing.attempts, until=standing.until):
        raise MoveRefused(move)
    return standing
