"""`cdelta repair due|ls|show|stats`: applications handed in, one with its steps, what is late, the figures.

Clause  S72. Only read: nobody is repaired by a command.
"""

import json
from dataclasses import asdict

import click

from creditdelta.cli.language import lang_option
from creditdelta.cli.ledger import ledger
from creditdelta.kernel.errors import Lang

UNKNOWN = 2
_NO_CASE = {"zh": "没有修复申请 {id}。", "en": "There is no application {id}."}
_NO_OFFICE = {"zh": "没有单位 {id}。", "en": "There is no office {id}."}
OFFICE = click.option("--office", default="", help="只看这个单位 · of this office only")


@click.group("repair")
def command() -> None:
    """信用修复 · credit repair: applications, what is late, figures of offices."""


@command.command()
@OFFICE
@lang_option
def ls(office: str, lang: Lang) -> None:
    """已提交的修复申请 · applications handed in, the longest unmoved first, a line of NDJSON each.

    Exit 2: there is no such office.
    """
    with ledger(lang):
        from creditdelta.repair.queries import cases_at, cases_filed

        _check(office, lang)
        for one in cases_at(office) if office else cases_filed():
            told = {
                "case": one.id.hex(), "office": one.office, "about": one.about, "way": one.way,
                "regime": one.regime, "state": one.state, "filed_on": str(one.filed_on),
            }  # fmt: skip
            click.echo(json.dumps(told))


@command.command()
@click.argument("case")
@lang_option
def show(case: str, lang: Lang) -> None:
    """一份修复申请和它的步骤 · one application, then its steps, a line of NDJSON each.

    What was written about it is not shown. Exit 2: there is no such application.
    """
    with ledger(lang):
        from creditdelta.records.queries import identity
        from creditdelta.repair import queries
        from creditdelta.repair.letters import number_of
        from creditdelta.repair.rules import due_of

        one = queries.case(_id(case))
        if one is None:
            click.echo(_NO_CASE[lang].format(id=case), err=True)
            raise SystemExit(UNKNOWN)
        who, due = identity(one.ref), due_of(one)
        told = {
            "case": one.id.hex(), "number": number_of(one), "code": who.code if who else None,
            "office": one.office, "about": one.about, "target": one.target.hex(), "way": one.way,
            "regime": one.regime, "state": one.state, "due": str(due) if due else None,
            "reasons": list(one.reasons),
        }  # fmt: skip
        click.echo(json.dumps(told, ensure_ascii=False))
        for step in queries.taken([one.id])[one.id]:
            click.echo(json.dumps({"step": step.kind, "on": str(step.on)}))


@command.command()
@OFFICE
@lang_option
def due(office: str, lang: Lang) -> None:
    """超过期限的修复申请 · what offices ought to have done before today, the oldest first, as NDJSON.

    Exit 1: something is late. Exit 2: there is no such office.
    """
    with ledger(lang):
        from creditdelta.journal.synthetic import business_day
        from creditdelta.kernel.days import working_days_between
        from creditdelta.repair.queries import cases_at, cases_filed
        from creditdelta.repair.rules import due_of
        from creditdelta.repair.tallying import is_late
        from creditdelta.rulebook.calendars import calendar

        _check(office, lang)
        day = business_day()
        found = cases_at(office) if office else cases_filed()
        late = [(due_of(one), one) for one in found if is_late(one, day)]
        dated = [(until, one) for until, one in late if until is not None]
        for until, one in sorted(dated, key=lambda each: (each[0], each[1].id)):
            told = {
                "case": one.id.hex(), "office": one.office, "state": one.state, "due": str(until),
                "working_days_late": working_days_between(until, day, calendar()),
            }  # fmt: skip
            click.echo(json.dumps(told))
        if dated:
            raise SystemExit(1)


@command.command()
@click.option("--keep", "kept", is_flag=True, help="更新统计页的数字 · keep them for the page")
@lang_option
def stats(kept: bool, lang: Lang) -> None:
    """各单位的办理情况 · the figures of each office as of now, a line of NDJSON each."""
    with ledger(lang):
        from creditdelta.journal.synthetic import business_day
        from creditdelta.repair import tallying

        day = business_day()
        if kept:
            tallying.keep(day)
        for one in tallying.counted(day):
            click.echo(json.dumps({**asdict(one), "counted_on": str(one.counted_on)}))


def _check(office: str, lang: Lang) -> None:
    from creditdelta.rulebook.offices import offices

    if office and office not in offices():
        click.echo(_NO_OFFICE[lang].format(id=office), err=True)
        raise SystemExit(UNKNOWN)


def _id(written: str) -> bytes:
    try:
        return bytes.fromhex(written)
    except ValueError:
        return b""
