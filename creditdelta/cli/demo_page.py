"""How the demonstration looks in a terminal: a table of files, and what to try next."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import click
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from creditdelta.demo.answers import ANSWERS, Delivery
from creditdelta.facade.check import Report
from creditdelta.kernel.errors import Lang, find

TOP_REASONS = 3
_WORDS: dict[str, dict[Lang, str]] = {
    "title": {
        "zh": "合成数据演示：以下主体、文号与事实均为虚构",
        "en": "Synthetic demonstration: everybody and everything below is invented",
    },
    "file": {"zh": "文件", "en": "file"},
    "rows": {"zh": "行数", "en": "rows"},
    "accepted": {"zh": "接收", "en": "accepted"},
    "rejected": {"zh": "退回", "en": "rejected"},
    "reasons": {"zh": "退回原因：", "en": "Refused for: "},
    "working": {"zh": "生成并核验", "en": "writing and checking"},
    "total": {
        "zh": "{files} 个文件，{rows:,} 行 = 接收 {accepted:,} + 退回 {rejected:,}",
        "en": "{files} files, {rows:,} rows = {accepted:,} accepted + {rejected:,} rejected",
    },
    "planted": {
        "zh": "预埋错误 {planted} 行，答案在 {path}",
        "en": "{planted} rows were made wrong on purpose; the answer key is {path}",
    },
    "fixes": {
        "zh": "待改表（只含错误行，标色并附建议）：{path}",
        "en": "Fix-it workbooks (wrong rows only, coloured, with advice): {path}",
    },
    "next": {"zh": "接下来可以试：", "en": "Three things to try:"},
}


@dataclass(slots=True)
class Page:
    """Collects the result of each file and shows them all at the end."""

    lang: Lang
    folder: Path
    results: list[tuple[Delivery, Report, Path | None]] = field(default_factory=list)

    def say(self, word: str, **values: object) -> str:
        """One text of the page in its language."""
        return _WORDS[word][self.lang].format(**values)

    @contextmanager
    def progress(self) -> Iterator[Callable[[str], None]]:
        """A spinner with the file at work, on standard error; it leaves nothing behind."""
        columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
        with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task(self.say("working"))
            yield lambda name: bar.update(task, description=f"{self.say('working')}  {name}")

    def add(self, delivery: Delivery, report: Report, fix: Path | None) -> None:
        """Remember one file."""
        self.results.append((delivery, report, fix))

    def show(self) -> None:
        """The whole page on standard output."""
        console = Console()
        console.print(f"[bold]{self.say('title')}[/]\n")
        console.print(self._table())
        reports = [report for _, report, _ in self.results]
        names = ("rows", "accepted", "rejected")
        sums = {name: sum(getattr(report, name) for report in reports) for name in names}
        click.echo(self.say("total", files=len(reports), **sums))
        planted = sum(len(delivery.answers) for delivery, _, _ in self.results)
        click.echo(self.say("planted", planted=planted, path=self.folder / ANSWERS))
        fixes = [fix for _, _, fix in self.results if fix]
        if fixes:
            click.echo(self.say("fixes", path=f"{fixes[0].parent}/"))
        self._next(fixes)

    def _table(self) -> Table:
        table = Table(box=None, pad_edge=False, padding=(0, 2, 1, 0))
        table.add_column(self.say("file"), ratio=1)
        for name in ("rows", "accepted", "rejected"):
            table.add_column(self.say(name), justify="right", no_wrap=True)
        for delivery, report, _ in self.results:
            table.add_row(
                f"[bold]{delivery.path.name}[/]\n{report.recognition}\n[dim]{self._reasons(report)}[/]",
                f"{report.rows:,}",
                f"[green]{report.accepted:,}[/]",
                f"[red]{report.rejected:,}[/]",
            )
        return table

    def _reasons(self, report: Report) -> str:
        errors = [(code, count) for code, count in report.totals if _refuses(code)]
        named = (f"{find(code).title.say(self.lang)} {count:,}" for code, count in errors)
        return self.say("reasons") + " · ".join(islice(named, TOP_REASONS))

    def _next(self, fixes: list[Path]) -> None:
        first = self.results[0][0].path
        codes = [code for _, report, _ in self.results for code, _ in report.totals]
        click.echo(f"\n{self.say('next')}", err=True)
        for line in (
            f"cdelta check {first}",
            f"cdelta explain {codes[0]}" if codes else "cdelta explain",
            f"cdelta check {fixes[0]}" if fixes else "cdelta standard ls",
        ):
            click.echo(f"  {line}", err=True)


def _refuses(code: str) -> bool:
    return find(code).severity == "error"
