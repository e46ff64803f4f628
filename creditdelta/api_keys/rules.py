"""Does an API key work on a day, may one be issued, and may it be ended?

Clause  S6, S70. A key works while its days run, its post is held and its account is active; it never does
more than the post may, and nothing that asks for a fresh proof of who acts.
Data    rulebook/policy/api_keys.toml, `by_key` of rulebook/policy/operations.toml
Pure    the key, the table and the day are given.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from creditdelta.accounts.reader import Held
from creditdelta.rulebook.api_keys import ApiKeys
from creditdelta.rulebook.dated import in_force
from creditdelta.rulebook.policy import ACCOUNT_HOLDER, Policy

State = Literal["works", "ending", "waiting", "expired", "ended", "post", "account"]
Why = Literal["account", "post", "scopes", "days", "label", "many", "gone", "ground", "overlap"]


@dataclass(frozen=True, slots=True)
class Days:
    """When a key works. `until`: its last day; `ends_on`: the first day on which it no longer does."""

    since: date
    until: date
    ends_on: date | None = None  # it was revoked, or another takes its place

    def on(self, day: date) -> bool:
        """Whether it works on a day."""
        return self.since <= day <= self.until and (self.ends_on is None or day < self.ends_on)

    @property
    def last(self) -> date:
        """The last day, whatever ends it."""
        if self.ends_on is None:
            return self.until
        return min(self.until, self.ends_on - timedelta(days=1))


@dataclass(frozen=True, slots=True)
class Wanted:
    """A key that somebody asks for. `post`: as it is held; None where the account has no such post."""

    post: Held | None
    scopes: Sequence[str]
    label: str
    days: Days
    known: int  # keys of the account that work by then


def state_on(days: Days, post: Held | None, active: bool, day: date) -> State:
    """How it stands with a key. `post` None: it has ended; `active`: whether the account is."""
    if days.ends_on is not None and day >= days.ends_on:
        return "ended"
    if day > days.until:
        return "expired"
    if not active:
        return "account"
    if post is None or not post.on(day):
        return "post"
    if day < days.since:
        return "waiting"
    return "works" if days.ends_on is None else "ending"


def works(state: State) -> bool:
    """Whether whoever comes with it is let in."""
    return state in ("works", "ending")


def offered(table: Policy, post: Held, day: date) -> tuple[str, ...]:
    """The operations for which a key of a post can be issued on a day, in the order of the table."""
    roles = {post.role, ACCOUNT_HOLDER}
    return tuple(
        one.id
        for one in table.operations.values()
        if one.by_key
        and any(
            row.role in roles and in_force(row, day) and (not row.sector or post.sector)
            for row in table.grants.get(one.id, ())
        )
    )


def why_not_issue(wanted: Wanted, table: Policy, figures: ApiKeys, day: date) -> Why | None:
    """Why a key is not issued on a day; None: it is."""
    post = wanted.post
    if post is None or not post.on(day):
        return "post"
    if set(wanted.scopes) - set(offered(table, post, day)):
        return "scopes"
    longest = day + timedelta(days=figures.longest_days)
    if not day <= wanted.days.since <= wanted.days.until <= longest:
        return "days"
    if not 0 < len(wanted.label) <= figures.label_length:
        return "label"
    return "many" if wanted.known >= figures.most else None


def why_not_end(days: Days, ends_on: date, day: date) -> Why | None:
    """Why a key does not end on a day that lies on or after today: it has ended, or does so earlier."""
    if day > days.last:
        return "gone"
    return "overlap" if ends_on < day or ends_on > days.last + timedelta(days=1) else None
