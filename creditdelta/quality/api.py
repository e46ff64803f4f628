"""Doors to the quality of data: indicators of the region, boards of authorities and provinces.

Clause  S29, S31, S4. What the pages of quality show to everybody; market reporters' boards are their own.
"""

from typing import Annotated, Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Path, Schema
from pydantic import Field

from creditdelta.accounts.gatekeeper import permit
from creditdelta.api.doors import Routes, reply
from creditdelta.api.shapes import Label, label
from creditdelta.archive.boards import INDICATORS, board, measured_figures
from creditdelta.archive.indicators import Figure
from creditdelta.journal.synthetic import business_day
from creditdelta.kernel.errors import Words
from creditdelta.quality.boards import Board, office_board, province_board
from creditdelta.quality.portal.boards import asked_office, public_office, target_of
from creditdelta.rulebook.cities import PROVINCES

QUALITY = Routes("quality", Words("数据质量", "quality of data"))


class FigureOut(Schema):
    """An indicator of a place: `province` and `department` are empty for the whole."""

    indicator: str
    label: Label
    province: str
    department: str
    numerator: int
    denominator: int
    per_million: int
    met: Annotated[
        str,
        Field(
            description="达到 met、未达到 missed；方案没有定目标时为 none · "
            "met, missed; none where the plan sets no target"
        ),
    ]


class IndicatorsOut(Schema):
    """Every indicator as it was measured last."""

    measured_on: Annotated[str | None, Field(description="空：还没有测量 · none: not measured yet")]
    figures: list[FigureOut]


class MeasureOut(Schema):
    """A measure of a board over its months; share or count as `unit` says."""

    id: str
    label: Label
    unit: Annotated[
        str,
        Field(
            description="share（百万分之一）、working_days 或 months · "
            "share (in millionths), working_days or months"
        ),
    ]
    value: Annotated[int | None, Field(description="空：没有可测量的 · none: nothing to measure")]


class BoardOut(Schema):
    """How well an office or a province reports."""

    name: Label
    months: list[str]
    level: Annotated[
        int | None,
        Field(
            description="达到的成熟度等级；空：还没有达到 · the level of maturity reached; none: none yet"
        ),
    ]
    level_label: Label | None
    measures: list[MeasureOut]


@QUALITY.get(
    "/quality", "quality.read", Words("质量指标", "indicators of quality"), IndicatorsOut
)  # fmt: skip
def list_indicators(request: HttpRequest) -> HttpResponse:
    """Every indicator of codes and of filing: region, provinces, departments."""
    measured = board(INDICATORS)
    found = measured_figures(measured) if measured else []
    return reply(
        {
            "measured_on": measured.day.isoformat() if measured else None,
            "figures": [_figure(one) for one in found],
        }
    )


@QUALITY.get(
    "/quality/reporters/{office}", "quality.read", Words("一个单位的报送质量", "an office's board"),
    BoardOut, "/quality/reporters/310000-credit",
)  # fmt: skip
def read_reporter_board(
    request: HttpRequest, office: Annotated[str, Path(max_length=64)]
) -> HttpResponse:  # fmt: skip
    """How well an authority reports: eight measures and its level of maturity."""
    found = public_office(office)
    if found is None:
        raise Http404
    return reply(_board(found.label, office_board(found, business_day())))


@QUALITY.get(
    "/quality/own", "quality.own", Words("本单位的报送质量", "the board of one's office"), BoardOut,
    "/quality/own",
)  # fmt: skip
def read_own_board(request: HttpRequest) -> HttpResponse:
    """How well the office reports for which the key acts; a market reporter's board is its own."""
    found = asked_office(request)
    permit(request, target_of(found))
    if found is None:
        raise Http404
    return reply(_board(found.label, office_board(found, business_day())))


@QUALITY.get(
    "/quality/provinces/{division}", "quality.read", Words("一个省市的报送质量", "a province's board"),
    BoardOut, "/quality/provinces/310000",
)  # fmt: skip
def read_province_board(
    request: HttpRequest, division: Annotated[str, Path(max_length=6)]
) -> HttpResponse:  # fmt: skip
    """How well the offices of a province report."""
    if division not in PROVINCES:
        raise Http404
    return reply(_board(PROVINCES[division], province_board(division, business_day())[0]))


def _figure(one: Figure) -> dict[str, Any]:
    return {
        "indicator": one.indicator.id,
        "label": label(one.indicator.label),
        "province": one.province,
        "department": one.department,
        "numerator": one.numerator,
        "denominator": one.denominator,
        "per_million": one.per_million,
        "met": one.met,
    }


def _board(name: Words, found: Board) -> dict[str, Any]:
    level = found.standing.maturity.level
    return {
        "name": label(name),
        "months": list(found.window),
        "level": level.level if level else None,
        "level_label": label(level.label) if level else None,
        "measures": [
            {
                "id": one.measure.id,
                "label": label(one.measure.label),
                "unit": one.measure.unit,
                "value": one.number,
            }
            for one in found.standing.values.values()
        ],
    }
