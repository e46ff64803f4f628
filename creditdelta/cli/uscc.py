"""`cdelta uscc`: check, repair and take apart unified social credit codes (统一社会信用代码).

Clause  S27, S28.
"""

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Protocol, cast

import click

from creditdelta.cli.language import lang_option
from creditdelta.cli.uscc_page import checked_page, origin_page
from creditdelta.facade import uscc
from creditdelta.facade.uscc import Checked
from creditdelta.kernel.errors import Lang

BLOCK_BYTES = 1 << 20
FEW = 1000
"""Up to so many lines at once are checked one by one: the machinery for columns takes a second
to load. It answers a slow pipe line by line too, since only what has arrived is read."""


Row = tuple[str, bool, str, list[str]]


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def command() -> None:
    """统一社会信用代码：核验、修复建议、拆解。

    Check a code, offer repairs, take one apart. Codes, files (one code a line) or - for stdin.
    """


@command.command()
@click.argument("sources", nargs=-1, metavar="[CODE|FILE|-]...")
@click.option("--json", "as_json", is_flag=True, help="每行一个 JSON 对象 · one JSON object a line")
@lang_option
@click.pass_context
def check(ctx: click.Context, sources: tuple[str, ...], as_json: bool, lang: Lang) -> None:
    """核验代码；有错误时退出码为 1。

    Check codes in input order; exit code 1 when any of them is wrong.
    """
    wrong = 0
    for lines in _line_blocks(sources):
        rows = _rows(lines)
        wrong += sum(not valid for _, valid, _, _ in rows)
        if as_json:
            click.echo("\n".join(map(_as_json, rows)))
        else:
            _print_pages(lines, rows, lang)
    if wrong and not as_json:
        _hint(lang, "下一步：cdelta uscc fix 代码", "next: cdelta uscc fix CODE")
    ctx.exit(1 if wrong else 0)


def _print_pages(lines: list[str], rows: list[Row], lang: Lang) -> None:
    """Every answer; of a long block only those with a finding."""
    for line, (_, _, _, codes) in zip(lines, rows, strict=True):
        if codes or len(lines) <= FEW:
            click.echo(checked_page(uscc.check(line), lang))


@command.command()
@click.argument("sources", nargs=-1, metavar="[CODE|FILE|-]...")
@click.option("--json", "as_json", is_flag=True, help="每行一个 JSON 对象 · one JSON object a line")
@lang_option
def fix(sources: tuple[str, ...], as_json: bool, lang: Lang) -> None:
    """给出修复建议，从不自动采用。

    Offer the codes that were likely meant, best first; never applied.
    """
    for line in _lines(sources):
        offers = uscc.fix(line)
        if as_json:
            shown = uscc.check(line)
            click.echo(_dump({"input": shown.input, "suggestions": list(offers)}))
        else:
            click.echo("\t".join([uscc.check(line).input, *offers]))
    if not as_json:
        _hint(lang, "请对照证照后采用。", "Compare with the certificate before using one.")


@command.command()
@click.argument("sources", nargs=-1, metavar="[CODE|FILE|-]...")
@click.option("--json", "as_json", is_flag=True, help="每行一个 JSON 对象 · one JSON object a line")
@lang_option
def convert(sources: tuple[str, ...], as_json: bool, lang: Lang) -> None:
    """拆解代码或旧号码，说明可对应的新代码。

    Take a code or an older number apart and say which code of today it leads to.
    """
    for line in _lines(sources):
        origin, shown = uscc.convert(line), uscc.check(line).input
        if as_json:
            place = origin.division
            click.echo(
                _dump(
                    {
                        "input": shown,
                        "kind": origin.kind,
                        "organisation_code": origin.organisation_code,
                        "division": place.code if place else "",
                        "division_name": place.name if place else "",
                        "pattern": origin.pattern,
                        "candidates": list(origin.candidates),
                    }
                )
            )
        else:
            click.echo(origin_page(shown, origin, lang))


def _rows(lines: list[str]) -> list[Row]:
    if len(lines) <= FEW:
        return [_row(uscc.check(line)) for line in lines]
    batch = uscc.check(lines)
    columns = (batch.column(name).to_pylist() for name in batch.schema.names)
    return list(zip(*columns, strict=True))


def _row(answer: Checked) -> Row:
    return answer.input, answer.valid, answer.normalised, list(answer.codes)


def _as_json(row: Row) -> str:
    return _dump(dict(zip(("input", "valid", "normalised", "codes"), row, strict=True)))


def _dump(value: dict[str, object]) -> str:
    return json.dumps(value, ensure_ascii=False)


def _lines(sources: tuple[str, ...]) -> Iterable[str]:
    return (line for block in _line_blocks(sources) for line in block)


def _line_blocks(sources: tuple[str, ...]) -> Iterator[list[str]]:
    for source in sources or ("-",):
        if source == "-":
            yield from _read(cast(_Arriving, sys.stdin.buffer))
        elif Path(source).is_file():
            with Path(source).open("rb") as file:
                yield from _read(file)
        else:
            yield [source]


class _Arriving(Protocol):
    def read1(self, size: int, /) -> bytes: ...


def _read(file: _Arriving) -> Iterator[list[str]]:
    """Lines as they arrive, in blocks; a byte order mark and the line ends are no part of them."""
    rest, first = b"", True
    while chunk := file.read1(BLOCK_BYTES):
        head, separator, rest = (rest + chunk).rpartition(b"\n")
        if separator:
            yield _decoded(head, first)
            first = False
    if rest:
        yield _decoded(rest, first)


def _decoded(content: bytes, first: bool) -> list[str]:
    text = content.decode("utf-8-sig" if first else "utf-8", errors="replace")
    return [line.removesuffix("\r") for line in text.split("\n")]


def _hint(lang: Lang, zh: str, en: str) -> None:
    click.echo(zh if lang == "zh" else en, err=True)
