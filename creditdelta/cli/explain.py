"""`cdelta explain`: what an error code means and how to go on.

Clause  S75. Reads the catalogue alone, so that the answer is there at once.
"""

import json
from collections.abc import Iterator
from dataclasses import asdict

import click

from creditdelta.cli.language import lang_option
from creditdelta.handbook.error_words import SEVERITY, near, sentence, suggestion
from creditdelta.kernel import errors
from creditdelta.kernel.errors import ErrorKind, Lang


@click.command()
@click.argument("code", required=False)
@click.option("--json", "as_json", is_flag=True, help="机器可读 · one JSON object a line")
@lang_option
def command(code: str | None, as_json: bool, lang: Lang) -> None:
    """解释错误代码；不带代码时列出各族 · explain an error code; without one, list families."""
    if code is None:
        _list_families(as_json)
        return
    for entry in _wanted(code):
        click.echo(_as_json(entry) if as_json else _as_text(entry, lang))


def _list_families(as_json: bool) -> None:
    for name in errors.families():
        codes = list(errors.entries(name))
        if as_json:
            click.echo(json.dumps({"family": name, "codes": codes}))
        else:
            click.echo(f"{name:<10} {codes[0]} … {codes[-1]}  ({len(codes)})")
    click.echo("cdelta explain FAMILY | CODE", err=True)


def _wanted(word: str) -> Iterator[ErrorKind]:
    name = word.lower().removeprefix("cd-")
    if name in errors.families():
        return iter(errors.entries(name).values())
    code = f"CD-{name.upper()}"
    try:
        return iter([errors.find(code)])
    except errors.UnknownCode:
        others = ", ".join(near(code)) or "cdelta explain"
        refusal = f"没有代码「{word}」，相近的有 · no such code, near: {others}"
        raise click.UsageError(refusal) from None


def _as_json(entry: ErrorKind) -> str:
    return json.dumps(asdict(entry), ensure_ascii=False)


def _as_text(entry: ErrorKind, lang: Lang) -> str:
    lines = [
        f"{entry.code}  {entry.title.say(lang)}",
        f"  {SEVERITY[entry.severity].say(lang)}",
        f"  {sentence(entry, lang)}",
        f"  → {suggestion(entry, lang)}",
    ]
    return "\n".join(lines)
