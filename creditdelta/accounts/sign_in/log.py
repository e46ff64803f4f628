"""The sign-in log: who, when, in which way, with what result. Never what was typed.

Clause  S70. Rows only come, and go after their term (rulebook/policy/lock.toml); why it is a table of its
own and no part of the journal: docs/decisions/0017-signing-in.md.
"""

from datetime import datetime, timedelta
from typing import Literal

from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from creditdelta.accounts.models import SignIn
from creditdelta.accounts.sign_in.device import device_of
from creditdelta.accounts.sign_in.network import address_of, network_of
from creditdelta.accounts.sign_in.rules import Try
from creditdelta.rulebook.lock import Lock

Way = Literal["password", "totp", "webauthn", "recovery_codes", "oidc", "link", "session"]
Result = Literal[
    "passed", "refused", "held_up", "unlocked", "signed_in", "signed_out", "password_set",
    "factor_added", "factor_removed",
]  # fmt: skip
_SALT = "creditdelta.sign_in"
_KEY_BYTES = 16
_RECENT = 200  # rows looked at for a key; a lock needs a handful


def key_of(request: HttpRequest, login: str, account: str, figures: Lock) -> bytes:
    """Under which key tries count: the account's known device, else the login from this network."""
    device = device_of(request, figures)
    if device is not None and account and account in device.accounts:
        text = f"device {device.id} {account}"
    else:
        text = f"network {network_of(address_of(request), figures)} {account or login}"
    return salted_hmac(_SALT, text, algorithm="sha256").digest()[:_KEY_BYTES]


def written(account: str, key: bytes, way: Way, result: Result) -> None:
    """Keep a row."""
    SignIn.objects.create(at=timezone.now(), account=account, key=key, way=way, result=result)


def tries(key: bytes, now: datetime, figures: Lock) -> list[Try]:
    """What became of the last tries with a password under a key."""
    since = now - timedelta(minutes=figures.window_minutes + figures.locked_minutes)
    counted = SignIn.objects.filter(key=key, at__gte=since).exclude(result="held_up")
    found = counted.order_by("-at").values_list("at", "result", "way")[:_RECENT]
    return [Try(at, result) for at, result, way in found if way in ("password", "session")]


def unlock(account: str, now: datetime, figures: Lock) -> int:
    """Let an account's tries begin anew wherever they are held up; returns in how many places."""
    since = now - timedelta(minutes=figures.window_minutes + figures.locked_minutes)
    failed = SignIn.objects.filter(account=account, result="refused", at__gte=since)
    keys = {bytes(one) for one in failed.values_list("key", flat=True)}
    for key in sorted(keys):
        written(account, key, "session", "unlocked")
    return len(keys)


def sweep(now: datetime, figures: Lock) -> int:
    """Remove the rows whose term has ended."""
    gone, _ = SignIn.objects.filter(at__lt=now - timedelta(days=figures.log_days)).delete()
    return gone
