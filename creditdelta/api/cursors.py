"""Where does the next page begin? A word that only the address which gave it understands.

Clause  S75. Opaque to readers, checked strictly when it comes back; it holds places, nothing secret.
"""

import base64
import binascii
from collections.abc import Iterable, Sequence
from typing import Any, Protocol, TypeVar

import orjson
from django.http import HttpRequest

from creditdelta.api.problems import ApiProblem

Item = TypeVar("Item")
Told = TypeVar("Told", covariant=True)
_FURTHEST = 2**31  # no list is so long
_WRONG = ("CD-API-015", 400)


class Sliced(Protocol[Told]):
    """A list, or rows of a table that are read when they are asked for."""

    def __getitem__(self, at: slice, /) -> Iterable[Told]:
        """Some of them."""


def pack(about: str, *parts: str | int) -> str:
    """A cursor of the list `about`, at a place that consists of these parts."""
    return base64.urlsafe_b64encode(orjson.dumps([about, *parts])).rstrip(b"=").decode()


def unpack(about: str, text: str, *kinds: type[Any]) -> list[Any]:
    """The parts of a cursor of the same list, each of its kind; raises `ApiProblem`."""
    try:
        padded = text.encode("ascii") + b"=" * (-len(text) % 4)
        found = orjson.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
    except (ValueError, binascii.Error, UnicodeEncodeError) as wrong:
        raise ApiProblem(*_WRONG) from wrong
    parts = found[1:] if isinstance(found, list) and found[:1] == [about] else None
    if parts is None or [type(part) for part in parts] != list(kinds):
        raise ApiProblem(*_WRONG)
    return list(parts)


def onward(request: HttpRequest, about: str, *parts: str | int) -> str:
    """The address of the request once more, from another place on."""
    asked = request.GET.copy()
    asked["cursor"] = pack(about, *parts)
    return f"{request.path}?{asked.urlencode()}"


def leaf(
    request: HttpRequest, about: str, listed: Sliced[Item], limit: int, cursor: str | None
) -> tuple[Sequence[Item], str | None]:
    """The items of a list from a cursor on, and the address of the next ones; None at its end.

    Of what a database holds no more is read than is shown, and one more.
    """
    start = min(max(0, unpack(about, cursor, int)[0]), _FURTHEST) if cursor else 0
    found = list(listed[start : start + limit + 1])
    following = onward(request, about, start + limit) if len(found) > limit else None
    return found[:limit], following
