"""Doors to repair for everybody: the rules with their grounds, and how offices deal with applications.

Clause  S72, S74. What the pages /repair/ and /repair/statistics/ show.
"""

from dataclasses import asdict
from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Schema
from pydantic import Field

from creditdelta.api.doors import Routes, reply
from creditdelta.api.problems import ApiProblem
from creditdelta.api.shapes import Day, Label, label
from creditdelta.journal.synthetic import business_day
from creditdelta.kernel.errors import Words
from creditdelta.notices.tables import office_label
from creditdelta.repair.public_tables import CLOCKS, least_periods
from creditdelta.repair.tallying import Figures, kept
from creditdelta.rulebook.basis import Basis
from creditdelta.rulebook.dated import in_force
from creditdelta.rulebook.publication import Period, Publication
from creditdelta.rulebook.repairs import (
    Clock,
    NoRule,
    Regime,
    Way,
    commitment_on,
    papers,
    regime_on,
    repairs,
    ways_on,
)

REPAIR = Routes("repair", Words("信用修复", "credit repair"))
READ = "repair.public"
_Since = Annotated[Day | None, Field(description="自哪天起 · from which day")]
_Until = Annotated[Day | None, Field(description="至哪天，空为至今 · until which day, none: still")]


class RepairGroundOut(Schema):
    """On what a value rests."""

    kind: Annotated[
        str,
        Field(
            description="law 法律，agreement 协议，default 默认取值（未经核实）"
            " · law, agreement, or a default that was not verified"
        ),
    ]
    title: str
    reason: str
    confidence: Annotated[
        str,
        Field(
            description="C 已核对，C2 据转述，K 原文未见，U 无出处"
            " · C compared, C2 at second hand, K text not seen, U no source"
        ),
    ]


class RepairPaperOut(Schema):
    """Something asked for."""

    id: str
    label: Label
    how: Annotated[
        str,
        Field(description="known 已有，signed 在线签署，file 上传 · known here, signed here, sent"),
    ]


class RepairRegimeOut(Schema):
    """The procedure of a day."""

    id: str
    label: Label
    instrument: Annotated[str, Field(description="依据文件 · the document, empty where unknown")]
    decides_record: Annotated[
        str, Field(description="记录由谁决定 · who decides on a record: recogniser, site")
    ]
    decides_entry: Annotated[
        str, Field(description="名单由谁决定 · who decides on an entry: recogniser, site")
    ]
    ends: Annotated[
        list[str],
        Field(description="修复终止什么 · what a repair ends: publicity, sharing, measures"),
    ]
    papers: list[RepairPaperOut]
    since: _Since
    until: _Until
    basis: RepairGroundOut


class RepairWayOut(Schema):
    """Why something may be repaired."""

    id: str
    label: Label
    hint: Label
    minimum: Annotated[bool, Field(description="须满最短公示期 · the shortest period must be over")]
    lifts: Annotated[
        bool,
        Field(description="计划执行期间有效 · only until a plan has been carried out"),
    ]
    basis: RepairGroundOut


class RepairClockOut(Schema):
    """Within which term a step is taken."""

    step: str
    label: Label
    term: Annotated[
        str, Field(description="wd 工作日，d 天，m 月，y 年 · working days, days, months, years")
    ]
    basis: RepairGroundOut


class RepairPeriodOut(Schema):
    """How long a class of records is public at least."""

    rule: str
    name: str
    label: Label
    minimum: Annotated[str, Field(description="最短，空为没有 · the shortest, empty: none")]
    maximum: Annotated[str, Field(description="最长，空为未给出 · the longest, empty: not said")]
    repair: Annotated[bool, Field(description="可以修复 · may be repaired at all")]
    since: _Since
    until: _Until
    basis: RepairGroundOut


class RepairCommitmentOut(Schema):
    """The text that is signed."""

    text: Label
    basis: RepairGroundOut


class RepairRulesOut(Schema):
    """How repair goes on a day; `periods`: by the day of the decision, all of them."""

    on: Day
    regime: RepairRegimeOut
    ways: list[RepairWayOut]
    commitment: RepairCommitmentOut
    clocks: list[RepairClockOut]
    periods: list[RepairPeriodOut]


class RepairFiguresOut(Schema):
    """Of an office. `filed` is the sum of granted, refused, withdrawn and waiting."""

    office: str
    label: Label
    filed: int
    accepted: int
    granted: Annotated[
        int, Field(description="含后来撤销的 · those that were revoked later included")
    ]
    refused: int
    withdrawn: int
    revoked: int
    waiting: int
    late: int
    days: Annotated[
        int | None,
        Field(
            description="从第一次提交到决定的工作日，中位数"
            " · working days from the first handing in to the decision, the one in the middle"
        ),
    ]


class RepairStatisticsOut(Schema):
    """Figures of every office that ever had an application; `counted_on`: none before the first."""

    counted_on: Annotated[Day | None, Field(description="统计日 · as of which day")]
    offices: list[RepairFiguresOut]


@REPAIR.get(
    "/repair/rules", READ, Words("信用修复的办法", "how repair goes"), RepairRulesOut,
    "/repair/rules?on=2026-04-01",
)  # fmt: skip
def read_repair_rules(
    request: HttpRequest,
    on: Annotated[date | None, Query(description="哪一天的规则 · rules of which day")] = None,
) -> HttpResponse:
    """Procedure, ways, papers, clocks and shortest periods of a day, each with its ground."""
    day = on or business_day()
    try:
        regime, commitment = regime_on(day), commitment_on(day)
    except NoRule:
        raise ApiProblem("CD-API-100", 422) from None
    clocks = [one for one in repairs().clocks if in_force(one, day)]
    return reply(
        {
            "on": day.isoformat(),
            "regime": _regime(regime),
            "ways": [_way(one) for one in ways_on(day).values()],
            "commitment": {"text": label(commitment.text), "basis": _ground(commitment.basis)},
            "clocks": [_clock(one) for one in clocks],
            "periods": [_period(rule, row) for rule, row in least_periods()],
        }
    )


@REPAIR.get(
    "/repair/statistics", READ, Words("信用修复办理情况", "repair in figures"), RepairStatisticsOut
)
def read_repair_statistics(request: HttpRequest) -> HttpResponse:
    """How many applications each office has, what became of them, and how long it took."""
    found = kept()
    counted_on = found[0].counted_on.isoformat() if found else None
    return reply({"counted_on": counted_on, "offices": [_figures(one) for one in found]})


def _regime(one: Regime) -> dict[str, Any]:
    known = papers()
    asked = [known[id] for id in one.papers]
    return {
        "id": one.id,
        "label": label(one.label),
        "instrument": one.instrument,
        "decides_record": one.by.record,
        "decides_entry": one.by.entry,
        "ends": list(one.ends),
        "papers": [{"id": each.id, "label": label(each.label), "how": each.how} for each in asked],
        **_dated(one),
    }


def _way(one: Way) -> dict[str, Any]:
    return {
        "id": one.id,
        "label": label(one.label),
        "hint": label(one.hint),
        "minimum": one.minimum,
        "lifts": one.lifts,
        "basis": _ground(one.basis),
    }


def _clock(one: Clock) -> dict[str, Any]:
    said = label(CLOCKS[one.step])
    return {"step": one.step, "label": said, "term": one.term, "basis": _ground(one.basis)}


def _period(rule: Publication, row: Period) -> dict[str, Any]:
    return {
        "rule": rule.name,
        "name": row.name,
        "label": label(row.label),
        "minimum": row.minimum,
        "maximum": row.maximum,
        "repair": row.repair,
        **_dated(row),
    }


def _dated(one: Regime | Period) -> dict[str, Any]:
    until = one.until.isoformat() if one.until else None
    return {"since": one.since.isoformat(), "until": until, "basis": _ground(one.basis)}


def _ground(basis: Basis) -> dict[str, str]:
    told = asdict(basis)
    return {name: told[name] for name in ("kind", "title", "reason", "confidence")}


def _figures(one: Figures) -> dict[str, Any]:
    told = asdict(one)
    del told["counted_on"]
    return {**told, "label": label(office_label(one.office))}
