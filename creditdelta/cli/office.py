"""`cdelta office`: the offices of the region, their names and what they report.

Clause  S6.
"""

import json
from dataclasses import asdict

import click

from creditdelta.cli.in_order import rulebook_in_order
from creditdelta.cli.language import lang_option
from creditdelta.kernel.errors import Lang
from creditdelta.rulebook.cities import PROVINCES
from creditdelta.rulebook.offices import Office, UnknownOffice, offices, offices_of
from creditdelta.rulebook.offices import office as found_by

JSON = click.option("--json", "as_json", is_flag=True, help="机器可读 · machine-readable")


@click.group()
def command() -> None:
    """单位 · list and show the offices of the region."""


@command.command("list")
@click.option("--region", type=click.Choice(list(PROVINCES)), help="省级区划代码 · province")
@click.option("--kind", help="单位种类 · kind of office, such as credit")
@JSON
@lang_option
def list_offices(region: str | None, kind: str | None, as_json: bool, lang: Lang) -> None:
    """列出单位 · every office, one a line."""
    with rulebook_in_order():
        found = offices_of(region) if region else tuple(offices().values())
    for one in found:
        if kind in (None, one.kind):
            click.echo(_json(one) if as_json else f"{one.id}\t{one.label.say(lang)}")


@command.command()
@click.argument("office")
@JSON
@lang_option
def show(office: str, as_json: bool, lang: Lang) -> None:
    """一个单位 · one office by its id, such as 310000-credit."""
    with rulebook_in_order():
        try:
            found = found_by(office)
        except UnknownOffice:
            sentence = f"没有单位「{office}」· no office {office!r}; cdelta office list"
            raise click.UsageError(sentence) from None
    if as_json:
        click.echo(_json(found))
        return
    click.echo(f"{found.id}  {found.label.say(lang)}  {found.since}")
    click.echo(f"{found.kind}  {found.role}  {' '.join(found.sources)}".rstrip())
    click.echo(f"[{found.basis.confidence}] {found.basis.title}: {found.basis.reason}")


def _json(one: Office) -> str:
    return json.dumps(asdict(one), ensure_ascii=False, default=str)
