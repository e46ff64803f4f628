"""What happens to webhooks. No event holds an address or a secret; deliveries are no events."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class WebhookRegistered:
    """An office wants to be told at an address of its own."""

    kind: ClassVar[str] = "webhook.registered"
    version: ClassVar[int] = 1

    webhook: bytes
    office: str
    region: str
    kinds: tuple[str, ...]  # of the list webhook-kind
    on: date


@dataclass(frozen=True, slots=True)
class WebhookSecretReplaced:
    """Another secret signs from now on; the one before it beside it until a moment."""

    kind: ClassVar[str] = "webhook.secret_replaced"
    version: ClassVar[int] = 1

    webhook: bytes
    generation: int
    until: datetime


@dataclass(frozen=True, slots=True)
class WebhookEnded:
    """Nothing is sent there any more. `gone`: the receiver said so; else the office did."""

    kind: ClassVar[str] = "webhook.ended"
    version: ClassVar[int] = 1

    webhook: bytes
    gone: bool
    on: date
