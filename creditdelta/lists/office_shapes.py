"""How doors for officers tell candidates, entries under way, and what can be done with them.

Clause  S16, S36. Nothing of this is for the public: an entry is told in every state to its own office.
"""

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Schema
from pydantic import Field

from creditdelta.accounts.gatekeeper import may, reader_of
from creditdelta.accounts.rules import Target
from creditdelta.api.assembled import PREFIX
from creditdelta.api.shapes import Day, Label, Listed, label
from creditdelta.handbook.documents import carrying
from creditdelta.journal.synthetic import business_day
from creditdelta.kernel.errors import Words
from creditdelta.lists.checks import WHYS
from creditdelta.lists.hearing import hearing_of
from creditdelta.lists.proposing import Met
from creditdelta.lists.queries import taken
from creditdelta.lists.rules import (
    LACKINGS,
    STATES,
    Entry,
    Lacking,
    Move,
    why_not_decide,
    why_not_move,
)
from creditdelta.lists.showing import Shown, judged
from creditdelta.lists.steps import OPERATIONS, STEPS
from creditdelta.lists.texts import texts_of
from creditdelta.pages.environment import url
from creditdelta.rulebook.criteria import Criterion
from creditdelta.rulebook.offices import division_of
from creditdelta.rulebook.policy import policy

DOORS: dict[Move, str] = {"notify": "notice", "waive": "waiver", "drop": "drop"}


class KeptListOut(Schema):
    """A list the office keeps."""

    id: str
    label: Label
    colour: str
    candidates: Annotated[
        int, Field(description="本单位管辖范围的候选 · candidates in the office's place")
    ]
    carrying: Annotated[
        list[str], Field(description="今天可作依据的文件 · documents that carry it today")
    ]
    stopped: Annotated[
        list[str],
        Field(
            description="今天已停下：in 列入，out 移出 · stopped today: in entering, out removal"
        ),
    ]


class KeptListsOut(Schema):
    """The lists for which the office is competent."""

    lists: list[KeptListOut]


class AffectedOut(Schema):
    """How many a criterion would affect, by province."""

    criterion: str
    label: Label
    regions: dict[str, int]


class CandidateOut(Schema):
    """An organisation of the office's place that meets a criterion."""

    code: str
    name: str
    criterion: str
    criterion_label: Label
    records: Annotated[
        list[str],
        Field(description="/subjects/{code}/records/ 下的编号 · ids below the subject's records"),
    ]
    entry: Annotated[
        str | None, Field(description="办理中或在列的条目 · the entry under way, or listed")
    ]


class CandidatesOut(Listed):
    """Candidates of a list, and how many there are in every province."""

    affected: list[AffectedOut]
    candidates: list[CandidateOut]


class WorkOut(Schema):
    """An entry of the office, in whatever state."""

    id: str
    list: str
    code: str
    name: str
    office: str
    state: str
    state_label: Label
    in_force: bool
    force_label: Label
    proposed_on: Day


class WorksOut(Listed):
    """Entries of the office, the latest proposed first."""

    entries: list[WorkOut]


class StepTakenOut(Schema):
    """A step that was taken."""

    on: Day
    kind: str
    label: Label


class OpenOut(Schema):
    """A step that can be taken now by the account, so far as it is not who took the first."""

    move: str
    operation: str
    by: Annotated[
        str,
        Field(
            description="door 用密钥在接口办，page 只能由经办人重新验证身份后在页面办 · "
            "door: with a key; page: by an officer who proves anew who it is"
        ),
    ]
    address: str


class WholeWorkOut(WorkOut):
    """An entry with its texts, its decision, the steps taken and those that can be taken."""

    criteria: list[str]
    records: list[str]
    reasons: str | None
    statement: str | None
    answer: str | None
    reply_until: Day | None
    served_on: Day | None
    heard_until: Day | None
    waits: Annotated[
        str, Field(description="现在不能决定的原因代码 · why nothing can be decided yet")
    ]
    waits_label: Label | None
    number: str
    digest: str
    instrument: str
    since: Day | None
    until: Day | None
    steps: list[StepTakenOut]
    open: list[OpenOut]


class CheckedOut(Schema):
    """What was checked can be done, by an officer on this page: the fields are filled in."""

    entry: str
    move: str
    page: str


def candidate(one: Met, known: dict[str, Criterion]) -> dict[str, Any]:
    """A candidate, laid out."""
    met = known.get(one.criterion)
    return {
        "code": one.code,
        "name": one.name,
        "criterion": one.criterion,
        "criterion_label": label(met.label if met else Words("", "")),
        "records": [_record(one.ref, document) for document in one.documents],
        "entry": one.entry.hex() if one.entry else None,
    }


def work(one: Shown, why: Lacking) -> dict[str, Any]:
    """An entry in a list of entries, laid out."""
    entry = one.entry
    return {
        "id": entry.id.hex(),
        "list": entry.list,
        "code": one.code,
        "name": one.name,
        "office": entry.office,
        "state": entry.state,
        "state_label": label(STATES[entry.state]),
        "in_force": not why,
        "force_label": label(LACKINGS[why]),
        "proposed_on": entry.proposed_on.isoformat(),
    }


def whole_work(request: HttpRequest, one: Entry) -> dict[str, Any]:
    """An entry with everything its office knows of it, laid out."""
    day = business_day()
    [(shown, why)] = judged([one], day)
    heard = hearing_of(one, shown.listing, answered=True)
    deciding = one.state in ("proposed", "noticed")
    waits = why_not_decide(one, heard, day) if deciding else ""
    if deciding and not waits and not carrying(shown.listing, day, division_of(one.office)):
        waits = "law"
    texts = texts_of(one.id)
    return {
        **work(shown, why),
        "criteria": list(one.criteria),
        "records": [_record(one.ref, document) for document in one.documents],
        **{part: texts.get(part) for part in ("reasons", "statement", "answer")},
        "reply_until": _day(one.reply_until),
        "served_on": _day(heard.served_on),
        "heard_until": _day(heard.until),
        "waits": waits,
        "waits_label": label(WHYS[waits]) if waits else None,
        "number": one.number,
        "digest": one.digest,
        "instrument": one.instrument,
        "since": _day(one.since),
        "until": _day(one.until),
        "steps": [
            {"on": step.on.isoformat(), "kind": step.kind, "label": label(STEPS[step.kind][1])}
            for step in taken([one.id]).get(one.id, [])
        ],
        "open": _open(request, one),
    }


def _open(request: HttpRequest, one: Entry) -> list[dict[str, str]]:
    """The steps open to the account: by a door where its key reaches it, else on the page."""
    account, found = reader_of(request).account, []
    for move, operation in OPERATIONS.items():
        if why_not_move(one, move, account):
            continue
        by_key = policy().operations[operation].by_key
        if by_key and not may(request, operation, Target(office=one.office)):
            continue
        address = (
            f"/{PREFIX}listings/{one.id.hex()}/{DOORS[move]}"
            if by_key
            else url("desk_entry", one.id.hex())
        )
        by = "door" if by_key else "page"
        found.append({"move": move, "operation": operation, "by": by, "address": address})
    return found


def _record(ref: bytes, document: bytes) -> str:
    return f"{ref.hex()}-{document.hex()}"


def _day(day: Any) -> str | None:
    return day.isoformat() if day is not None else None
