"""`cdelta check FILE…`: which rows are right, which are not, and how to mend them.

Clause  S31, S75, S22.
"""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

from creditdelta.cli.language import lang_option
from creditdelta.kernel.errors import Lang

if TYPE_CHECKING:
    import pyarrow as pa

    from creditdelta.facade.check import Report

JSON_FIELDS = ("row", "column", "code", "message", "suggestion")
FINDINGS = 1


@click.command("check")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False))
@click.option("--type", "kind", default="", help="按此标准核验，不作识别 · hold to this standard")
@click.option("--on", "day", type=click.DateTime(["%Y-%m-%d"]), help="核验日期 · day of the check")
@click.option(
    "--json", "as_json", is_flag=True, help="每个文件一个 JSON 对象 · one JSON object a file"
)
@click.option(
    "--fix", type=click.Path(dir_okay=False), help="写出待改表 · write the fix-it workbook"
)
@click.option(
    "--findings",
    type=click.Path(dir_okay=False),
    help="全部问题写入 NDJSON · every finding, a line each",
)
@lang_option
def command(
    files: tuple[str, ...],
    kind: str,
    day: datetime | None,
    as_json: bool,
    fix: str | None,
    findings: str | None,
    lang: Lang,
) -> None:
    """逐行核验报送文件（CSV、XLSX、XLS、Parquet、JSON Lines）。

    Judge every row of supplier files. Exit 0: nothing refused; 1: rows refused or a file unread.
    """
    if (fix or findings) and len(files) > 1:
        raise click.UsageError("--fix 和 --findings 一次只用于一个文件 · one file at a time")
    if kind:
        _known(kind)
    clean = True
    for name in files:
        with _sink(findings, lang, as_json=as_json, name=name) as sink:
            report = _checked(name, kind, day, lang, sink, quiet=as_json)
        clean = clean and report.ok
        if as_json:
            _close_json(report)
        else:
            from creditdelta.cli.check_page import show

            show(report)
        if fix and report.inner.recognition is None:
            click.echo(_NOT_FIXABLE[lang], err=True)
        elif fix:
            count = report.to_xlsx(fix)
            click.echo(_FIXED[lang].format(count=count, path=fix), err=True)
    sys.exit(0 if clean else FINDINGS)


def _known(kind: str) -> None:
    from creditdelta.cli.in_order import rulebook_in_order
    from creditdelta.cli.kinds import chosen

    with rulebook_in_order():
        chosen(kind)


_NOT_FIXABLE = {
    "zh": "文件未被识别，没有可改的行，未写待改表。",
    "en": "The file was not recognised, so there are no rows to mend; no workbook was written.",
}
_FIXED = {
    "zh": "待改表：{path}（{count} 行）。改好后直接再次核验：cdelta check {path}",
    "en": "Fix-it workbook: {path} ({count} rows). Mend it, then: cdelta check {path}",
}


def _checked(
    name: str,
    kind: str,
    day: datetime | None,
    lang: Lang,
    sink: "Callable[[pa.RecordBatch], None] | None",
    *,
    quiet: bool,
) -> "Report":
    from creditdelta.facade.check import check

    on = day.date() if day else None
    if quiet or not sys.stderr.isatty():
        return check(name, kind=kind, on=on, lang=lang, sink=sink)
    from creditdelta.cli.check_page import progress

    with progress(Path(name)) as tick:
        return check(name, kind=kind, on=on, lang=lang, sink=sink, progress=tick)


@contextmanager
def _sink(
    path: str | None, lang: Lang, *, as_json: bool, name: str
) -> "Iterator[Callable[[pa.RecordBatch], None] | None]":
    """Where every finding goes while the file is read: standard output, a file, both or nowhere."""
    if not path and not as_json:
        yield None
        return
    from creditdelta.pipeline.ndjson import Writer
    from creditdelta.pipeline.render import OWN_IN_A_STREAM, Renderer

    with ExitStack() as stack:
        writers = []
        if path:
            out = stack.enter_context(_whole(Path(path)))
            writers.append(Writer(out.write, Renderer(lang, None, OWN_IN_A_STREAM)))
        if as_json:
            click.echo(f'{{"file":{json.dumps(name, ensure_ascii=False)},"findings":[', nl=False)
            writers.append(Writer(_objects(), Renderer(lang, None), JSON_FIELDS))

        def take(found: "pa.RecordBatch") -> None:
            for writer in writers:
                writer.add(found)

        yield take
        for writer in writers:
            writer.flush()


@contextmanager
def _whole(path: Path) -> Iterator[IO[bytes]]:
    """A file that appears under its name only when all of it is written."""
    part = path.with_name(f"{path.name}.part")
    try:
        with part.open("wb") as out:
            yield out
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _objects() -> Callable[[bytes], None]:
    """Prints JSON lines as the elements of an array."""
    between = b""

    def show(lines: bytes) -> None:
        nonlocal between
        click.echo(between + lines[:-1].replace(b"\n", b",\n"), nl=False)
        between = b",\n"

    return show


def _close_json(report: "Report") -> None:
    rest = {
        "form": report.inner.form,
        "sheet": report.sheet,
        "recognised": report.recognition,
        "rows": report.rows,
        "accepted": report.accepted,
        "rejected": report.rejected,
        "totals": dict(report.totals),
    }
    click.echo("]," + json.dumps(rest, ensure_ascii=False)[1:])
