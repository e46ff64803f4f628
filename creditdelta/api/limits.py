"""How much may still be asked, and what is said of it in the headers of an answer?

Clause  S70; threat T10. Fixed windows. A process takes a small share of an allowance at a time and spends
it without asking the database again: all processes together never give more than the allowance.
Data    rulebook/policy/limits.toml
"""

import time
from dataclasses import dataclass, field
from threading import Lock
from typing import Literal

from django.http import HttpRequest, HttpResponse

from creditdelta.accounts.gatekeeper import reader_of
from creditdelta.api.callers import who_asks
from creditdelta.api.problems import ApiProblem
from creditdelta.journal.database import connection
from creditdelta.journal.synthetic import business_day
from creditdelta.rulebook.limits import Limits, limits_on

Name = Literal["requests", "organisations", "screened"]
WINDOWS: dict[Name, int] = {"requests": 300, "organisations": 3_600, "screened": 86_400}  # seconds
SHARES = 20  # an allowance is taken in so many parts
MOST_KNOWN = 10_000  # askers whose share a process remembers
_TAKE = """
INSERT INTO api_spent (who, budget, "window", amount)
SELECT %s, %s, %s, %s WHERE %s <= %s
ON CONFLICT (who, budget, "window") DO UPDATE SET amount = api_spent.amount + excluded.amount
WHERE api_spent.amount + excluded.amount <= %s
RETURNING amount
"""
_FORGET = 'DELETE FROM api_spent WHERE "window" < %s'


@dataclass(slots=True)
class _Share:
    """What this process holds of an allowance: `left` of it, and what all have taken so far."""

    window: int
    left: int = 0
    taken: int = 0


@dataclass(slots=True)
class _Purse:
    shares: dict[tuple[str, Name], _Share] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)


_PURSE = _Purse()


@dataclass(frozen=True, slots=True)
class Standing:
    """How an asker stands with an allowance: so much of it is left until so many seconds are over."""

    budget: Name
    allowance: int
    left: int
    seconds: int


def spend(request: HttpRequest, budget: Name, amount: int = 1) -> Standing:
    """Take something off an allowance; raises the 429 problem where so much is not left."""
    allowance = allowance_of(request, budget)
    standing = taken(who_asks(request), budget, amount, allowance, time.time())
    told: dict[Name, Standing] = request.__dict__.setdefault("standings", {})
    told[budget] = standing
    if standing.left < 0:
        told[budget] = Standing(budget, allowance, 0, standing.seconds)
        raise ApiProblem("CD-API-010", 429, headers={"Retry-After": str(standing.seconds)})
    return standing


def allowance_of(request: HttpRequest, budget: Name) -> int:
    """The allowance of whoever asks."""
    figures, keyed = limits_on(business_day()), bool(reader_of(request).account)
    of: dict[Name, int] = _of_key(figures) if keyed else _of_network(figures)
    return of[budget]


def taken(who: str, budget: Name, amount: int, allowance: int, now: float) -> Standing:
    """Take it from this process's share, else from the database; `left` -1 where there is not so much."""
    length = WINDOWS[budget]
    window = (int(now) // length + 1) * length
    with _PURSE.lock:
        share = _share(who, budget, window)
        if share.left < amount and not _refilled(share, who, budget, amount, allowance):
            return Standing(budget, allowance, -1, window - int(now))
        share.left -= amount
        return Standing(budget, allowance, allowance - share.taken + share.left, window - int(now))


def forgotten() -> None:
    """What this process holds of allowances, given up: a new beginning for tests."""
    _PURSE.shares.clear()


def swept(now: float) -> None:
    """Remove the counts of windows that are over."""
    with connection().cursor() as cursor:
        cursor.execute(_FORGET, [int(now)])


def said(request: HttpRequest, response: HttpResponse) -> None:
    """Tell how the asker stands: RateLimit-Policy and RateLimit, an item for each allowance."""
    told: dict[Name, Standing] = request.__dict__.get("standings", {})
    if told:
        response["RateLimit-Policy"] = ", ".join(
            f'"{one.budget}";q={one.allowance};w={WINDOWS[one.budget]}' for one in told.values()
        )
        response["RateLimit"] = ", ".join(
            f'"{one.budget}";r={one.left};t={one.seconds}' for one in told.values()
        )


def _share(who: str, budget: Name, window: int) -> _Share:
    known = _PURSE.shares.get((who, budget))
    if known is None or known.window != window:
        if len(_PURSE.shares) >= MOST_KNOWN:
            _PURSE.shares.clear()
        known = _PURSE.shares[who, budget] = _Share(window)
    return known


def _refilled(share: _Share, who: str, budget: Name, amount: int, allowance: int) -> bool:
    """Take a further part of the allowance; the bare amount where no whole part is left."""
    lacking = amount - share.left
    for wanted in dict.fromkeys((max(lacking, allowance // SHARES), lacking)):
        given = (who, budget, share.window, wanted, wanted, allowance, allowance)
        with connection().cursor() as cursor:
            cursor.execute(_TAKE, given)
            row = cursor.fetchone()
        if row is not None:
            share.left, share.taken = share.left + wanted, int(row[0])
            return True
    return False


def _of_key(figures: Limits) -> dict[Name, int]:
    return {
        "requests": figures.key_requests,
        "organisations": figures.key_organisations,
        "screened": figures.key_screened,
    }


def _of_network(figures: Limits) -> dict[Name, int]:
    return {
        "requests": figures.network_requests,
        "organisations": figures.network_organisations,
        "screened": 0,
    }
