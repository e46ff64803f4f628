"""A webhook is registered, tried, given another secret, ended. Decided, recorded, applied.

Clause  S30. Its secret is in the answer to whoever asked for it and nowhere else.
"""

import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from django.conf import settings

from creditdelta.accounts.reader import Held
from creditdelta.journal.database import writing
from creditdelta.journal.services import Envelope, record, seal
from creditdelta.journal.synthetic import demonstration_day
from creditdelta.kernel.errors import Words
from creditdelta.rulebook.enums import enum
from creditdelta.rulebook.webhooks import KINDS, webhooks_on
from creditdelta.webhooks import apply, signing
from creditdelta.webhooks.addresses import Allowed, read
from creditdelta.webhooks.events import WebhookEnded, WebhookRegistered, WebhookSecretReplaced
from creditdelta.webhooks.models import Delivery, Receiver, Webhook

ID_BYTES = 16
TESTED = "cn.creditdelta.webhook.tested.v1"
LONGEST_BODY = 64 << 10
Why = Literal["gone", "kinds", "many"]
WHYS: dict[Why, Words] = {
    "gone": Words("没有这个更新通知，或已停用", "there is no such webhook, or it has ended"),
    "kinds": Words("请至少选一种通知", "choose one kind of notification at least"),
    "many": Words(
        "本单位的更新通知已达上限，请先停用一个", "the office has as many as it may; first end one"
    ),
}


class NotPossible(ValueError):
    """It cannot be done; `why` is a word of `WHYS`."""

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Registered:
    """A webhook and its secret, which is told this once."""

    id: bytes
    secret: str


def allowed() -> Allowed:
    """Whereto notifications may go in this deployment."""
    return Allowed(settings.WEBHOOK_NETWORKS, loopback=demonstration_day() is not None)


def register(
    post: Held, address: str, kinds: Sequence[str], reached: int, about: Envelope, day: date
) -> Registered:
    """Tell the post's office at an address of what follows the sealed number `reached`.

    Raises `AddressRefused`, `NotPossible`.
    """
    read(address, allowed())
    wanted = tuple(sorted(set(kinds)))
    if not wanted or set(wanted) - {row.code for row in enum(KINDS).rows}:
        raise NotPossible("kinds")
    id = secrets.token_bytes(ID_BYTES)
    with writing():
        if (
            Webhook.objects.filter(office=post.office, ended_on=None).count()
            >= webhooks_on(day).most
        ):
            raise NotPossible("many")
        Receiver.objects.create(webhook=id, address=address, told_through=reached)
        event = WebhookRegistered(id, post.office, post.region, wanted, day)
        record(event, apply.registered, about)
    seal()
    return Registered(id, signing.told(signing.secret(id, 1)))


def replace_secret(webhook: bytes, about: Envelope, day: date) -> str:
    """The next secret, told this once; the one before signs beside it for a while. `NotPossible`."""
    with writing():
        found = _open(webhook)
        until = about.recorded_at + timedelta(hours=webhooks_on(day).overlap_hours)
        event = WebhookSecretReplaced(webhook, found.generation + 1, until)
        record(event, apply.secret_replaced, about)
    seal()
    return signing.told(signing.secret(webhook, event.generation))


def end(webhook: bytes, about: Envelope, day: date, *, gone: bool = False) -> None:
    """Nothing is sent there any more; raises `NotPossible`."""
    with writing():
        _open(webhook)
        record(WebhookEnded(webhook, gone, day), apply.ended, about)
    seal()


def try_out(webhook: bytes, now: datetime) -> str:
    """Queue a notification that says nothing but that it is a trial; returns its id. `NotPossible`."""
    _open(webhook)
    return queued(webhook, TESTED, {}, now)


def queued(webhook: bytes, kind: str, told: dict[str, int], now: datetime) -> str:
    """Queue a notification; returns the id the receiver will see."""
    id = f"msg_{secrets.token_hex(ID_BYTES)}"
    Delivery.objects.create(
        id=id,
        webhook=webhook,
        kind=kind,
        body=_event(id, kind, told, now),
        state="queued",
        made_at=now,
    )
    return id


def _event(id: str, kind: str, told: dict[str, int], now: datetime) -> str:
    """The notification as a CloudEvent."""
    event = {
        "specversion": "1.0",
        "id": id,
        "source": settings.SITE_ADDRESS or "/",
        "type": kind,
        "time": now.isoformat(timespec="seconds"),
        "datacontenttype": "application/json",
        "data": told,
    }
    return json.dumps(event, separators=(",", ":"))


def _open(webhook: bytes) -> Webhook:
    found = Webhook.objects.filter(pk=webhook, ended_on=None).first()
    if found is None:
        raise NotPossible("gone")
    return found
