"""Is everything given that a letter must say, and may it be said? What is given is data, never markup.

Clause  S9, S70: a letter never repeats a personal number.
Data    rulebook/notices/kinds.toml
Pure    texts in, texts out.
"""

import json
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date

from creditdelta.kernel.errors import Words
from creditdelta.pages.personal import has_personal_number
from creditdelta.rulebook.notices import ADDRESS, Field, Kind

LONGEST = {"line": 200, "text": 4_000, "day": 10, "rows": 200_000}
MOST_ROWS = 500
_LAYOUT = "\n\t"  # the control characters a text may hold
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}


class FieldsRefused(ValueError):
    """The fields do not make the letter; `problems` says of each what is wrong, in both languages."""

    def __init__(self, problems: Sequence[tuple[str, Words]]) -> None:
        super().__init__("; ".join(f"{name}: {words.en}" for name, words in problems))
        self.problems = tuple(problems)


MISSING = Words("没有填写", "is missing")
UNKNOWN = Words("这种文书没有这一项", "is no field of this letter")
TOO_LONG = Words("太长", "is too long")
CONTROL = Words("含有不能打印的字符", "holds characters that cannot be printed")
NO_DAY = Words("不是日期，应写作 2026-04-01", "is no day such as 2026-04-01")
NO_ROWS = Words("不是这张表的行", "is no list of rows of this table")
PERSONAL = Words("含有个人号码，文书不写个人号码", "holds a personal number, and no letter does")


def table(rows: Sequence[Sequence[str]]) -> str:
    """The rows of a table as the value of a field."""
    return json.dumps([list(row) for row in rows], ensure_ascii=False)


def table_rows(value: str) -> list[list[str]]:
    """The rows a field of form `rows` was given."""
    found: list[list[str]] = json.loads(value)
    return found


def checked(kind: Kind, given: Mapping[str, str]) -> dict[str, str]:
    """The fields in the kind's order; raises `FieldsRefused` with everything that is wrong."""
    wanted = {one.id: one for one in kind.fields}
    if "letter" in kind.channels:
        wanted[ADDRESS] = Field(ADDRESS, Words("地址", "address"), "line")
    problems = [(name, UNKNOWN) for name in given if name not in wanted]
    for name, field in wanted.items():
        wrong = _wrong(field, given.get(name, ""))
        if wrong is not None and not (name == ADDRESS and name not in given):
            problems.append((name, wrong))
    if problems:
        raise FieldsRefused(problems)
    return {name: given[name] for name in wanted if name in given}


def _wrong(field: Field, value: str) -> Words | None:
    if not value.strip():
        return MISSING
    if len(value) > LONGEST[field.form]:
        return TOO_LONG
    if field.form == "rows":
        return _wrong_rows(value, len(field.columns))
    if _unprintable(value, "" if field.form == "line" else _LAYOUT):
        return CONTROL
    if field.form == "day" and not _is_day(value):
        return NO_DAY
    return PERSONAL if has_personal_number(value) else None


def _wrong_rows(value: str, width: int) -> Words | None:
    try:
        rows = json.loads(value)
    except ValueError:
        return NO_ROWS
    if not isinstance(rows, list) or not 1 <= len(rows) <= MOST_ROWS:
        return NO_ROWS
    for row in rows:
        whole = isinstance(row, list) and len(row) == width
        if not whole or not all(isinstance(cell, str) for cell in row):
            return NO_ROWS
        if any(len(cell) > LONGEST["line"] for cell in row):
            return TOO_LONG
        if any(_unprintable(cell, "") for cell in row):
            return CONTROL
        if any(has_personal_number(cell) for cell in row):
            return PERSONAL
    return None


def _unprintable(value: str, allowed: str) -> bool:
    """Whether a sign stands in it that is not seen: such turn a printed line around, or break it."""
    return any(sign not in allowed and unicodedata.category(sign) in _UNSEEN for sign in value)


def _is_day(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False
