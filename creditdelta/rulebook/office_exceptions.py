"""Which offices stand beside the rule: with another name, one more, or none?

Clause  S6.
Data    rulebook/offices/exceptions.csv; a market reporter that takes part is a row `added` there.

>>> [row.name.zh for row in differences() if row.office == "330200-customs"]
['宁波海关']
"""

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

from creditdelta.kernel.errors import Words
from creditdelta.rulebook.basis import Basis
from creditdelta.rulebook.folder import folder
from creditdelta.rulebook.quoted_rows import day_in, quoted_rows
from creditdelta.rulebook.strict import Place, read

FILE = "exceptions.csv"
COLUMNS = (
    "office", "kind", "action", "zh", "en", "since", "basis", "title", "reason", "confidence",
)  # fmt: skip
Action = Literal["named", "added", "none"]
_ID = re.compile(r"\d{6}-([a-z]+(?:_[a-z]+)*)(_\d{1,4})?", re.ASCII)  # a number tells equals apart


@dataclass(frozen=True, slots=True)
class Difference:
    """One office that is not as the rule says, from a day on; no name where there is none."""

    office: str
    kind: str
    action: Action
    name: Words
    since: date
    basis: Basis

    @property
    def division(self) -> str:
        """The place its id names."""
        return self.office[:6]


def differences(root: Path | None = None) -> tuple[Difference, ...]:
    """Every row in the file's order, earlier rows of an office first; `RulebookError`."""
    return _differences(root or folder())


@cache
def _differences(root: Path) -> tuple[Difference, ...]:
    found: list[Difference] = []
    last: dict[str, date] = {}
    for cells, line in quoted_rows(root / "offices" / FILE, COLUMNS):
        row = _row(cells, line)
        if row.since <= last.get(row.office, date.min):
            mend = "give each row of an office a later day, earlier rows first"
            raise line.error(f"{row.office} is not later than before", mend)
        last[row.office] = row.since
        found.append(row)
    return tuple(found)


def _row(cells: dict[str, str], line: Place) -> Difference:
    found = _ID.fullmatch(cells["office"])
    if found is None or found[1] != cells["kind"]:
        raise line.error(f"{cells['office']!r} is no id of its kind", "write 310000-transport")
    if (cells["action"] == "none") == bool(cells["zh"] and cells["en"]):
        raise line.error("the name does not fit the action", "name all but what is none")
    place = replace(line, allow_fictional=True)  # offices of the demonstration
    ground = {name: cells[name] for name in ("title", "reason", "confidence")}
    row = {
        "office": cells["office"], "kind": cells["kind"], "action": cells["action"],
        "since": day_in(cells["since"], line), "basis": {"kind": cells["basis"], **ground},
    }  # fmt: skip
    return read(Difference, row, place, name=Words(cells["zh"], cells["en"]))
