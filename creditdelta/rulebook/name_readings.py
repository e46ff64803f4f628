"""With which letter may a character's sound begin? Those characters that have several common readings.

Clause  S27, S34: a name is found by the first letters of its sounds (hyhb).
Data    rulebook/codes/names/readings.csv; every other character has the one reading of the dictionary.

>>> readings()["行"], readings()["会"]
('xh', 'hk')
"""

import csv
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from creditdelta.rulebook.folder import folder
from creditdelta.rulebook.strict import Place

FILE = "readings.csv"
COLUMNS = ("character", "letters", "basis", "source", "confidence")
_LETTERS = re.compile("[a-z]{2,4}")


def readings(root: Path | None = None) -> Mapping[str, str]:
    """The letters of each such character, the usual one first; `RulebookError` where a row is wrong."""
    return _readings(root or folder())


@cache
def _readings(root: Path) -> Mapping[str, str]:
    with (root / "codes" / "names" / FILE).open(encoding="utf-8", newline="") as source:
        reader = csv.DictReader(source, strict=True)
        if tuple(reader.fieldnames or ()) != COLUMNS:
            raise Place(FILE, "line 1").error("the heading differs", f"write {','.join(COLUMNS)}")
        found: dict[str, str] = {}
        for line, cells in enumerate(reader, 2):
            here = Place(FILE, f"line {line}")
            if None in cells or not all(cells[name] for name in COLUMNS):
                raise here.error("cells are missing or too many", f"write {len(COLUMNS)} cells")
            character, letters = cells["character"], cells["letters"]
            if len(character) != 1 or character in found:
                raise here.error(f"{character!r} is not one new character", "keep one row")
            if not _LETTERS.fullmatch(letters) or len(set(letters)) != len(letters):
                raise here.error(
                    f"{letters!r} is no list of letters", "write two or more, once each"
                )
            found[character] = letters
    return found
