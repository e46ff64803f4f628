"""Where the plan's own data is (clause map, glossary), read as strictly as the rulebook.

Clause  S67: every clause has one home, and a test keeps that true.
Data    seed/clauses.toml, seed/glossary.toml.
"""

import os
from pathlib import Path
from typing import TypeVar

from creditdelta.rulebook.folder import data_folder
from creditdelta.rulebook.strict import RulebookError, load, read

T = TypeVar("T")


def seed_folder() -> Path:
    """The folder of the plan's data: `CREDITDELTA_SEED`, else the checkout's or the package's."""
    return data_folder("seed", os.environ.get("CREDITDELTA_SEED"))


def entries(name: str, table: str, shape: type[T]) -> tuple[T, ...]:
    """All `[[table]]` entries of a seed file as frozen values, in the file's order.

    Raises `RulebookError` on an unknown or missing key and on a value of another type, so that a
    slip of the pen never becomes a clause without a home.
    """
    document, place = load(seed_folder() / name)
    if set(document) != {table} or not isinstance(document[table], list):
        raise place.error(f"keys {sorted(document)}", f"write only [[{table}]] entries")
    return tuple(
        read(shape, row, place.inside(f"{table} {number}"))
        for number, row in enumerate(document[table], 1)
    )


def once(name: str, words: list[str]) -> None:
    """Refuse a file in which two entries share a word, naming the word."""
    seen: set[str] = set()
    for word in words:
        if word in seen:
            raise RulebookError(name, word, "stands twice", "keep one")
        seen.add(word)
