"""Which language a command answers in: `--lang`, else the environment's LANG, else Chinese."""

import os
from collections.abc import Callable
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])


def by_environment() -> str:
    """English only when the locale asks for it; the platform's first readers read Chinese."""
    wanted = os.environ.get("LC_ALL") or os.environ.get("LANG") or ""
    return "en" if wanted.startswith("en") else "zh"


def lang_option(function: F) -> F:
    """Add `--lang zh|en` (argument `lang`) to a command."""
    return click.option(
        "--lang",
        type=click.Choice(["zh", "en"]),
        default=by_environment,
        help="输出语言 · language of the answer",
    )(function)
