"""How old is each key of this home, and is it time for another?

Clause  S71.
Data    rulebook/security/keys.toml; a key's day is that of its file.
"""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from creditdelta.journal.checkpoint import key_id, public_key
from creditdelta.journal.home import KEYS, fingerprint, key, key_path, web_keys
from creditdelta.kernel.terms import due_after, step
from creditdelta.rulebook.calendars import calendar
from creditdelta.rulebook.keys import KeyRule, key_rule

_CHINA = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True, slots=True)
class Aged:
    """A key as it may be told: its fingerprint, since when it serves, and by when it is replaced."""

    rule: KeyRule
    fingerprint: str
    since: date
    due: date | None  # None: never

    def overdue(self, day: date) -> bool:
        """Whether it serves longer than the rule says."""
        return self.due is not None and day > self.due


def aged(day: date) -> tuple[Aged, ...]:
    """Every key by the rules of a day; `NotPrepared` where one is missing."""
    return tuple(_aged(name, day) for name in KEYS)


def secrets_of_the_site(day: date) -> tuple[str, ...]:
    """What signs what browsers are given, and after it what is still believed."""
    present, earlier = web_keys()
    if earlier is None or day > believed_until(day):
        return (present.hex(),)
    return present.hex(), earlier.hex()


def believed_until(day: date) -> date:
    """The last day on which what the web key before the present one signed is believed."""
    return _after(_since("web"), key_rule("web", day).still_believed)


def _aged(name: str, day: date) -> Aged:
    rule, since = key_rule(name, day), _since(name)
    told = key_id(public_key(key(name))) if name == "signing" else fingerprint(name)
    return Aged(rule, told, since, _after(since, rule.period) if rule.period else None)


def _since(name: str) -> date:
    return datetime.fromtimestamp(key_path(name).stat().st_mtime, _CHINA).date()


def _after(since: date, term: str) -> date:
    return due_after(since, (step(term),), calendar()).date
