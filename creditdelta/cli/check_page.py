"""How a check looks in a terminal: one sentence, four numbers, the reasons, and what to do next."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from creditdelta.facade.check import Report
from creditdelta.kernel.errors import find

EXAMPLES = 5
_WORDS = {
    "rows": {"zh": "行数", "en": "rows"},
    "accepted": {"zh": "接收", "en": "accepted"},
    "rejected": {"zh": "退回", "en": "rejected"},
    "persons": {"zh": "其中自然人", "en": "of them persons"},
    "code": {"zh": "代码", "en": "code"},
    "column": {"zh": "列", "en": "column"},
    "count": {"zh": "次数", "en": "count"},
    "reason": {"zh": "原因", "en": "reason"},
    "severity": {"zh": "级别", "en": "level"},
    "error": {"zh": "退回", "en": "error"},
    "warning": {"zh": "提示", "en": "warning"},
    "row": {"zh": "第 {row} 行", "en": "row {row}"},
    "clean": {"zh": "没有发现问题。", "en": "Nothing is wrong."},
    "next": {
        "zh": "下一步：cdelta check {path} --fix 待改.xlsx，或 cdelta explain {code}",
        "en": "Next: cdelta check {path} --fix fix.xlsx, or cdelta explain {code}",
    },
}


@contextmanager
def progress(path: Path) -> Iterator[Callable[[int], None]]:
    """A spinner with the rows done, on standard error."""
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(path.name)

        def tick(rows: int) -> None:
            bar.update(task, description=f"{path.name}  {rows:,}")

        yield tick


def show(report: Report) -> None:
    """Print the report of one file."""
    lang = report.lang
    console = Console()
    console.print(f"[bold]{report.inner.path.name}[/]  {report.inner.form}")
    if report.recognition:
        console.print(report.recognition)
    numbers = [("rows", report.rows), ("accepted", report.accepted), ("rejected", report.rejected)]
    if report.inner.persons:
        numbers.append(("persons", report.inner.persons))
    console.print("   ".join(f"{_WORDS[name][lang]} {count:,}" for name, count in numbers))
    if not report.inner.totals:
        console.print(f"[green]{_WORDS['clean'][lang]}[/]")
        return
    console.print(_reasons(report))
    for finding in report.findings[:EXAMPLES]:
        place = _WORDS["row"][lang].format(row=finding.row)
        console.print(f"{place} [dim]{finding.code}[/] {finding.message}", highlight=False)
        console.print(f"  → {finding.suggestion}", style="dim", highlight=False)
    path, code = report.inner.path, report.totals[0][0]
    click.echo(_WORDS["next"][lang].format(path=path, code=code), err=True)


def _reasons(report: Report) -> Table:
    lang = report.lang
    table = Table(box=None, pad_edge=False)
    for name in ("count", "severity", "code", "column", "reason"):
        table.add_column(_WORDS[name][lang], justify="right" if name == "count" else "left")
    ordered = sorted(report.inner.totals.items(), key=lambda item: (-item[1], item[0]))
    for (code, column), count in ordered:
        kind = find(code)
        colour = "red" if kind.severity == "error" else "yellow"
        level = f"[{colour}]{_WORDS[kind.severity][lang]}[/]"
        table.add_row(f"{count:,}", level, code, column, kind.title.say(lang))
    return table
