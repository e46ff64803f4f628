"""May this reader do this operation on this target, for this purpose, now? And if not, why not?

Clause  S6, S71; deny by default.
Data    rulebook/policy (who may do what), rulebook/policy/sessions.toml (how fresh a proof is)
Pure    the reader, the table and the moment are given.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from creditdelta.accounts.reader import Held, Reader
from creditdelta.rulebook.dated import in_force
from creditdelta.rulebook.policy import ACCOUNT_HOLDER, NEVER_APPOINTED, PUBLIC, Grant, Policy
from creditdelta.rulebook.purposes import ANY
from creditdelta.rulebook.sessions import sessions_on

Why = Literal[
    "",  # it may
    "undeclared",  # the table knows no such operation
    "nobody",  # nobody has signed in, and it is not for everybody
    "role",  # no post of the reader may do it
    "scope",  # the post may, but the key it came with was not issued for it
    "second_factor",
    "place",  # another region, office, organisation or sector than the post's
    "purpose",
    "stale",  # the proof of who acts is too old
]
EVERYBODY, HOLDER = Held(PUBLIC), Held(ACCOUNT_HOLDER)


@dataclass(frozen=True, slots=True)
class Target:
    """What an operation is about; empty where it is about nothing in particular."""

    region: str = ""
    office: str = ""
    sector: str = ""
    subject: bytes | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer: the post that may, or why none does."""

    why: Why
    post: Held | None = None

    @property
    def allowed(self) -> bool:
        """Whether it may be done."""
        return self.why == ""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for. `target` None: is there anything at all the reader may do it on?"""

    operation: str
    target: Target | None = None
    purpose: str | None = None  # None: not said yet


def decide(table: Policy, reader: Reader, wish: Wish, now: datetime, day: date) -> Verdict:
    """The first post that may, else the reason that lies nearest to a yes."""
    operation = table.operations.get(wish.operation)
    if operation is None:
        return Verdict("undeclared")
    grants = [row for row in table.grants.get(operation.id, ()) if in_force(row, day)]
    pairs = _pairs(grants, reader, day)
    if not pairs:
        return Verdict("role" if reader.account else "nobody")
    if reader.scopes is not None and operation.id not in reader.scopes:
        pairs = [pair for pair in pairs if pair[1] is EVERYBODY]  # what is public needs no scope
        if not pairs:
            return Verdict("scope")
    pairs = [pair for pair in pairs if reader.second_factor or not _wants(table, pair[1])]
    if not pairs:
        return Verdict("second_factor")
    pairs = [pair for pair in pairs if wish.target is None or _reaches(*pair, wish.target)]
    if not pairs:
        return Verdict("place")
    if operation.purpose and wish.purpose is not None:
        pairs = [pair for pair in pairs if {wish.purpose, ANY} & set(pair[0].purposes)]
        if not wish.purpose or not pairs:
            return Verdict("purpose")
    if operation.fresh and not is_fresh(reader.proved_at, now, day):
        return Verdict("stale")
    return Verdict("", pairs[0][1])


def _pairs(grants: Sequence[Grant], reader: Reader, day: date) -> list[tuple[Grant, Held]]:
    posts = [post for post in reader.posts if post.on(day)]
    posts += [HOLDER, EVERYBODY] if reader.account else [EVERYBODY]
    return [(row, post) for post in posts for row in grants if row.role == post.role]


def _wants(table: Policy, post: Held) -> bool:
    return table.roles[post.role].second_factor


def _reaches(grant: Grant, post: Held, target: Target) -> bool:
    if grant.sector == "own" and not (post.sector and post.sector == target.sector):
        return False
    if grant.reach == "everywhere":
        return True
    if grant.reach == "own_region":
        return bool(post.region) and post.region == target.region
    if grant.reach == "own_office":
        return bool(post.office) and post.office == target.office
    return post.subject is not None and post.subject == target.subject


def is_fresh(proved_at: datetime | None, now: datetime, day: date) -> bool:
    """Whether what was shown last still proves who is there."""
    longest = timedelta(minutes=sessions_on(day).fresh_minutes)
    return proved_at is not None and now - proved_at <= longest


AppointmentWhy = Literal["role", "bound", "exclusive", "apart", "days", "again"]


def why_not(table: Policy, wanted: Held, held: Iterable[Held]) -> AppointmentWhy | None:
    """Why an account that holds these posts may not be given a further one; None: it may."""
    role = table.roles.get(wanted.role)
    if role is None or wanted.role in NEVER_APPOINTED:
        return "role"
    given = {"office": bool(wanted.office), "subject": wanted.subject is not None}
    if any(given[one] != (role.bound == one) for one in given):
        return "bound"
    if wanted.until is not None and wanted.until < wanted.since:
        return "days"
    for post in held:
        other = table.roles[post.role]
        if (role.bound == "subject") != (other.bound == "subject"):
            return "apart"
        if role.exclusive and other.exclusive == role.exclusive:
            return "exclusive" if other.id != role.id else "again"
        same = (post.role, post.office, post.subject)
        if same == (wanted.role, wanted.office, wanted.subject):
            return "again"
    return None
