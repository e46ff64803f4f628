"""Has somebody signed in fully on this device before? A signed cookie says so, for each account.

Clause  S70. It opens nothing. It only keeps strangers' failures apart from the owner's.
"""

import secrets
from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from creditdelta.rulebook.lock import Lock

_SALT = "creditdelta.device"
_ID_BYTES = 16
_MOST = 8  # accounts that one device remembers
_DAY = 86_400


@dataclass(frozen=True, slots=True)
class Device:
    """A browser; `accounts`: who signed in on it."""

    id: str
    accounts: tuple[str, ...]


def device_of(request: HttpRequest, figures: Lock) -> Device | None:
    """The device a request says it comes from; None where it says none, or it cannot be believed."""
    told = request.COOKIES.get(settings.DEVICE_COOKIE_NAME, "")
    if not told:
        return None
    try:
        found = signing.loads(told, salt=_SALT, max_age=figures.device_days * _DAY)
    except signing.BadSignature:
        return None
    return Device(str(found["device"]), tuple(map(str, found["accounts"])))


def remember(request: HttpRequest, response: HttpResponse, account: str, figures: Lock) -> None:
    """Let this browser be a known device of an account."""
    known = device_of(request, figures)
    others = [one for one in known.accounts if one != account] if known else []
    value = {
        "device": known.id if known else secrets.token_hex(_ID_BYTES),
        "accounts": [account, *others][:_MOST],
    }
    response.set_cookie(
        settings.DEVICE_COOKIE_NAME,
        signing.dumps(value, salt=_SALT),
        max_age=figures.device_days * _DAY,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
