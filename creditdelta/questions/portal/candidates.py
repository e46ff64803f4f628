"""Whom a question might mean, each laid beside what was sent: name and code sign by sign.

Clause  S27, S28.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from creditdelta.kernel.errors import Words, find
from creditdelta.kernel.identifiers import uscc
from creditdelta.kernel.names.compare import compare
from creditdelta.kernel.names.verdicts import Verdict
from creditdelta.pages.language import say, t
from creditdelta.questions import words
from creditdelta.questions.evidence import Evidence
from creditdelta.questions.rules import Parts, answer_for, signs
from creditdelta.questions.tables import called
from creditdelta.records.publishing import masked
from creditdelta.records.queries import identity
from creditdelta.records.questions import Candidate
from creditdelta.rulebook.codes import uscc_tables
from creditdelta.rulebook.enums import enum
from creditdelta.rulebook.name_words import name_words
from creditdelta.search.words import where
from creditdelta.subjects.queries import portraits_of
from creditdelta.subjects.rules import Portrait
from creditdelta.subjects.services import GROUNDS

MOST = 9  # so many keys there are
COMPARED = "人工核对"  # of the list link-ground: what an officer did who looked at this page
_BEST: tuple[Verdict, ...] = ("same", "former_name", "review", "branch", "different", "never")
_NEAR: tuple[Verdict, ...] = ("same", "former_name", "review")
_KINDS = {"same": "done", "different": "serious", "never": "serious"}


@dataclass(frozen=True, slots=True)
class Beside:
    """A candidate beside what was sent. `names`, `codes`: sent and known, differing signs marked.

    `possible`: it may be the answer; `key`: the key that answers with it, "" where the names are not near
    each other and a second thought is due; `says`: what then happens, or why it cannot be.
    """

    id: str
    possible: bool
    key: str
    code: str
    valid: bool
    because: tuple[str, ...]
    verdict: str
    verdict_kind: str
    names: tuple[Parts, Parts]
    codes: tuple[Parts, Parts] | None
    facts: tuple[tuple[str, str], ...]
    says: str


def shown(known: Evidence) -> list[Beside]:
    """One for each organisation, those that may be the answer first."""
    best: dict[bytes, Candidate] = {}
    for one in known.question.candidates:
        before = best.get(one.ref)
        if before is None or _BEST.index(one.verdict) < _BEST.index(before.verdict):
            best[one.ref] = one
    listed = sorted(best.values(), key=lambda one: answer_for(known.about, one) is None)[:MOST]
    portraits = portraits_of([one.ref for one in listed])
    return [
        _beside(known, one, portraits.get(one.ref), number) for number, one in enumerate(listed, 1)
    ]


def grounds(sent: Mapping[str, str]) -> list[dict[str, object]]:
    """The grounds an answer may have."""
    chosen = sent.get("ground", COMPARED)
    return [
        {"value": row.code, "text": t(row.label_zh, row.label_en), "chosen": row.code == chosen}
        for row in enum(GROUNDS).rows
        if row.code != words.TAKEN_BACK_FOR
    ]


def _beside(known: Evidence, one: Candidate, portrait: Portrait | None, number: int) -> Beside:
    asked, sent = known.about, called(known.question.name)
    name = masked([one.name])[0]
    meant = answer_for(asked, one)
    reasons = [say(find(code).title) for code in compare(sent, name, name_words()).reasons]
    return Beside(
        id=one.ref.hex(),
        possible=meant is not None,
        key=str(number) if meant and one.verdict in _NEAR else "",
        code=one.code,
        valid=uscc.is_valid(one.code, uscc_tables()),
        because=tuple(dict.fromkeys([say(words.BECAUSE[one.because]), *reasons])),
        verdict=say(words.VERDICTS[one.verdict]),
        verdict_kind=_KINDS.get(one.verdict, "attention"),
        names=signs(sent, name),
        codes=signs(asked.code, one.code) if _both_codes(asked.scheme, asked.code, one) else None,
        facts=tuple((say(key), value) for key, value in _facts(one, portrait) if value),
        says=say(words.consequence(asked, one, meant[0]) if meant else words.impossible(asked)),
    )


def _both_codes(scheme: str, code: str, one: Candidate) -> bool:
    return scheme == "uscc" and code != one.code


def _facts(one: Candidate, portrait: Portrait | None) -> Iterable[tuple[Words, str]]:
    """What is known of an organisation beside its name."""
    who = identity(one.ref)
    numbers = who.numbers if who else ()
    yield (
        words.NUMBERS,
        "；".join(f"{say(words.SCHEMES[scheme])} {number}" for scheme, number in numbers),
    )
    if portrait is not None:
        others = [name for name in (portrait.name, *portrait.former) if name != one.name]
        yield words.OTHER_NAMES, "；".join(masked(others))
        yield words.STATUS, portrait.status
        yield words.PLACE, where(portrait.division or one.code[2:8])
