"""`cdelta sql "select …"`: an analyst asks the pool; nothing can be changed and no person is in it.

Clause  S34.
"""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from creditdelta.cli.language import lang_option
from creditdelta.cli.ledger import ENVIRONMENT, ledger
from creditdelta.kernel.errors import Lang

if TYPE_CHECKING:
    import pyarrow as pa

SHOWN_ROWS = 1_000
FORMATS = ("table", "csv", "json", "parquet")
MORE = {
    "zh": "只显示前 {rows} 行；用 --limit 0 或 --out 取全部。",
    "en": "Only the first {rows} rows are shown; --limit 0 or --out gives all.",
}
NO_MEMORY = {
    "zh": "内存不足：请缩小范围，或用 --memory 放宽。",
    "en": "Not enough memory: ask for less, or raise --memory.",
}


@click.command("sql", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("question", required=False)
@click.option("--tables", is_flag=True, help="可查询的表和栏 · what may be asked for")
@click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="写入文件 · to a file")
@click.option("--limit", type=click.IntRange(0), help="最多行数，0 为不限 · rows at most, 0: all")
@click.option(
    "--memory", type=click.IntRange(64), default=1024, show_default=True, help="内存上限 MB · limit"
)
@lang_option
def command(
    question: str | None,
    tables: bool,
    form: str,
    out: Path | None,
    limit: int | None,
    memory: int,
    lang: Lang,
) -> None:
    """查询资源池（只读）：每类信用记录一张表。

    Ask the pool with one SELECT (DuckDB's SQL). One table for each kind of record, with the columns
    of its standard and uscc, region, delivery, waiting (its organisation is not confirmed, or not
    under that name); only what counts and stands. Columns about persons
    are not there; names of sole traders are not shown.
    """
    with ledger(lang):
        import duckdb

        from creditdelta.records.pool_views import askable, asked
        from creditdelta.records.question import NotAQuestion

        if tables:
            for kind, columns in askable().items():
                click.echo(f"{kind}: {', '.join(columns)}")
            return
        if not question:
            raise click.UsageError('cdelta sql "select count(*) from penalty"')
        if form == "parquet" and out is None:
            raise click.UsageError("parquet: --out FILE")
        most = limit if limit is not None else (0 if out or form != "table" else SHOWN_ROWS)
        try:
            with asked(question, memory_mb=memory) as reader:
                table, cut = _taken(reader, most)
                _tell(table, form, out)
        except NotAQuestion as refused:
            raise click.UsageError(f"只接受一条查询语句 · a question only: {refused}") from None
        except duckdb.OutOfMemoryException:
            click.echo(NO_MEMORY[lang], err=True)
            sys.exit(ENVIRONMENT)
        except duckdb.Error as refused:
            raise click.UsageError(str(refused).splitlines()[0]) from None
        if cut:
            click.echo(MORE[lang].format(rows=most), err=True)


def _taken(reader: "pa.RecordBatchReader", most: int) -> "tuple[pa.Table, bool]":
    """The rows asked for, and whether there were more."""
    import pyarrow as pa

    found, rows = [], 0
    for batch in reader:
        found.append(batch)
        rows += batch.num_rows
        if most and rows > most:
            return pa.Table.from_batches(found, reader.schema).slice(0, most), True
    return pa.Table.from_batches(found, reader.schema), False


def _tell(table: "pa.Table", form: str, out: Path | None) -> None:
    if form == "parquet":
        import pyarrow.parquet as pq

        pq.write_table(table, str(out), compression="zstd")
    elif out is None:
        _lines(table, form, sys.stdout)
    else:
        with out.open("w", encoding="utf-8", newline="") as file:
            _lines(table, form, file)


def _lines(table: "pa.Table", form: str, out: TextIO) -> None:
    import csv

    if form == "json":
        for row in table.to_pylist():
            out.write(json.dumps(row, ensure_ascii=False, default=str) + "\n")
        return
    rows = zip(*(column.to_pylist() for column in table.columns), strict=True)
    if form == "csv":
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(table.column_names)
        writer.writerows(rows)
        return
    out.write("\t".join(table.column_names) + "\n")
    out.writelines("\t".join(map(_visible, row)) + "\n" for row in rows)


def _visible(value: object) -> str:
    """Nothing in a cell may steer the terminal."""
    text = "" if value is None else str(value)
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text)
