"""How well does an office or a province report, what is wrong, and what lifts it to the next level?

Clause  S4, S31. An office's board is public, a market reporter's is its own and its credit office's.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse

from creditdelta.accounts.gatekeeper import permit
from creditdelta.accounts.rules import Target
from creditdelta.consent.portal.acting import OFFICE, own_office
from creditdelta.journal.synthetic import business_day, demonstration_day
from creditdelta.pages.environment import url
from creditdelta.pages.grounds import grounds
from creditdelta.pages.language import lang, say, t
from creditdelta.pages.responses import page, refused
from creditdelta.pages.tables import Table
from creditdelta.quality import tables
from creditdelta.quality.boards import Board, office_board, province_board
from creditdelta.quality.rules import MILLION, Value, met, value
from creditdelta.quality.words import MET, NO_LEVEL, asked, counted, told
from creditdelta.rulebook.cities import PROVINCES
from creditdelta.rulebook.offices import Office, UnknownOffice, office
from creditdelta.rulebook.quality import SHARE, levels, measures

SMALL = MILLION // 4  # shares up to it are drawn against it, larger ones against the whole


@dataclass(frozen=True, slots=True)
class _Ways:
    """Where a board lies: its months, its exchanges, what stands above it, whether it is at the desk."""

    month: Callable[[str], str]
    exchanges: str
    above: dict[str, str] | None = None
    desk: bool = False


def desk_quality(request: HttpRequest) -> HttpResponse:
    """The board of the reader's office, or of one in the reach of its post."""
    found = asked_office(request)
    permit(request, target_of(found))
    if found is None:
        raise LookupError("the gate let somebody pass who acts for no office")
    more = urlencode({OFFICE: found.id})
    board = office_board(found, business_day())
    ways = _Ways(
        lambda month: f"{url('desk_month', month)}?{more}",
        f"{url('desk_exchanges')}?{more}",
        desk=True,
    )
    return _shown(request, board, say(found.label), ways)


def quality_reporter(request: HttpRequest, name: str) -> HttpResponse:
    """The board of an authority, for everybody."""
    found = public_office(name)
    if found is None:
        return not_public(request)
    board = office_board(found, business_day())
    above = {"text": say(PROVINCES[found.region]), "href": url("quality_province", found.region)}
    ways = _Ways(
        lambda month: url("reporter_month", found.id, month), _exchanges(found.region), above=above
    )
    return _shown(request, board, say(found.label), ways)


def quality_province(request: HttpRequest, division: str) -> HttpResponse:
    """The board of a province with its reporters."""
    if division not in PROVINCES:
        sentence = t(
            "这里只有上海、江苏、浙江、安徽，用六位区划代码。",
            "There are Shanghai, Jiangsu, Zhejiang and Anhui, by division code of six digits.",
        )
        return refused(request, t("没有这个地方", "No such place"), sentence, status=404)
    board, reporters = province_board(division, business_day())
    listed = tables.of_reporters(reporters, board, division)
    ways = _Ways(lambda month: url("province_month", division, month), _exchanges(division))
    return _shown(request, board, say(PROVINCES[division]), ways, listed)


def _exchanges(region: str) -> str:
    return f"{url('quality_exchanges')}?{urlencode({'region': region})}"


def asked_office(request: HttpRequest) -> Office | None:
    """The office the address names, else the first for which the reader acts."""
    return named_office(request.GET.get(OFFICE, "") or own_office(request))


def named_office(name: str) -> Office | None:
    """The office of an id; None where there is none today."""
    try:
        return office(name, business_day())
    except UnknownOffice:
        return None


def public_office(name: str) -> Office | None:
    """An authority, whose reporting is public; a market reporter's is not."""
    found = named_office(name)
    if found is None or found.market or (found.fictional and demonstration_day() is None):
        return None
    return found


def target_of(found: Office | None) -> Target:
    """What the table of rights is asked about."""
    return Target(region=found.region, office=found.id) if found else Target()


def not_public(request: HttpRequest) -> HttpResponse:
    """Where there is no public board."""
    sentence = t(
        "没有这个单位，或它是市场报送单位：市场报送单位的看板只给本单位和所在省市信用办看。",
        "There is no such office, or it is a market reporter, whose board only itself and the credit "
        "office of its province see.",
    )
    return refused(request, t("没有可公开的看板", "No public board"), sentence, status=404)


def _shown(
    request: HttpRequest, board: Board, name: str, ways: _Ways, *more: Table
) -> HttpResponse:
    listed = [
        *more, tables.of_measures(board.standing), tables.broken(board),
        tables.by_month(board, ways.month),
    ]  # fmt: skip
    bases = [one.basis for one in measures(board.day).values()]
    bases += [one.basis for one in levels(board.day)]
    context = {
        "name": name,
        "desk": ways.desk,
        "exchanges": ways.exchanges,
        "above": ways.above,
        "board": board,
        "rows": [_row(one, board) for one in board.standing.values.values()],
        "level": board.standing.maturity.level,
        "next": board.standing.maturity.next,
        "no_level": say(NO_LEVEL),
        "lacking": tables.lacking(board.standing),
        "ladder": _ladder(board),
        "grounds": grounds(bases, lang()),
    }
    return page(request, "quality/board.html", context, tables=listed)


def _row(found: Value, board: Board) -> dict[str, Any]:
    """One measure as the page draws it."""
    measure, lacking = found.measure, board.standing.maturity.lacking
    course = _course(found, board)
    return {
        "measure": measure,
        "told": told(found),
        "counted": counted(found),
        "value": found.number if measure.unit == SHARE else None,
        "most": MILLION if (found.number or 0) > SMALL else SMALL,
        "kind": "attention" if measure.id in {one.measure for one in lacking} else "plain",
        "course": course if len(course) > 1 else [],
    }


def _course(found: Value, board: Board) -> list[int]:
    """The measure month by month, months without anything to measure left out."""
    if found.measure.unit != SHARE:
        return []
    each = (value(found.measure, of, None, 0).number for _, of in board.trend)
    return [one for one in each if one is not None]


def _ladder(board: Board) -> list[dict[str, Any]]:
    """Every level with its conditions, and which of them hold."""
    values, reached = board.standing.values, board.standing.maturity.level
    return [
        {
            "level": level,
            "reached": reached is not None and level.level <= reached.level,
            "conditions": [
                {"text": asked(one, values[one.measure].measure), "now": told(values[one.measure]),
                 "kind": MET[how][0], "word": say(MET[how][1])}
                for one in level.conditions
                for how in [met(one, values[one.measure])]
            ],
        }
        for level in levels(board.day)
    ]  # fmt: skip
