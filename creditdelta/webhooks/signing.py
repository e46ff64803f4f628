"""By what does a receiver know that a notification is ours? Standard Webhooks: HMAC-SHA256 over id.time.body.

Clause  S30, S70. A webhook's secret is drawn from the home's key `webhooks`, its id and how often it was
replaced, so none lies in the database. The id is drawn by chance and never given out twice.
Data    docs/webhooks.md
"""

import base64
import hmac
from collections.abc import Sequence
from hashlib import sha256

from creditdelta.journal.home import key

PREFIX = "whsec_"


def secret(webhook: bytes, generation: int) -> bytes:
    """The secret of a webhook, 32 bytes; `NotPrepared` where the home lacks its key."""
    named = b"cd-webhook\x1f" + webhook + generation.to_bytes(4, "big")
    return hmac.new(key("webhooks"), named, sha256).digest()


def told(secret: bytes) -> str:
    """A secret as a receiver's program takes it."""
    return PREFIX + base64.b64encode(secret).decode("ascii")


def signature(secrets: Sequence[bytes], id: str, timestamp: int, body: bytes) -> str:
    """The header's value: one signature by each secret, so that either is enough."""
    signed = f"{id}.{timestamp}.".encode("ascii") + body
    macs = (hmac.new(one, signed, sha256).digest() for one in secrets)
    return " ".join("v1," + base64.b64encode(mac).decode("ascii") for mac in macs)
