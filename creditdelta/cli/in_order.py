"""What does a command say where this installation is broken, whatever was asked of it?"""

from collections.abc import Iterator
from contextlib import contextmanager

import click

from creditdelta.rulebook.strict import RulebookError


class EnvironmentFailure(click.ClickException):
    """Something of this machine or installation is not in order; the input may well be."""

    exit_code = 3


@contextmanager
def rulebook_in_order() -> Iterator[None]:
    """A broken rulebook is a broken installation: exit 3 with file, place and mend."""
    try:
        yield
    except RulebookError as error:
        raise EnvironmentFailure(f"规则库有误 · rulebook: {error}") from error
