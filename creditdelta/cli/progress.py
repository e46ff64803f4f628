"""How far is a long piece of work? Told on the error channel, and only to somebody who watches."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from creditdelta.kernel.errors import Lang

WORDS: dict[Lang, str] = {
    "zh": "\r{done:,} / {total:,} 个事件",
    "en": "\r{done:,} / {total:,} events",
}


@contextmanager
def counted(lang: Lang, *, quiet: bool) -> Iterator[Callable[[int, int], None] | None]:
    """A function that says how many events are done; nothing where nobody watches."""
    if quiet or not sys.stderr.isatty():
        yield None
        return

    def say(done: int, total: int) -> None:
        click.echo(WORDS[lang].format(done=done, total=total), err=True, nl=False)

    yield say
    click.echo(err=True)
