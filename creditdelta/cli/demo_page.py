"""How the demonstration looks in a terminal: notice, accounting, reasons, the key, what to try next."""

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from shlex import join
from shutil import which
from typing import TYPE_CHECKING, Any

import click
from rich.console import Console
from rich.table import Table

from creditdelta.cli.demo_words import COUNTS, WORDS
from creditdelta.demo.accounting import Account, accounts, total
from creditdelta.demo.take_in import LEDGER, WORLD, Taken
from creditdelta.kernel.errors import Lang, find

if TYPE_CHECKING:
    from creditdelta.demo.end_state import Figure, State, What

TOP_REASONS = 5
FIX_IT = "fix.xlsx"


@dataclass(frozen=True, slots=True)
class Page:
    """What became of every file and what the ledger holds, beside the key."""

    lang: Lang
    folder: Path
    key: dict[str, Any]
    taken: "list[Taken]"
    state: "State"

    @property
    def clean(self) -> bool:
        """Whether everything is as the key says and every row is accounted for."""
        figures = all(figure.right for figure in self.state.figures)
        files = all(one.right for one in self.taken)
        return files and figures and self._sum().balanced and self._journal_whole

    @property
    def _journal_whole(self) -> bool:
        return self.state.unaltered and not self.state.unsealed

    def say(self, word: str, **values: object) -> str:
        """One text of the page in its language."""
        return WORDS[word][self.lang].format(**values)

    def show(self, seconds: float) -> None:
        """The whole page on standard output."""
        console = Console()
        console.print(f"[bold]{self.say('title')}[/]\n")
        console.print(self._table())
        parts = {name: f"{self._sum().counts[name]:,}" for name in COUNTS}
        mark = _mark(right=self._sum().balanced)
        click.echo(self.say("sum", mark=mark, files=len(self.taken), **parts))
        click.echo(f"\n{self.say('reasons')}")
        for code, count in self.state.reasons[:TOP_REASONS]:
            click.echo(f"  {count:>7,}  {code}  {find(code).title.say(self.lang)}")
        click.echo(f"\n{self.say('held', key=self.folder / WORLD / 'answers.json')}")
        for line in (*self._files(), *self._confirmed(), *self._counted(), *self._journal()):
            click.echo(f"  {line}")
        click.echo(f"\n{self.say('seconds', seconds=f'{seconds:.0f}')}")
        places = {"world": self.folder / WORLD, "ledger": self.folder / LEDGER}
        click.echo(self.say("places", **places))

    def _sum(self) -> Account:
        return total(accounts(self.taken).values())

    def _table(self) -> Table:
        table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0))
        for name in ("region", "group", "files", *COUNTS):
            left = name in ("region", "group")
            table.add_column(self.say(name), justify="left" if left else "right", no_wrap=True)
        last = ""
        for (region, group), account in accounts(self.taken).items():
            shown = self.say(region[:2]) if region != last else ""
            table.add_row(shown, self.say(group), *_numbers(account))
            last = region
        table.add_row(f"[bold]{self.say('total')}[/]", "", *_numbers(self._sum()))
        return table

    def _files(self) -> Iterable[str]:
        right = sum(one.right for one in self.taken)
        mark = _mark(right=right == len(self.taken))
        yield self.say("files_right", mark=mark, right=right, files=len(self.taken))
        for one in self.taken:
            if not one.right:
                differing = (
                    self.say("differs", what=self.say(name), found=found, expected=expected)
                    for name, found in one.counts.items()
                    if found != (expected := one.expected[name])
                )
                yield f"    {one.file}: {'; '.join(differing)}"

    def _confirmed(self) -> Iterable[str]:
        figures = self._figures("confirmed")
        regions = "  ".join(f"{self.say(one.of[:2])} {one.found:,}" for one in figures)
        yield f"{self._figure('confirmed', figures)}  ({regions})"
        yield from self._differing(figures)

    def _counted(self) -> Iterable[str]:
        kinds: tuple[What, ...] = ("standing", "waiting", "withdrawn")
        for what in kinds:
            figures = self._figures(what)
            yield self._figure(f"{what}_end", figures)
            yield from self._differing(figures)

    def _figures(self, what: "What") -> "list[Figure]":
        return [figure for figure in self.state.figures if figure.what == what]

    def _figure(self, word: str, figures: "list[Figure]") -> str:
        mark = _mark(right=all(figure.right for figure in figures))
        found = sum(figure.found for figure in figures)
        expected = sum(figure.expected for figure in figures)
        return self.say(word, mark=mark, found=f"{found:,}", expected=f"{expected:,}")

    def _differing(self, figures: "list[Figure]") -> Iterable[str]:
        for one in figures:
            if not one.right:
                of = self.say(one.of[:2]) if one.of[:2] in WORDS else one.of
                told = self.say("differs", what=of, found=one.found, expected=one.expected)
                yield f"    {told}"

    def _journal(self) -> Iterable[str]:
        mark = _mark(right=self._journal_whole)
        events = f"{self.state.events:,}"
        yield self.say("journal", mark=mark, events=events, checkpoints=self.state.checkpoints)
        if self.state.unsealed:
            yield f"    {self.say('unsealed', count=self.state.unsealed)}"

    def invite(self, *, elsewhere: bool) -> None:
        """Things to try in the demonstration's ledger, on the error channel, ready to be pasted."""
        place = f"CREDITDELTA_HOME={join([str(self.folder / LEDGER)])}"
        before = f"DATABASE_URL= {place}" if elsewhere else place
        if elsewhere:
            click.echo(self.say("elsewhere"), err=True)
        click.echo(f"\n{self.say('next')}", err=True)
        for thing in self._things():
            click.echo(f"  {before} {join([program(), *thing])}", err=True)

    def _things(self) -> Iterable[list[str]]:
        """What was received, an organisation by a name it bore, the file with most refused rows."""
        renamed = next(one for one in self.key["names"] if one["former_names"])
        worst = max(self.key["files"], key=lambda one: one["rejected_for"]["refused"])
        file = str(self.folder / WORLD / worst["file"])
        yield ["submission", "ls"]
        yield ["subject", "find", renamed["former_names"][0]]
        yield ["check", file, "--on", self.key["day"], "--fix", str(self.folder / FIX_IT)]


def program() -> str:
    """How this program is called here."""
    called = sys.argv[0]
    return called if called.endswith("/cdelta") and not which("cdelta") else "cdelta"


def _numbers(account: Account) -> list[str]:
    return [f"{account.files:,}", *(f"{account.counts[name]:,}" for name in COUNTS)]


def _mark(*, right: bool) -> str:
    return "✓" if right else "✗"
