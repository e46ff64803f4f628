"""How far is the demonstration? One line on the error channel; it leaves nothing behind."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from rich import progress as bars
from rich.console import Console

from creditdelta.kernel.errors import Lang

_WORDS: dict[str, dict[Lang, str]] = {
    "writing": {"zh": "生成文件", "en": "writing files"},
    "taking": {"zh": "入账", "en": "taking in"},
    "rows": {"zh": "{rows:,} 行", "en": "{rows:,} rows"},
    "comparing": {"zh": "核对答案", "en": "comparing with the key"},
}


@dataclass(slots=True)
class Progress:
    """What the watcher is told, step by step."""

    bar: bars.Progress
    task: bars.TaskID
    lang: Lang
    rows: int = 0

    def written(self, file: str) -> None:
        """A file of the world lies ready."""
        self._say("writing", file)

    def taken(self, file: str, done: int, files: int, rows: int) -> None:
        """A file was taken in."""
        self.rows += rows
        self.bar.update(self.task, completed=done, total=files)
        self._say("taking", f"{_WORDS['rows'][self.lang].format(rows=self.rows)}  {file}")

    def comparing(self) -> None:
        """All files are in."""
        self._say("comparing", "")

    def _say(self, word: str, more: str) -> None:
        self.bar.update(self.task, description=f"{_WORDS[word][self.lang]}  {more}")


@contextmanager
def progress(lang: Lang) -> Iterator[Progress]:
    """A bar for the time of the demonstration."""
    columns = (
        bars.SpinnerColumn(),
        bars.BarColumn(20),
        bars.MofNCompleteColumn(),
        bars.TimeElapsedColumn(),
        bars.TextColumn("{task.description}"),
    )
    with bars.Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        yield Progress(bar, bar.add_task(_WORDS["writing"][lang], total=None), lang)
