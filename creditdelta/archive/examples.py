"""Which organisations are offered to be tried: by a name, a name no longer borne, a code?

Clause  S2, S34. The board keeps codes only. Names are read when a page is made and pass the gate, so
what was withdrawn, erased or holds somebody's number is offered no more; sole traders never are.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from creditdelta.records.publishing import MASK, about, masked
from creditdelta.subjects.finding import references_of
from creditdelta.subjects.queries import portraits_of
from creditdelta.subjects.rules import Portrait

By = Literal["name", "former", "code"]


@dataclass(frozen=True, slots=True)
class Example:
    """An organisation to be tried. `typed`: what finds it."""

    by: By
    code: str
    typed: str


def chosen(richest: Sequence[str], renamed: Sequence[str]) -> list[tuple[By, str]]:
    """Up to three (kind, code) among those with most records, and those that changed their name."""
    wanted: list[tuple[By, str]] = [("name", code) for code in richest]
    wanted += [("former", code) for code in renamed]
    found = standing(wanted)
    named = [one.code for one in found if one.by == "name"]
    former = [one.code for one in found if one.by == "former"]
    listed: tuple[tuple[By, list[str]], ...] = (
        ("name", named[:1]), ("former", former[:1]), ("code", named[1:2]),
    )  # fmt: skip
    return [(by, code) for by, codes in listed for code in codes]


def standing(wanted: Iterable[tuple[By, str]]) -> list[Example]:
    """Those of some (kind, code), as a board keeps them, that are confirmed and may be named.

    One statement.
    """
    asked = [(by, code) for by, code in wanted if about(code) == "organisation"]
    refs = {code: _reference(code) for _, code in asked}
    portraits = portraits_of(list(refs.values()))
    found = [
        Example(by, code, typed)
        for by, code in asked
        if (portrait := portraits.get(refs[code])) and (typed := _typed(by, code, portrait))
    ]
    names = masked([one.typed for one in found])
    return [one for one, name in zip(found, names, strict=True) if name != MASK]


def _reference(code: str) -> bytes:
    return next(ref for ref, scheme in references_of(code).items() if scheme == "uscc")


def _typed(by: By, code: str, portrait: Portrait) -> str:
    if by == "code":
        return code
    return portrait.name if by == "name" else next(iter(portrait.former), "")
