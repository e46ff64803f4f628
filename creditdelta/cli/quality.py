"""`cdelta quality`: the monthly report of a reporter or a province, made from the journal.

Clause  S4, S31.
"""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from creditdelta.cli.language import lang_option
from creditdelta.cli.ledger import ledger
from creditdelta.kernel.errors import Lang

if TYPE_CHECKING:
    from creditdelta.quality.monthly import About


@click.group("quality")
def command() -> None:
    """报送质量 · quality of reporting."""


@command.command("report")
@click.option("--office", "name", help="单位 · the office, such as 310000-credit")
@click.option("--province", help="省市区划代码 · the division of a province, such as 310000")
@click.option("--month", required=True, help="月份 · as 2026-03")
@click.option(
    "--until",
    type=click.IntRange(0),
    help="只用日志的前多少个事件 · by so many sealed events; all of them without it",
)
@click.option(
    "--pdf", "paper", type=click.Path(dir_okay=False, path_type=Path), help="写成 PDF · write it"
)
@click.option("--json", "as_json", is_flag=True, help="字节唯一的 JSON · the same bytes each time")
@lang_option
def report(
    name: str | None, province: str | None, month: str, until: int | None, paper: Path | None,
    as_json: bool, lang: Lang,
) -> None:  # fmt: skip
    """一个单位或省市的月报 · the report of a month, the same whenever it is made again."""
    if (name is None) == (province is None):
        raise click.UsageError("写明 --office 或 --province 之一 · give --office or --province")
    with ledger(lang):
        from django.utils.translation import override

        from creditdelta.quality.monthly import NothingSealed, written
        from creditdelta.quality.monthly import report as made

        try:
            told = made(_about(name, province or ""), _month(month), until)
        except NothingSealed as no:
            raise click.UsageError(
                f"日志还没有这么多事件 · the journal holds fewer events: {no}"
            ) from None
        if as_json:
            click.echo(written(told).decode("utf-8"))
            return
        with override("en" if lang == "en" else "zh-hans"):
            if paper is not None:
                from creditdelta.quality.printing import pdf

                paper.write_bytes(pdf(told))
                click.echo(str(paper))
                return
            from creditdelta.cli.quality_page import show

            show(told)


def _about(name: str | None, province: str) -> "About":
    from creditdelta.quality.monthly import About
    from creditdelta.rulebook.cities import PROVINCES
    from creditdelta.rulebook.offices import UnknownOffice, office

    if name is None:
        if province not in PROVINCES:
            raise click.UsageError(f"没有这个省市 · no such province: {', '.join(PROVINCES)}")
        return About(province)
    try:
        found = office(name)
    except UnknownOffice:
        raise click.UsageError(f"没有单位 · no office {name!r}: cdelta office list") from None
    return About(found.region, found)


def _month(text: str) -> str:
    from creditdelta.quality.rules import is_month

    if not is_month(text):
        raise click.UsageError("月份写作 2026-03 · write a month as 2026-03")
    return text
