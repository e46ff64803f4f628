"""`cdelta lists candidates|show`: who meets the criteria of the lists, and who stands in one today.

Clause  S15, S36, S37. Candidates are a dry run: nobody is entered by a command.
"""

import json
from collections import Counter

import click

from creditdelta.cli.language import lang_option
from creditdelta.cli.ledger import ledger
from creditdelta.kernel.errors import Lang

UNKNOWN = 2
_KEPT = {
    "zh": "共 {count} 条候选，已更新，供各单位的名单页使用。",
    "en": "{count} candidates; the pages of lists have them now.",
}
_NO_LIST = {
    "zh": "没有名单 {name}。现有：{known}。",
    "en": "There is no list {name}. There are: {known}.",
}


@click.group("lists")
def command() -> None:
    """红黑名单 · red and black lists: candidates, who stands in one."""


@command.command()
@click.option("--list", "only", multiple=True, help="只看这个名单，可重复 · this list only")
@click.option("--keep", "kept", is_flag=True, help="更新名单页上的候选 · keep them for the pages")
@lang_option
def candidates(only: tuple[str, ...], kept: bool, lang: Lang) -> None:
    """按情形向资源池提出候选 · a dry run: each candidate as a line of NDJSON, the counts at the end.

    Exit 2: there is no such list.
    """
    with ledger(lang):
        from creditdelta.journal.synthetic import business_day
        from creditdelta.lists import candidates as asking

        for name in only:
            _check(name, lang)
        tally: Counter[str] = Counter()
        for one in asking.candidates(business_day(), only):
            tally[one.criterion] += 1
            told = {"criterion": one.criterion, "code": one.code, "records": len(one.documents)}
            click.echo(json.dumps(told))
        click.echo(json.dumps({"counts": dict(sorted(tally.items()))}))
        if kept:
            click.echo(_KEPT[lang].format(count=asking.keep(business_day())), err=True)


@command.command()
@click.argument("name")
@lang_option
def show(name: str, lang: Lang) -> None:
    """一个名单现在在列的组织 · who stands in a list today, a line of NDJSON each.

    Exit 2: there is no such list.
    """
    with ledger(lang):
        from creditdelta.journal.synthetic import business_day
        from creditdelta.lists.showing import shown_in

        _check(name, lang)
        for one in shown_in(name, business_day()):
            told = {
                "entry": one.entry.id.hex(), "code": one.code, "name": one.name,
                "office": one.entry.office, "decision": one.entry.number,
                "since": str(one.entry.since), "until": str(one.entry.until),
            }  # fmt: skip
            click.echo(json.dumps(told, ensure_ascii=False))


def _check(name: str, lang: Lang) -> None:
    from creditdelta.rulebook.listings import listings

    if name not in listings():
        known = ", ".join(sorted(listings()))
        click.echo(_NO_LIST[lang].format(name=name, known=known), err=True)
        raise SystemExit(UNKNOWN)
