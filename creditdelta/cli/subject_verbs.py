"""`cdelta subject show|find|link|unlink|questions`: whom the ledger knows, and officers' judgements.

Clause  S27, S28. Nothing is attached by a name: a name finds, proposes and asks.
"""

import json
import sys
from datetime import datetime

import click

from creditdelta.cli import subject_lines as lines
from creditdelta.cli.language import lang_option
from creditdelta.cli.ledger import ledger
from creditdelta.kernel.errors import Lang

FINDINGS = 1
NOBODY: dict[Lang, str] = {
    "zh": "没有找到。名称请给出连续两字以上；个体工商户只能用完整代码查询。",
    "en": "Nobody found. Give two characters of a name or more; sole traders are found by code only.",
}
NO_QUESTION: dict[Lang, str] = {"zh": "没有待核对的问题。", "en": "There is nothing to ask."}
STALE: dict[Lang, str] = {
    "zh": "（依据已变化，请重新核对）",
    "en": " (evidence changed: look again)",
}
_JSON = click.option(
    "--json", "as_json", is_flag=True, help="每行一个对象 · one JSON object a line"
)
_ACTOR = click.option("--actor", required=True, help="经办人 · the officer who decides")
_GROUND = click.option("--ground", required=True, help="理由 · of the list link-ground")
_ACT = click.option("--act", "act_number", default="", help="依据文书号 · document it rests on")


@click.command("find")
@click.argument("text")
@_JSON
@lang_option
def find(text: str, as_json: bool, lang: Lang) -> None:
    """按代码、旧号码、名称、曾用名或部分名称查找。

    Find organisations by code, older number, name, former name or part of a name. Exit 1: nobody.
    """
    with ledger(lang):
        from creditdelta.subjects.finding import find as search
        from creditdelta.subjects.queries import codes_of, portraits_of

        found = search(text)
        refs = [one.ref for one in found]
        codes, portraits = codes_of(refs), portraits_of(refs)
        for one in found:
            scheme, code = codes[one.ref]
            told = lines.line_of(one, code, scheme, portraits.get(one.ref))
            if as_json:
                click.echo(json.dumps(told, ensure_ascii=False))
            else:
                matched = lines.word(lines.MATCHED, one.matched, lang)
                click.echo(f"{code}\t{lines.visible(told['name'])}\t{told['status']}\t{matched}")
    if not found:
        if not as_json:
            click.echo(NOBODY[lang], err=True)
        sys.exit(FINDINGS)


@click.command("show")
@click.argument("code")
@_JSON
@lang_option
def show(code: str, as_json: bool, lang: Lang) -> None:
    """一个主体：名称、旧号码、分支、换码、已作的关联 · one organisation. Exit 1: nobody by it."""
    with ledger(lang):
        from creditdelta.cli.subject_page import page, whole
        from creditdelta.subjects.finding import by_code

        found = by_code(code)
        for one in found:
            told = whole(one)
            click.echo(json.dumps(told, ensure_ascii=False) if as_json else page(told, lang))
    if not found:
        click.echo(NOBODY[lang], err=True)
        sys.exit(FINDINGS)


@click.command("link")
@click.argument("kind", type=click.Choice(["same", "name", "succeeds"]))
@click.argument("what")
@click.argument("code")
@_GROUND
@_ACT
@_ACTOR
@click.option("--region", default="100000", help="经办地区 · region of the officer")
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="换码日期 · day of a succession")
@lang_option
def link(
    kind: str, what: str, code: str, ground: str, act_number: str, actor: str, region: str,
    since: datetime | None, lang: Lang,
) -> None:  # fmt: skip
    """关联：旧号码就是该主体、名称是其曾用名、新代码承接旧代码。

    same NUMBER CODE, name NAME CODE, or succeeds NEW OLD --since DAY. Explained, reversible.
    """
    with ledger(lang):
        from creditdelta.cli.subject_page import reference_of
        from creditdelta.journal.services import envelope
        from creditdelta.subjects import services

        asked = services.Link(
            kind,
            reference_of(kind, what),
            reference_of("", code),
            ground,
            act_number,
            since.date() if since else None,
        )
        try:
            made = services.link(asked, envelope(region, actor))
        except services.LinkRefused as refused:
            raise click.UsageError(_why(refused.why, lang)) from None
        click.echo(made.hex())


@click.command("unlink")
@click.argument("judgement")
@_GROUND
@_ACT
@_ACTOR
@click.option("--region", default="100000", help="经办地区 · region of the officer")
@lang_option
def unlink(
    judgement: str, ground: str, act_number: str, actor: str, region: str, lang: Lang
) -> None:
    """撤销一个关联（编号见 subject show）· take a judgement back."""
    with ledger(lang):
        from creditdelta.journal.services import envelope
        from creditdelta.subjects import services

        try:
            services.unlink(bytes.fromhex(judgement), ground, envelope(region, actor), act_number)
        except ValueError as refused:
            why = refused.why if isinstance(refused, services.LinkRefused) else "not_standing"
            raise click.UsageError(_why(why, lang)) from None


def _why(why: str, lang: Lang) -> str:
    from creditdelta.rulebook.enums import enum
    from creditdelta.subjects.services import GROUNDS, WHYS

    more = "：" + "、".join(row.code for row in enum(GROUNDS).rows) if why == "ground" else ""
    return WHYS[why][lang == "en"] + more


@click.command("questions")
@click.option("--limit", type=click.IntRange(1, 1000), default=100, show_default=True)
@_JSON
@lang_option
def questions(limit: int, as_json: bool, lang: Lang) -> None:
    """待核的行在等什么，可能是谁 · what waits, why, and whom it might mean."""
    with ledger(lang):
        from creditdelta.records.questions import questions as asked

        found = asked(limit)
        for one in found:
            if as_json:
                click.echo(json.dumps(lines.question_line(one), ensure_ascii=False))
            else:
                lines.show_question(one, lang)
        if not found and not as_json:
            click.echo(NO_QUESTION[lang])
