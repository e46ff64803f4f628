"""How good are the codes, and what is sent? Every indicator, its definition, and where it stands.

Clause  S29, S31. Read from a board; data of the definitions: rulebook/indicators.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse

from creditdelta.archive.boards import INDICATORS, Measured, board, measured_figures
from creditdelta.archive.indicator_tables import everything, of_one, unattributed
from creditdelta.archive.indicator_words import COUNTS, MET, province, target
from creditdelta.archive.indicators import MILLION, Figure, by_indicator
from creditdelta.pages.formats import share
from creditdelta.pages.grounds import grounds
from creditdelta.pages.language import lang, say, t
from creditdelta.pages.responses import page, refused
from creditdelta.rulebook.cities import PROVINCES
from creditdelta.rulebook.indicators import WHOLE, Indicator
from creditdelta.rulebook.indicators import indicators as defined
from creditdelta.rulebook.publication_words import spoken

LARGE = (
    MILLION // 4
)  # shares above it are drawn against the whole, smaller ones against the largest


def quality(request: HttpRequest) -> HttpResponse:
    """The board: each indicator with region and provinces."""
    measured = board(INDICATORS)
    found = measured_figures(measured) if measured else []
    shown = [(one, _places(one, listed)) for one, listed in by_indicator(found)]
    context = {
        "measured": measured,
        "indicators": shown,
        "target": target,
        "provinces": list(PROVINCES.items()),
    }
    return page(request, "archive/quality.html", context, tables=[everything(found)])


def indicator(request: HttpRequest, name: str) -> HttpResponse:
    """One indicator: how it is computed, on what ground, and every province and department."""
    measured = board(INDICATORS)
    day = measured.day if measured else None
    known = [one for one in defined() if one.id == name]
    if not known:
        sentence = t(
            "数据质量页列出了全部指标。", "The page of data quality lists every indicator."
        )
        return refused(request, t("没有这个指标", "No such indicator"), sentence, status=404)
    one = next((row for row in reversed(known) if day is None or row.since <= day), known[-1])
    found = _figures(measured, name)
    bases = [one.basis, *((one.target.basis,) if one.target else ())]
    context = {
        "one": one,
        "measured": measured,
        "regions": _places(one, found),
        "facts": _facts(one),
        "grounds": grounds(bases, lang()),
        "fictional_rules": any(basis.kind == "fictional" for basis in bases),
        "left": unattributed(found),
    }
    return page(request, "archive/indicator.html", context, tables=[of_one(one, found)])


def _figures(measured: Measured | None, name: str) -> list[Figure]:
    found = measured_figures(measured) if measured else []
    return [figure for figure in found if figure.indicator.id == name]


def _places(one: Indicator, found: list[Figure]) -> list[dict[str, Any]]:
    """The whole region and each province, with what a bar is drawn against."""
    whole = [figure for figure in found if not figure.department]
    shares = [figure.per_million for figure in whole]
    if one.target:
        shares.append(one.target.permille * MILLION // WHOLE)
    largest = max(shares, default=MILLION)
    most = MILLION if largest > LARGE else largest
    return [
        {
            "place": say(province(figure.province)),
            "share": share(figure.per_million),
            "value": figure.per_million,
            "most": most,
            "numerator": figure.numerator,
            "denominator": figure.denominator,
            "kind": MET[figure.met][0],
            "word": say(MET[figure.met][1]),
        }
        for figure in whole
    ]


def _facts(one: Indicator) -> list[dict[str, str]]:
    over, under = say(COUNTS[one.numerator]), say(COUNTS[one.denominator])
    facts = [
        {"key": t("算法", "Formula"), "value": f"{over} ÷ {under}"},
        {
            "key": t("目标", "Target"),
            "value": target(one.target) if one.target else say(MET["none"][1]),
        },
    ]
    if one.term:
        late = t(
            f"作出决定后{spoken(one.term, 'zh')}之内不算迟",
            f"not late within {spoken(one.term, 'en')}",
        )
        facts.append({"key": t("期限", "Term"), "value": late})
    facts.append({"key": t("启用", "In force since"), "value": one.since.isoformat()})
    facts.append({"key": t("命令", "Command"), "value": "cdelta kpi --by-department"})
    return facts
