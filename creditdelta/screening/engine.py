"""What is answered to a batch of entries: who is meant, and how many adverse records are public today.

Clause  S30, S34. No score and no grade; what an archive shows to everybody, counted.
"""

from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Any

from creditdelta.records.adverse import adverse_counts
from creditdelta.records.publishing import masked, rules
from creditdelta.rulebook.life import life_of
from creditdelta.rulebook.name_words import name_words
from creditdelta.screening.leads import Known, known
from creditdelta.screening.rules import Entry, answer

ARCHIVE = "/api/v1/subjects/"
_life = cache(life_of)


def answered(entries: Sequence[Entry], day: date) -> list[dict[str, Any]]:
    """A line of the result for each entry, in their order."""
    asked = [one for one in entries if not one.person]
    found = known(asked, name_words())
    answers = [answer(one, leads) for one, leads in zip(asked, found.leads, strict=True)]
    meant = list(dict.fromkeys(one.ref for one in answers if one.ref is not None))
    adverse = adverse_counts(meant, day, rules())
    offered = [ref for one in answers for ref in one.candidates]
    told = _told(list(dict.fromkeys([*meant, *offered])), found, day)
    lines = {one.line: _person(one) for one in entries if one.person}
    for entry, one in zip(asked, answers, strict=True):
        who = {} if one.ref is None else _counted(told[one.ref], adverse.get(one.ref, 0))
        lines[entry.line] = {
            "line": entry.line,
            "id": entry.id,
            "asked": {"code": entry.code, "name": entry.name},
            "match": one.match,
            "name_fits": one.name_fits,
            **(who or _NOBODY),
            "candidates": [told[ref] for ref in one.candidates],
        }
    return [lines[one.line] for one in entries]


_NOBODY: dict[str, Any] = {
    "code": None, "name": None, "life": None, "division": None, "adverse": None, "archive": None,
}  # fmt: skip


def _person(entry: Entry) -> dict[str, Any]:
    return {
        "line": entry.line, "id": "", "asked": {"code": "", "name": ""}, "match": "person",
        "name_fits": None, **_NOBODY, "candidates": [],
    }  # fmt: skip


def _counted(who: dict[str, Any], adverse: int) -> dict[str, Any]:
    return {**who, "adverse": adverse, "archive": f"{ARCHIVE}{who['code']}"}


def _told(refs: list[bytes], found: Known, day: date) -> dict[bytes, dict[str, Any]]:
    """Organisations as they are told of; a name that holds somebody's number is masked."""
    names = masked([found.portraits[ref].name for ref in refs])
    return {
        ref: {
            "code": found.codes[ref],
            "name": name,
            "life": _life(found.portraits[ref].status, day),
            "division": found.portraits[ref].division or found.codes[ref][2:8],
        }
        for ref, name in zip(refs, names, strict=True)
    }
