"""`cdelta lists candidates|erase|show`: who meets the criteria of the lists, and who stands in one today.

Clause  S15, S36, S37, S71. Candidates are a dry run: nobody is entered by a command.
"""

import json
from collections import Counter
from contextlib import suppress

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

_SURE = {
    "zh": "{id}：为该条目写下的文字和文书内容将永久清除，不可恢复。继续？",
    "en": "{id}: what was written about the entry, and what its letters said, goes for good. Go on?",
}
_GONE = {
    "zh": "✓ 已清除 {count} 份文字和文书；条目本身留存。",
    "en": "✓ {count} texts and letters erased; the entry itself stays.",
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


@command.command()
@click.argument("entry")
@click.option("--ground", required=True, help="理由 · of the list erasure-ground")
@click.option("--actor", required=True, help="经办人 · the officer who decides")
@click.option("--yes", is_flag=True, help="不再询问 · do not ask")
@lang_option
def erase(entry: str, ground: str, actor: str, yes: bool, lang: Lang) -> None:
    """清除一个已结束条目的文字和文书内容（不可恢复）· erase what was written about an ended entry.

    Exit 2: there is no such entry, it has not ended, or the ground is not on the list.
    """
    with ledger(lang):
        from creditdelta.journal.services import envelope
        from creditdelta.journal.synthetic import business_day
        from creditdelta.lists import erasing
        from creditdelta.lists.checks import WHYS, NotPossible
        from creditdelta.lists.queries import entry as found_entry
        from creditdelta.rulebook.offices import office

        one = None
        with suppress(ValueError):
            one = found_entry(bytes.fromhex(entry))
        try:
            if one is None:
                raise NotPossible("gone")
            if not yes:
                click.confirm(_SURE[lang].format(id=entry), abort=True, err=True)
            about = envelope(office(one.office).region, actor)
            count = erasing.erase(one.id, ground, about, business_day())
        except NotPossible as no:
            click.echo(f"{entry}: {WHYS[no.why].say(lang)}", err=True)
            raise SystemExit(UNKNOWN) from None
        click.echo(_GONE[lang].format(count=count))


def _check(name: str, lang: Lang) -> None:
    from creditdelta.rulebook.listings import listings

    if name not in listings():
        known = ", ".join(sorted(listings()))
        click.echo(_NO_LIST[lang].format(name=name, known=known), err=True)
        raise SystemExit(UNKNOWN)
