"""The answer key: which rows of the synthetic files are wrong, and which codes must answer them.

Clause  S22. A demonstration that cannot be marked right or wrong proves nothing.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from creditdelta.demo.suppliers import SEED, SUPPLIES, Supply, rows
from creditdelta.demo.world import world
from creditdelta.world import files, vocabulary
from creditdelta.world.files import Line, Table

ANSWERS = "answers.csv"
LEAST_ROWS = 120  # room for every kind of mistake in every file
_ORGANISATIONS_PER_ROW = 2


@dataclass(frozen=True, slots=True)
class Answer:
    """One wrong row: where it is, what is wrong with it, and all codes that must be given."""

    file: str
    row: int
    mistake: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Delivery:
    """One written file with its answers."""

    path: Path
    supply: Supply
    first_row: int  # number of the line, sheet row or record the first row stands in
    rows: int
    answers: tuple[Answer, ...]


def deliveries(folder: Path, size: int) -> Iterator[Delivery]:
    """Write file after file, `size` rows each (at least `LEAST_ROWS`), and the key at the end."""
    folder.mkdir(parents=True, exist_ok=True)
    size = max(size, LEAST_ROWS)
    made = world(SEED, size * _ORGANISATIONS_PER_ROW)
    answers: list[Answer] = []
    for supply in SUPPLIES:
        found = rows(supply, made, size)
        table = Table(supply.title, vocabulary.form(supply.form), supply.encoding)
        first = files.write(folder / supply.file, table, found)
        own = tuple(_answers(supply, found, first))
        answers += own
        yield Delivery(folder / supply.file, supply, first, size, own)
    write_key(folder / ANSWERS, answers)


def _answers(supply: Supply, found: list[Line], first: int) -> Iterator[Answer]:
    for number, row in enumerate(found, start=first):
        if row.wrong:
            yield Answer(supply.file, number, row.wrong.name, row.wrong.codes)


def write_key(path: Path, answers: list[Answer]) -> None:
    """The key as a table that a spreadsheet opens: one line an expected code."""
    with path.open("w", encoding="utf-8-sig", newline="") as sink:
        table = csv.writer(sink, quoting=csv.QUOTE_ALL)
        table.writerow(["file", "row", "mistake", "code"])
        for answer in answers:
            table.writerows(
                [answer.file, answer.row, answer.mistake, code] for code in answer.codes
            )
