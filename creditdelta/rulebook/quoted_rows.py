"""How is a CSV table of the rulebook read: its heading as it must be, every row with every cell.

Clause  S22. Which columns a table has is said by a dataclass or by their names.
"""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path

from creditdelta.rulebook.strict import Place


def quoted_rows(
    path: Path, columns: type | Sequence[str]
) -> Iterator[tuple[dict[str, str], Place]]:
    """Each row by column, with its place; `RulebookError` where heading or row have other columns."""
    names = _names(columns)
    with path.open(encoding="utf-8", newline="") as source:
        reader = csv.DictReader(source)
        if tuple(reader.fieldnames or ()) != names:
            raise Place(path.name, "line 1").error(
                "the heading differs", f"write {','.join(names)}"
            )
        for number, cells in enumerate(reader, 2):
            place = Place(path.name, f"line {number}")
            if None in cells or None in cells.values():
                mend = f"write {len(names)} cells"
                raise place.error("cells are missing or too many", mend)
            yield cells, place


def _names(columns: type | Sequence[str]) -> tuple[str, ...]:
    if isinstance(columns, type):
        return tuple(one.name for one in fields(columns)) if is_dataclass(columns) else ()
    return tuple(columns)


def day_in(text: str, place: Place) -> date:
    """The day in a cell; `RulebookError` where it is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise place.error(f"{text!r} is no day", "write it as 2018-04-01") from None
