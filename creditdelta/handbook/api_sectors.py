"""Doors to sectors, their criteria, memoranda, and the same conduct across provinces.

Clause  S14, S15, S17-S22.
"""

from datetime import date
from typing import Annotated, Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Path, Query, Schema
from pydantic import Field

from creditdelta.api.doors import Routes, reply
from creditdelta.api.shapes import Day, Label, label
from creditdelta.handbook.api_instruments import DivisionName, division_names
from creditdelta.handbook.documents import may_be_done, memoranda
from creditdelta.journal.synthetic import business_day
from creditdelta.kernel.errors import Words
from creditdelta.rulebook.cities import PROVINCES
from creditdelta.rulebook.criteria import Criterion
from creditdelta.rulebook.differences import Difference, crosswalk
from creditdelta.rulebook.listings import criteria_on, listings
from creditdelta.rulebook.memoranda import Memorandum
from creditdelta.rulebook.sectors import Sector, sectors

SECTORS = Routes("sectors", Words("领域和备忘录", "sectors and memoranda"))
_Name = Annotated[str, Path(max_length=64, pattern=r"^[a-z0-9_]+$")]


class SectorOut(Schema):
    """A sector and its lists."""

    id: str
    label: Label
    about: Label
    authorities: Annotated[
        list[str], Field(description="认定单位的种类 · kinds of office that are competent")
    ]
    lists: list[str]


class SectorsOut(Schema):
    """Every sector."""

    sectors: list[SectorOut]


class CriterionConditionOut(Schema):
    """What a cell says: one of some words, or a figure of at least so much."""

    columns: list[str]
    words: list[str]
    least: Annotated[str, Field(description="数值下限，空为不要求 · the least figure, empty: none")]


class CriterionFindingOut(Schema):
    """So many records of a kind that meet all conditions."""

    kind: str
    conditions: list[CriterionConditionOut]
    within: str
    least: int
    most: int | None


class CriterionOut(Schema):
    """One way to become a candidate."""

    id: str
    findings: list[CriterionFindingOut]
    list: str
    label: Label
    clause: str
    since: Day
    basis: str


class WholeSectorOut(SectorOut):
    """A sector with the criteria of today."""

    criteria: list[CriterionOut]


class AgreedOut(Schema):
    """A measure that some lists trigger."""

    measure: str
    lists: list[str]
    executed_by: list[str]
    ends: str
    applies: Annotated[
        bool, Field(description="今天有没有依据 · whether it rests on something today")
    ]


class MemorandumOut(Schema):
    """Who agreed on which measures. `parties`: `regions` by name."""

    id: str
    sector: str
    label: Label
    instrument: str
    regions: Annotated[
        list[str],
        Field(
            description="省、市或者县的区划代码 · division codes of provinces, cities or counties"
        ),
    ]
    parties: list[DivisionName]
    offices: list[str]
    measures: list[AgreedOut]


class MemorandaOut(Schema):
    """Every memorandum."""

    memoranda: list[MemorandumOut]


class FollowsOut(Schema):
    """What follows in a province."""

    region: str
    text: Label
    basis: str


class BehaviourOut(Schema):
    """A conduct, and what follows in each province; one that was not read is left out."""

    id: str
    label: Label
    differs: bool
    follows: list[FollowsOut]


class BehavioursOut(Schema):
    """Every conduct on a day."""

    on: Day
    behaviours: list[BehaviourOut]


@SECTORS.get("/sectors", "standard.read", Words("领域清单", "list sectors"), SectorsOut)
def list_sectors(request: HttpRequest) -> HttpResponse:
    """Every sector in which the four provinces share lists."""
    return reply({"sectors": [_sector(one) for one in sectors().values()]})


@SECTORS.get(
    "/sectors/{name}", "standard.read", Words("一个领域", "one sector"), WholeSectorOut,
    "/sectors/environment",
)  # fmt: skip
def read_sector(request: HttpRequest, name: _Name) -> HttpResponse:
    """One sector with its criteria as they are today."""
    one = sectors().get(name)
    if one is None:
        raise Http404
    told = _sector(one)
    own = [each for each in criteria_on(business_day()).values() if each.list in told["lists"]]
    return reply({**told, "criteria": [_criterion(each) for each in own]})


@SECTORS.get(
    "/memoranda", "standard.read", Words("联合奖惩备忘录", "memoranda on joint action"), MemorandaOut
)  # fmt: skip
def list_memoranda(request: HttpRequest) -> HttpResponse:
    """Every memorandum: parties, triggers, measures, executing offices, ends."""
    found = memoranda().values()
    return reply({"memoranda": [_memorandum(one) for one in found]})


@SECTORS.get(
    "/behaviours", "standard.read", Words("失信行为对照", "conduct across provinces"), BehavioursOut,
    "/behaviours?on=2026-04-01",
)  # fmt: skip
def list_behaviours(
    request: HttpRequest,
    on: Annotated[date | None, Query(description="哪一天的规则 · rules of which day")] = None,
) -> HttpResponse:
    """The same conduct in the four provinces, on a day."""
    day = on or business_day()
    told = [_behaviour(one) for one in crosswalk(day)]
    return reply({"on": day.isoformat(), "behaviours": told})


def _sector(one: Sector) -> dict[str, Any]:
    return {
        "id": one.id,
        "label": label(one.label),
        "about": label(one.about),
        "authorities": list(one.authorities),
        "lists": [row.id for row in listings().values() if row.sector == one.id],
    }


def _criterion(one: Criterion) -> dict[str, Any]:
    findings = [
        {
            "kind": each.kind,
            "conditions": [
                {"columns": list(part.columns), "words": list(part.words), "least": part.least}
                for part in each.conditions
            ],
            "within": each.within,
            "least": each.least,
            "most": each.most,
        }
        for each in one.findings
    ]
    return {
        "id": one.id,
        "list": one.list,
        "label": label(one.label),
        "clause": one.clause,
        "findings": findings,
        "since": one.since.isoformat(),
        "basis": one.basis.title,
    }


def _memorandum(one: Memorandum) -> dict[str, Any]:
    day = business_day()
    measures = [
        {
            "measure": row.measure,
            "lists": list(row.lists),
            "executed_by": list(row.executed_by),
            "ends": row.ends,
            "applies": may_be_done(row, one, day),
        }
        for row in one.measures
    ]
    return {
        "id": one.id,
        "sector": one.sector,
        "label": label(one.label),
        "instrument": one.instrument,
        "regions": list(one.regions),
        "parties": division_names(one.regions),
        "offices": list(one.offices),
        "measures": measures,
    }


def _behaviour(one: Difference) -> dict[str, Any]:
    follows = [
        {"region": region, "text": label(rule.text), "basis": rule.basis.title}
        for region in PROVINCES
        if (rule := one.holds(region)) is not None
    ]
    return {"id": one.id, "label": label(one.label), "differs": one.differs, "follows": follows}
