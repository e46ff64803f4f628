"""After how many failed passwords is a sign-in held up, for how long, and for whom?

Clause  S70.
Data    rulebook/policy/lock.toml

>>> lock_on(date(2024, 1, 1)).failures
5
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from creditdelta.rulebook.figures import figures_on

FILE = "policy/lock.toml"


@dataclass(frozen=True, slots=True)
class Lock:
    """The figures of one day."""

    failures: int  # after so many within the window, tries are held up
    window_minutes: int
    locked_minutes: int
    device_days: int  # a device is known for so long after a full sign-in
    ipv4_bits: int  # of an address that make one network
    ipv6_bits: int
    network_tries: int  # of one network in a minute
    link_hours: int  # a link to set a password is good for so long
    log_days: int  # the sign-in log is kept for so long


def lock_on(day: date, root: Path | None = None) -> Lock:
    """The figures of a day; `RulebookError` where one is lacking."""
    return figures_on(Lock, FILE, day, root)
