"""Which statement speaks for a record, and does the record stand? Computed at reading, never stored.

Clause  S3, S28; architecture idea 4.
Pure    rows in, records out. Nothing here knows when a row arrived, so any order of deliveries and
        any split of them gives the same records.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, NamedTuple

from creditdelta.subjects.rules import Rank, province_of

Standing = Literal["standing", "ended", "waiting", "closed"]
Wait = Literal["", "unconfirmed", "misnamed", "unknown", "ambiguous"]


class Statement(NamedTuple):
    """One reporter's account of one record. `fits`: its name is one the organisation ever bore.

    A tuple, because hundreds are made for one page, several times as quickly as other values.
    """

    place: int
    document: bytes
    version: bytes
    standard: str
    authority: str
    region: str
    issued_at: datetime
    batch: str
    fits: bool
    happened_on: date | None = None
    decided_on: date | None = None
    published_on: date | None = None
    ends_on: date | None = None
    publicity_ends_on: date | None = None
    body: str = ""

    @property
    def rank(self) -> Rank:
        """Time of issue, then batch, then digest of what is said."""
        return self.issued_at, self.batch, self.version


@dataclass(frozen=True, slots=True)
class Closing:
    """Why a record no longer stands."""

    id: bytes
    document: bytes
    manner: str  # withdrawn | replaced | repaired | lifted | erased
    ground: str
    closed_on: date
    successor: bytes | None = None
    act_number: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """A record as it is today: who speaks for it, what else is said, how it stands and why."""

    document: bytes
    speaking: Statement | None  # None: closed before anybody reported it
    others: tuple[Statement, ...]  # latest word of every other region, and what waits
    standing: Standing
    wait: Wait = ""
    closing: Closing | None = None


def speaking(statements: Sequence[Statement]) -> Statement:
    """The statement that speaks: the deciding authority's own province, else the latest issued.

    Within a region the latest issue speaks, then the later batch, then the greater digest.
    """
    words = latest_words(statements)
    home = [word for word in words if at_home(word)]
    return max(home or words, key=lambda word: word.rank)


def latest_words(statements: Iterable[Statement]) -> list[Statement]:
    """The last word of each region, in the order of regions."""
    found: dict[str, Statement] = {}
    for one in statements:
        before = found.get(one.region)
        if before is None or one.rank > before.rank:
            found[one.region] = one
    return [found[region] for region in sorted(found)]


def at_home(statement: Statement) -> bool:
    """Whether a statement comes from the province of the authority that decided."""
    province = province_of(statement.authority)
    return bool(province) and statement.region.startswith(province)


def record(
    document: bytes,
    statements: Sequence[Statement],
    closings: Sequence[Closing],
    *,
    wait: Wait,
    day: date,
) -> Record:
    """One record out of everything said of it. `wait`: why nothing of this organisation counts yet."""
    best, others, fitting = heard(statements)
    if closings:
        first = min(closings, key=lambda one: (one.closed_on, one.id))
        return Record(document, best, others, "closed", closing=first)
    if best is None:
        raise ValueError("a record of which nothing is said and which nothing closed")
    why: Wait = wait or ("" if fitting else "misnamed")
    if why:
        return Record(document, best, others, "waiting", wait=why)
    ended = best.ends_on is not None and best.ends_on < day
    return Record(document, best, others, "ended" if ended else "standing")


def heard(
    statements: Sequence[Statement],
) -> tuple[Statement | None, tuple[Statement, ...], bool]:
    """Who speaks, the last word of everybody else (what waits among them), and whether any fits."""
    if not statements:
        return None, (), False
    if len(statements) == 1:
        return statements[0], (), statements[0].fits
    fitting = [one for one in statements if one.fits]
    best = speaking(fitting or statements)
    waiting = latest_words([one for one in statements if not one.fits])
    words = (*latest_words(fitting), *waiting)
    return best, tuple(word for word in words if word.place != best.place), bool(fitting)


def records(
    statements: Iterable[Statement],
    closings: Iterable[Closing],
    *,
    wait: Wait,
    day: date,
) -> list[Record]:
    """All records of one organisation, in the order of their document ids."""
    said: dict[bytes, list[Statement]] = {}
    ended: dict[bytes, list[Closing]] = {}
    for one in statements:
        said.setdefault(one.document, []).append(one)
    for other in closings:
        ended.setdefault(other.document, []).append(other)
    return [
        record(document, said.get(document, ()), ended.get(document, ()), wait=wait, day=day)
        for document in sorted(said.keys() | ended.keys())
    ]


def wait_of(owner_count: int, *, confirmed: bool, resolved: bool) -> Wait:
    """Why the records of a reference wait: nobody confirms the code, nobody or several own it."""
    if not resolved:
        return "ambiguous" if owner_count > 1 else "unknown"
    return "" if confirmed else "unconfirmed"
