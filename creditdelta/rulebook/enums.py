"""Which values may stand in a column of type `enum`, in which edition of the list?

Clause  S75. A list changes by dated rows: old values keep their meaning for old records.
Data    rulebook/codes/enums/<name>.toml

>>> category = enum("counterpart-category")
>>> category.row_for("个体工商户").label_en
'sole trader'
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

from creditdelta.kernel.errors import Words
from creditdelta.rulebook.basis import Basis
from creditdelta.rulebook.folder import folder
from creditdelta.rulebook.strict import Place, RulebookError, load, read


@dataclass(frozen=True, slots=True)
class EnumRow:
    """One value; files may hold its code or its Chinese label. `until` is its last day, or None."""

    code: str
    label_zh: str
    label_en: str
    since: date
    until: date | None
    basis: Basis


@dataclass(frozen=True, slots=True)
class Enumeration:
    """A list of allowed values.

    `closed` false: an unknown value is worth a warning, never a refusal (the list is ours, not
    the law's). `other_prefix`: any text after it is a value too, as in 其他-补办.
    `aliases`: other spellings, by the code of the row they stand for.
    """

    name: str
    label: Words
    edition: str
    closed: bool
    other_prefix: str
    rows: tuple[EnumRow, ...]
    aliases: Mapping[str, str]

    def row_for(self, text: str, day: date | None = None) -> EnumRow | None:
        """The row a cell text means on a day (None: on any day); None when it is no value."""
        wanted = folded(text)
        for spelling, code in self.aliases.items():
            if folded(spelling) == wanted:
                wanted = folded(code)
        for row in self.rows:
            same = wanted in (folded(row.code), folded(row.label_zh))
            if same and (day is None or _holds(row, day)):
                return row
        return None

    def texts(self, day: date | None = None) -> frozenset[str]:
        """Every spelling that passes on a day (None: on any day), each as written and folded."""
        rows = [row for row in self.rows if day is None or _holds(row, day)]
        plain = {text for row in rows for text in (row.code, row.label_zh)}
        plain |= {text for text, code in self.aliases.items() if code in plain}
        return frozenset(plain | {folded(text) for text in plain})

    def allows(self, text: str, day: date | None = None) -> bool:
        """Whether the list has the text, or the text opens with the free prefix and goes on."""
        prefix = self.other_prefix
        free = bool(prefix) and text.startswith(prefix) and len(text) > len(prefix)
        return free or self.row_for(text, day) is not None


def folded(text: str) -> str:
    """A value without width differences: brackets and letters are typed in both widths."""
    return unicodedata.normalize("NFKC", text).strip()


@dataclass(frozen=True, slots=True)
class _File:
    label: Words
    edition: str
    rows: tuple[EnumRow, ...]
    closed: bool = True
    other_prefix: str = ""
    aliases: tuple[tuple[str, str], ...] = field(default=())


DEFAULTS: dict[type, dict[str, object]] = {EnumRow: {"until": None}}


def enums(root: Path | None = None, *, allow_fictional: bool = False) -> dict[str, Enumeration]:
    """Every list of the rulebook by name; `RulebookError` where a file is wrong."""
    return _enums(root or folder(), allow_fictional)


def enum(name: str, root: Path | None = None) -> Enumeration:
    """One list; `KeyError` when the rulebook has none of that name."""
    return enums(root)[name]


@cache
def _enums(root: Path, allow_fictional: bool) -> dict[str, Enumeration]:
    paths = sorted((root / "codes" / "enums").glob("*.toml"))
    return {path.stem: _enumeration(path, allow_fictional) for path in paths}


def _enumeration(path: Path, allow_fictional: bool) -> Enumeration:
    table, place = load(path, defaults=DEFAULTS, allow_fictional=allow_fictional)
    file = read(_File, table, place)
    _check_rows(file.rows, place)
    codes = {row.code for row in file.rows}
    for text, code in file.aliases:
        if code not in codes:
            problem = f"alias {text!r} stands for no row"
            raise place.inside("aliases").error(problem, "use the code of a row")
    return Enumeration(
        path.stem,
        file.label,
        file.edition,
        file.closed,
        file.other_prefix,
        file.rows,
        dict(file.aliases),
    )


def _check_rows(rows: tuple[EnumRow, ...], place: Place) -> None:
    for n, row in enumerate(rows, 1):
        here = place.inside(f"rows.{n}")
        if row.until is not None and row.until < row.since:
            raise here.error(f"{row.code} ends before it begins", "correct since or until")
        for other in rows[: n - 1]:
            if _same_value(row, other) and _overlap(row, other):
                raise _overlapping(here, row)


def _overlapping(place: Place, row: EnumRow) -> RulebookError:
    mend = "end the earlier row with until before the later one begins"
    return place.error(f"two rows of {row.code!r} hold on the same day", mend)


def _same_value(one: EnumRow, other: EnumRow) -> bool:
    return bool({one.code, one.label_zh} & {other.code, other.label_zh})


def _overlap(one: EnumRow, other: EnumRow) -> bool:
    return _holds(one, other.since) or _holds(other, one.since)


def _holds(row: EnumRow, day: date) -> bool:
    return row.since <= day and (row.until is None or day <= row.until)
