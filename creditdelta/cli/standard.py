"""`cdelta standard`: the record standards, to read and to hand to other systems.

Clause  S75: standards that can be run, and shown.
"""

import json
from dataclasses import asdict

import click

from creditdelta.cli.in_order import rulebook_in_order
from creditdelta.cli.kinds import chosen
from creditdelta.cli.language import lang_option
from creditdelta.cli.publication_page import publication
from creditdelta.cli.standard_page import listing, page
from creditdelta.kernel.errors import Lang
from creditdelta.rulebook.enums import enums
from creditdelta.rulebook.mappings import mappings
from creditdelta.rulebook.publication import publications
from creditdelta.rulebook.records import standards
from creditdelta.rulebook.schema import json_schema, table_schema

JSON = click.option("--json", "as_json", is_flag=True, help="机器可读 · machine-readable")
SCHEMAS = {"json-schema": json_schema, "table-schema": table_schema}


@click.group()
def command() -> None:
    """数据标准 · list, show and export the record standards."""


@command.command("ls")
@JSON
@lang_option
def list_standards(as_json: bool, lang: Lang) -> None:
    """列出各标准 · every standard with its columns and the sources mapped to it."""
    with rulebook_in_order():
        items, sources = list(standards().values()), list(mappings().values())
    if as_json:
        for item in items:
            row = {"id": item.id, "label": asdict(item.label), "since": item.since}
            mapped = [source.source for source in sources if source.standard == item.id]
            _echo({**row, "columns": len(item.columns), "mappings": mapped})
        return
    listing(items, sources, lang)
    click.echo("cdelta standard show KIND", err=True)


@command.command()
@click.argument("kind")
@JSON
@lang_option
def show(kind: str, as_json: bool, lang: Lang) -> None:
    """一项标准的各栏和规则 · the columns and rules of one standard (KIND: penalty, 行政处罚 …)."""
    with rulebook_in_order():
        item = chosen(kind)
        sources = [each for each in mappings().values() if each.standard == item.id]
        rule = publications()[item.publication]
        lists = {name: listed for name, listed in enums().items() if name in _lists_of(kind)}
    if as_json:
        named = {name: asdict(each) for name, each in lists.items()}
        _echo({**asdict(item), "publication": asdict(rule), "enums": named})
        return
    page(item, lists, sources, lang)
    for line in publication(rule, lang):
        click.echo(line)
    click.echo(f"cdelta template {item.kind}", err=True)


@command.command()
@click.argument("kind")
@click.option(
    "--format",
    "form",
    type=click.Choice(list(SCHEMAS)),
    default="json-schema",
    show_default=True,
    help="格式 · which of the two forms",
)
def schema(kind: str, form: str) -> None:
    """导出为通用格式 · the standard as JSON Schema 2020-12 or Frictionless Table Schema."""
    with rulebook_in_order():
        _echo(SCHEMAS[form](chosen(kind), enums()), indent=2)


def _lists_of(kind: str) -> set[str]:
    return {column.enum for column in chosen(kind).columns if column.enum is not None}


def _echo(value: object, indent: int | None = None) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=indent, default=str))
