"""Which checks does each column of a recognised file get? Made once for a file, used for every batch.

Clause  S75: the standard is data; this file turns it into arrays the kernels read.
Data    rulebook/records, rulebook/codes/enums.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from creditdelta.kernel.columns import Bytes, Offsets
from creditdelta.pipeline.recognise import Recognition
from creditdelta.pipeline.validate import list_kernel
from creditdelta.rulebook.enums import Enumeration, folded
from creditdelta.rulebook.standards import Column, Standard
from creditdelta.rulebook.strict import RulebookError

EPOCH = date(1970, 1, 1).toordinal()
UNLIMITED = 1 << 30
_ALWAYS = 1 << 40


@dataclass(frozen=True, slots=True)
class Words:
    """Spellings end to end; see `list_kernel`."""

    data: Bytes
    places: Offsets


@dataclass(frozen=True, slots=True)
class ListRule:
    """An enumeration as arrays."""

    words: Words
    meaning: npt.NDArray[np.int64]
    prefix: int
    since: npt.NDArray[np.int64]
    until: npt.NDArray[np.int64]
    rows: tuple[str, ...]
    closed: bool


@dataclass(frozen=True, slots=True)
class ColumnRule:
    """One column of the standard as this file holds it."""

    column: Column
    heading: str
    sources: tuple[int, ...]
    mandatory: bool
    longest: int
    dated: bool  # may not lie in the future
    names: bool  # the first text of the form: whom the row is about, so ruin shows here
    list_rule: ListRule | None


@dataclass(frozen=True, slots=True)
class Plan:
    """All rules for one file on one day."""

    standard: Standard
    columns: tuple[ColumnRule, ...]
    today: int  # days since 1970-01-01
    decided: str  # the column whose day says which edition of a list holds; "" for none

    def rule(self, code: str) -> ColumnRule:
        """The rule of a column of the standard; `KeyError` when the file has no such column."""
        for rule in self.columns:
            if rule.column.code == code:
                return rule
        raise KeyError(code)

    def heading(self, code: str) -> str:
        """The sender's heading of a column of the standard."""
        return next((rule.heading for rule in self.columns if rule.column.code == code), code)

    @property
    def headings(self) -> tuple[str, ...]:
        """The sender's headings in the standard's order."""
        return tuple(rule.heading for rule in self.columns)


def spelled(texts: tuple[str, ...]) -> Words:
    """Texts as one read-only byte string and its n + 1 positions."""
    parts = [text.encode() for text in texts]
    places = np.zeros(len(parts) + 1, dtype=np.int32)
    places[1:] = np.cumsum([len(part) for part in parts])
    data = np.frombuffer(b"".join(parts) or b"\0", dtype=np.uint8)
    return Words(data, np.frombuffer(places.tobytes(), dtype=np.int32))


def list_rule(found: Enumeration) -> ListRule:
    """An enumeration as arrays; its spellings are code, label and aliases, as written and folded.

    `RulebookError` when it has more rows than a cell's 64 bits can tell apart.
    """
    if len(found.rows) > list_kernel.FREE:
        problem = f"{len(found.rows)} values, but {list_kernel.FREE} are the most"
        raise RulebookError(f"{found.name}.toml", "rows", problem, "use a column of type code")
    meanings: dict[str, int] = {}
    for number, row in enumerate(found.rows):
        for text in (row.code, row.label_zh):
            meanings.setdefault(text, number)
    codes = {row.code: number for number, row in reversed(list(enumerate(found.rows)))}
    for text, code in found.aliases.items():
        meanings.setdefault(text, codes[code])
    for text in tuple(meanings):
        meanings.setdefault(folded(text), meanings[text])
    if found.other_prefix:
        meanings.setdefault(found.other_prefix, list_kernel.FREE)
    texts = tuple(sorted(meanings, key=lambda text: (meanings[text], text)))
    return ListRule(
        words=spelled(texts),
        meaning=np.array([meanings[text] for text in texts], dtype=np.int64),
        prefix=texts.index(found.other_prefix) if found.other_prefix else -1,
        since=np.array([day_number(row.since) for row in found.rows], dtype=np.int64),
        until=np.array(
            [day_number(row.until) if row.until else _ALWAYS for row in found.rows], dtype=np.int64
        ),
        rows=tuple(row.label_zh for row in found.rows),
        closed=found.closed,
    )


def day_number(day: date) -> int:
    """Days since 1970-01-01."""
    return day.toordinal() - EPOCH


def make(recognition: Recognition, enums: Mapping[str, Enumeration], today: date) -> Plan:
    """The plan for a recognised file, judged as of `today`."""
    standard = recognition.standard
    present = [column for column in standard.columns if column.code in recognition.places]
    decided = next((code for code in standard.not_future if code in recognition.places), "")
    rules = tuple(
        ColumnRule(
            column=column,
            heading=recognition.heading(column.code),
            sources=recognition.places[column.code],
            mandatory=column.need == "mandatory",
            longest=column.max_length or UNLIMITED,
            dated=column.code in standard.not_future,
            names=column == next((one for one in standard.columns if one.type == "text"), None),
            list_rule=list_rule(enums[column.enum]) if column.enum else None,
        )
        for column in present
        if column.privacy != "person_id"
    )
    return Plan(standard, rules, day_number(today), decided)
