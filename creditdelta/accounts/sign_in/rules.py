"""Is a try to sign in held up?

Clause  S70; a lock that nobody can turn against an officer.
Data    rulebook/policy/lock.toml
Pure    what was tried before, the figures and the moment are given.

>>> from creditdelta.rulebook.lock import lock_on
>>> figures = lock_on(datetime(2024, 1, 1).date())
>>> noon = datetime(2024, 1, 1, 12)
>>> failed = [Try(noon + timedelta(seconds=each), "refused") for each in range(5)]
>>> held_up_until(failed, noon + timedelta(minutes=1), figures)
datetime.datetime(2024, 1, 1, 12, 15, 4)
>>> held_up_until(failed[1:], noon + timedelta(minutes=1), figures) is None
True
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from creditdelta.rulebook.lock import Lock

COUNTS = "refused"
CLEARS = frozenset({"passed", "unlocked"})


@dataclass(frozen=True, slots=True)
class Try:
    """What became of a try under one key: a login on one device, or from one network."""

    at: datetime
    result: str


def held_up_until(tries: Iterable[Try], now: datetime, figures: Lock) -> datetime | None:
    """Until when a further try under the same key is held up; None where it is not.

    A right password and an administrator's word begin anew. What is tried while held up does not
    count, so a lock ends by itself.
    """
    window = timedelta(minutes=figures.window_minutes)
    term = timedelta(minutes=figures.locked_minutes)
    failed: list[datetime] = []
    ends: datetime | None = None
    for one in sorted(tries, key=lambda each: each.at):
        if one.result in CLEARS:
            failed, ends = [], None
        elif one.result == COUNTS:
            failed = [at for at in failed if one.at - at < window] + [one.at]
            if len(failed) >= figures.failures:
                failed, ends = [], one.at + term
    return ends if ends is not None and now < ends else None
