"""`cdelta kpi`: code conversion, mapping, duplicate and wrong codes, lateness, validity.

Clause  S29, S31. Every indicator with its written definition; data in rulebook/indicators.
"""

import json
from typing import TYPE_CHECKING, Any

import click

from creditdelta.cli.language import lang_option
from creditdelta.cli.ledger import ledger
from creditdelta.kernel.errors import Lang

if TYPE_CHECKING:
    from creditdelta.archive.indicators import Figure

NOTHING: dict[Lang, str] = {
    "zh": "账本还没有可以计算的数据。",
    "en": "There is nothing in the ledger to count yet.",
}
WHOLE: dict[Lang, str] = {"zh": "全区域", "en": "whole region"}
MARKS = {"met": "✓", "missed": "✗", "none": " "}


@click.command("kpi")
@click.option("--by-department", is_flag=True, help="细到部门 · each department too")
@click.option(
    "--json", "as_json", is_flag=True, help="每个数一行（含部门）· one JSON line a figure"
)
@click.option(
    "--refresh",
    is_flag=True,
    help="并更新网页上的统计 · and measure anew what the pages show",
)
@lang_option
def command(by_department: bool, as_json: bool, refresh: bool, lang: Lang) -> None:
    """换码率、映射率、重码率、错码率、迟报率、合规率，按省和部门。

    Indicators of codes and of what is sent, for the region, its provinces and departments, each with
    its definition. Targets are compared exactly.
    """
    with ledger(lang):
        from creditdelta.archive.boards import refresh as measure
        from creditdelta.archive.indicators import by_indicator, figures
        from creditdelta.journal.synthetic import business_day

        if refresh:
            measure(business_day())
        found = figures(business_day())
        if as_json:
            for one in found:
                click.echo(json.dumps(line(one), ensure_ascii=False))
            return
        for indicator, listed in by_indicator(found):
            click.echo(f"{indicator.label.say(lang)}  {indicator.definition.say(lang)}")
            for one in listed:
                if by_department or not one.department:
                    click.echo(_row(one, lang))
        if not found:
            click.echo(NOTHING[lang])


def line(one: "Figure") -> dict[str, Any]:
    """A figure as JSON; the share is counted in millionths, so that no fraction is rounded twice."""
    target = one.indicator.target
    return {
        "indicator": one.indicator.id,
        "label": one.indicator.label.zh,
        "definition": one.indicator.definition.zh,
        "province": one.province,
        "department": one.department,
        "numerator": one.numerator,
        "denominator": one.denominator,
        "per_million": one.per_million,
        "target_permille": target.permille if target else None,
        "sense": target.sense if target else None,
        "met": {"met": True, "missed": False, "none": None}[one.met],
    }


def _row(one: "Figure", lang: Lang) -> str:
    from creditdelta.rulebook.codes import divisions

    province = divisions()[one.province].name if one.province in divisions() else one.province
    place = f"{province} {one.department}".strip() or WHOLE[lang]
    share = f"{one.per_million // 10_000}.{one.per_million % 10_000:04d} %"
    return f"  {MARKS[one.met]} {share:>10}  {one.numerator:,}/{one.denominator:,}  {place}"
