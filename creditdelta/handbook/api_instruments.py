"""Doors to the documents on which lists and measures rest.

Clause  S8, S11, S14, S17.
"""

from collections.abc import Iterable
from typing import Annotated, Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Path, Schema
from pydantic import Field

from creditdelta.api.doors import Routes, reply
from creditdelta.api.shapes import Day, Label, label
from creditdelta.handbook.documents import documents, weighs
from creditdelta.journal.synthetic import business_day
from creditdelta.kernel.errors import Words
from creditdelta.rulebook.instruments import (
    KINDS,
    MANNERS,
    Clause,
    Instrument,
)
from creditdelta.rulebook.measures import GROUPS, held, measures_on
from creditdelta.rulebook.places import place_name

INSTRUMENTS = Routes("instruments", Words("依据文件", "documents"))


class DivisionName(Schema):
    """A division by code and name."""

    code: str
    label: Label


class InstrumentOut(Schema):
    """A document on which lists and measures rest. `until`: its last day; null where it goes on."""

    id: str
    kind: str
    kind_label: Label
    label: Label
    number: Annotated[str, Field(description="文号 · its number, as it stands on it")]
    issuer: Label
    regions: Annotated[
        list[str],
        Field(
            description="施行地区的区划代码，100000 为全国 · division codes of where it holds, "
            "100000 for the country"
        ),
    ]
    holds_in: Annotated[list[DivisionName], Field(description="施行地区的名称 · the same by name")]
    authorities: Annotated[
        list[str], Field(description="依据它办理的单位种类 · kinds of office that act by it")
    ]
    since: Day
    until: Day | None
    lawful: Annotated[
        bool,
        Field(
            description="今天可否作为不利处理的依据 · whether it may be a ground of what weighs "
            "against somebody today"
        ),
    ]
    rests_on: list[str]
    successor: str | None


class ClauseOut(Schema):
    """A clause, in a line of ours."""

    id: str
    label: Label
    since: Day
    until: Day | None


class TransitionOut(Schema):
    """What becomes of what rests on a document when it ends. `about`: "*" for everything else."""

    about: str
    manner: str
    manner_label: Label
    term: str


class JointMeasureOut(Schema):
    """Something that may be done for or against an organisation."""

    id: str
    label: Label
    kind: Annotated[str, Field(description="incentive 激励，sanction 惩戒 · incentive or sanction")]
    group: str
    group_label: Label
    executed_by: Annotated[
        list[str], Field(description="执行的单位种类 · kinds of office that execute it")
    ]
    procedure: Label
    instruments: list[str]
    holds: Annotated[
        bool, Field(description="今天有没有依据 · whether it rests on something today")
    ]


class JointMeasuresOut(Schema):
    """The catalogue of measures as it is today."""

    measures: list[JointMeasureOut]


class InstrumentsOut(Schema):
    """Every document, in the order of ids."""

    instruments: list[InstrumentOut]


class WholeInstrumentOut(InstrumentOut):
    """A document with its clauses, and with what follows its end."""

    clauses: list[ClauseOut]
    transitions: list[TransitionOut]


@INSTRUMENTS.get(
    "/instruments", "standard.read", Words("依据文件清单", "list documents"), InstrumentsOut
)
def list_instruments(request: HttpRequest) -> HttpResponse:
    """Laws, regulations, catalogues and memoranda on which lists and measures rest."""
    return reply({"instruments": [_instrument(one) for one in documents().values()]})


@INSTRUMENTS.get(
    "/instruments/{name}", "standard.read", Words("一份依据文件", "one document"),
    WholeInstrumentOut, "/instruments/order-58-2023",
)  # fmt: skip
def read_instrument(
    request: HttpRequest, name: Annotated[str, Path(max_length=64)]
) -> HttpResponse:  # fmt: skip
    """One document with its clauses, and what becomes of what rests on it when it ends."""
    one = documents().get(name)
    if one is None:
        raise Http404
    clauses = [{"id": row.id, "label": label(row.label), **_days(row)} for row in one.clauses]
    transitions = [
        {
            "about": row.about,
            "manner": row.manner,
            "manner_label": label(MANNERS[row.manner]),
            "term": row.term,
        }
        for row in one.transitions
    ]
    return reply({**_instrument(one), "clauses": clauses, "transitions": transitions})


@INSTRUMENTS.get(
    "/measures", "standard.read", Words("奖惩措施目录", "list measures"), JointMeasuresOut
)
def list_measures(request: HttpRequest) -> HttpResponse:
    """Every measure memoranda may choose, with whether it holds today."""
    day = business_day()
    told = [
        {
            "id": one.id,
            "label": label(one.label),
            "kind": one.kind,
            "group": one.group,
            "group_label": label(GROUPS[one.group]),
            "executed_by": list(one.executed_by),
            "procedure": label(one.procedure),
            "instruments": list(one.instruments),
            "holds": held(one.id, day),
        }
        for one in measures_on(day).values()
    ]
    return reply({"measures": told})


def division_names(codes: Iterable[str]) -> list[dict[str, Any]]:
    """Divisions, laid out as `DivisionName`."""
    return [{"code": code, "label": label(place_name(code))} for code in codes]


def _instrument(one: Instrument) -> dict[str, Any]:
    return {
        "id": one.id,
        "kind": one.kind,
        "kind_label": label(KINDS[one.kind]),
        "label": label(one.label),
        "number": one.number,
        "issuer": label(one.issuer),
        "regions": list(one.regions),
        "holds_in": division_names(one.regions),
        "authorities": list(one.authorities),
        **_days(one),
        "lawful": weighs(one.id, business_day()),
        "rests_on": list(one.rests_on),
        "successor": one.successor or None,
    }


def _days(one: Instrument | Clause) -> dict[str, str | None]:
    return {
        "since": one.since.isoformat(),
        "until": one.until.isoformat() if one.until else None,
    }
