"""A cell's value as the text a clerk sees, and whether the workbook holds it as a number.

Pure

>>> as_text(100.0), as_text(0.1), as_text(913101157030000000.0), as_text(True)
('100', '0.1', '9.1310115703e+17', 'TRUE')
>>> as_text(date(2024, 1, 2)), as_text(datetime(2024, 1, 2, 3, 4, 5)), as_text(timedelta(hours=36))
('2024-01-02', '2024-01-02 03:04:05', '36:00:00')
"""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from itertools import compress

CellValue = str | float | int | bool | date | datetime | time | timedelta

SEPARATOR = "\0"


def as_text(value: CellValue) -> str:
    """Whole numbers without a point, dates as YYYY-MM-DD, other numbers in their shortest form."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        whole = repr(value).removesuffix(".0")
        return "0" if whole == "-0" else whole
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    if isinstance(value, time):
        return value.isoformat(timespec="seconds")
    if isinstance(value, timedelta):
        return _hours(value)
    return str(value)


def _hours(value: timedelta) -> str:
    seconds = round(value.total_seconds())
    sign = "-" if seconds < 0 else ""
    minutes, second = divmod(abs(seconds), 60)
    hour, minute = divmod(minutes, 60)
    return f"{sign}{hour}:{minute:02}:{second:02}"


def texts(values: Sequence[CellValue]) -> tuple[str, list[int]]:
    """A column as one text, a NUL after each value, and the positions of its numeric cells.

    A NUL inside a value becomes U+FFFD; such rows are refused beforehand.
    """
    try:
        joined = SEPARATOR.join(values)  # type: ignore[arg-type]  # the usual case: all are text
        numeric: list[int] = []
    except TypeError:
        shown = [as_text(value) for value in values]
        kinds = [not isinstance(value, str | bool) for value in values]
        numeric = list(compress(range(len(values)), kinds))
        joined = SEPARATOR.join(shown)
    return joined + SEPARATOR, numeric
