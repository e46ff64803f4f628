"""Whom does one entry of a list mean: one organisation, some that may be meant, nobody?

Clause  S30, S27. A slip is never mended here: what is one edit away is a candidate, never the answer.
Pure    what was looked up goes in, the answer comes out. No score, no grade.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Match = Literal["exact", "legacy", "name", "former_name", "candidates", "unknown", "person"]
MATCHES: tuple[Match, ...] = (
    "exact",  # the unified code of a confirmed organisation
    "legacy",  # an older number that leads to exactly one organisation
    "name",  # the present name of exactly one organisation
    "former_name",  # a name that exactly one organisation bore, and nobody bears
    "candidates",  # some may be meant; somebody has to look
    "unknown",
    "person",  # looks like a natural person: neither kept nor looked for
)
MOST_CANDIDATES = 5


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a list. `line`: from 1, as sent; `id`: the sender's own word for it."""

    line: int
    id: str = ""
    code: str = ""
    name: str = ""
    person: bool = False


@dataclass(frozen=True, slots=True)
class Leads:
    """To whom code and name of an entry lead; organisations by reference, the likeliest first.

    `exact`: who bears the code; `older`: to whom it leads as an older number; `named`, `formerly`: who
    bears or bore just this name; `near_codes`, `near_names`: who is one edit away.
    """

    exact: bytes | None = None
    older: tuple[bytes, ...] = ()
    named: tuple[bytes, ...] = ()
    formerly: tuple[bytes, ...] = ()
    near_codes: tuple[bytes, ...] = ()
    near_names: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What an entry means. `name_fits`: whether the organisation that the code means bears or bore the
    name that was given with it; None where one of them was not given."""

    match: Match
    ref: bytes | None = None
    name_fits: bool | None = None
    candidates: tuple[bytes, ...] = ()


def answer(entry: Entry, leads: Leads) -> Answer:
    """The answer to one entry; where a code is given, a name alone never answers for it."""
    if entry.person:
        return Answer("person")
    if not entry.code:
        return _by_name(leads)
    older = tuple(dict.fromkeys(leads.older))
    if leads.exact is not None:
        return _by_code("exact", leads.exact, entry, leads)
    if len(older) == 1:
        return _by_code("legacy", older[0], entry, leads)
    return _offered(older, leads.near_codes, leads.named, leads.formerly, leads.near_names)


def _by_code(match: Match, ref: bytes, entry: Entry, leads: Leads) -> Answer:
    fits = ref in leads.named or ref in leads.formerly if entry.name else None
    return Answer(match, ref, fits)


def _by_name(leads: Leads) -> Answer:
    formerly = tuple(one for one in leads.formerly if one not in leads.named)
    if len(leads.named) == 1:
        return Answer("name", leads.named[0], candidates=formerly[:MOST_CANDIDATES])
    if not leads.named and len(formerly) == 1:
        return Answer("former_name", formerly[0])
    return _offered(leads.named, formerly, leads.near_names)


def _offered(*groups: Iterable[bytes]) -> Answer:
    found = tuple(dict.fromkeys(ref for group in groups for ref in group))[:MOST_CANDIDATES]
    return Answer("candidates", candidates=found) if found else Answer("unknown")
