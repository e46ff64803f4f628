"""`cdelta security`: which threats are met by which tests, and how much of ASVS 5.0.0 is proved?

Clause  S71.
"""

import json
from dataclasses import asdict
from itertools import groupby

import click

from creditdelta.cli.language import lang_option
from creditdelta.kernel.errors import Lang, Words
from creditdelta.rulebook.asvs import Requirement, coverage, requirements
from creditdelta.rulebook.threats import threats

JSON_HELP = "机器可读 · one JSON object"
THREATS = Words(
    "{threats} 项威胁，{controlled} 项已有控制和测试（共 {tests} 个测试），其中 {later} 项还有后续。",
    "{threats} threats, {controlled} with control and tests ({tests} tests), {later} with more to come.",
)
LATER = Words("后续", "brought with")
SHARE = Words(
    "OWASP ASVS 5.0.0 二级：适用 {applicable}，已有测试 {covered}（{share:.1%}），待办 {open}。",
    "OWASP ASVS 5.0.0 level 2: {applicable} apply, {covered} have tests ({share:.1%}), {open} open.",
)


@click.group("security")
def command() -> None:
    """安全：威胁与控制、ASVS 对照 · threats and controls, the map of ASVS."""


@command.command("threats")
@click.option("--json", "as_json", is_flag=True, help=JSON_HELP)
@lang_option
def show_threats(as_json: bool, lang: Lang) -> None:
    """威胁、控制与测试 · every threat with the number of its tests."""
    rows = threats()
    told = {
        "threats": len(rows),
        "controlled": sum(bool(row.tests) for row in rows),
        "tests": len({test for row in rows for test in row.tests}),
        "later": sum(bool(row.later) for row in rows),
    }
    if as_json:
        click.echo(json.dumps(told))
        return
    for row in rows:
        click.echo(f"{row.id:<4} {len(row.tests)}  {row.zh if lang == 'zh' else row.en}")
        if row.later:
            click.echo(f"        {LATER.say(lang)}: {row.later}")
    click.echo(THREATS.say(lang).format(**told))


@command.command("asvs")
@click.option("--open", "only_open", is_flag=True, help="只列待办 · list what is open")
@click.option("--json", "as_json", is_flag=True, help=JSON_HELP)
@lang_option
def show_asvs(only_open: bool, as_json: bool, lang: Lang) -> None:
    """ASVS 5.0.0 二级要求有多少已由测试证明 · how much of level 2 is proved by tests."""
    rows = requirements()
    told = asdict(coverage(rows))
    if as_json:
        click.echo(json.dumps(told))
        return
    for chapter, group in groupby(rows, key=lambda row: row.chapter):
        _chapter(chapter, list(group), only_open=only_open)
    click.echo(SHARE.say(lang).format(**told))


def _chapter(chapter: str, rows: list[Requirement], *, only_open: bool) -> None:
    told = coverage(rows)
    click.echo(f"{rows[0].id.split('-')[1].split('.')[0]:>3} {chapter:<40}", nl=False)
    click.echo(f"{told.covered:>4} / {told.applicable}")
    for row in rows if only_open else ():
        if row.status == "open":
            click.echo(f"      {row.id} L{row.level} {row.words}: {row.reason}")
