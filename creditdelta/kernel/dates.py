"""Which day does a text name? Every form in which registers and departments write dates.

Clause  S31. The bulk twin is `kernel/compiled_dates.py`; a property test keeps both equal.
Pure    no clock; "in the future" is asked by the caller, who knows the day of the check.

Read: YYYY-MM-DD, YYYY/MM/DD, YYYY.MM.DD (month and day also with one digit), YYYYMMDD,
YYYY年M月D日 (or 号), a five-digit day number of Excel between 1954 and 2099, and any of the first
ones followed by a time of day. Blanks around are ignored. Full-width digits, two-digit years and
times with a zone are refused: guessing there would move the day.

>>> parse("2018年1月2日")
datetime.date(2018, 1, 2)
>>> read("43102").code, read("2018-02-30").code
('CD-DATE-005', 'CD-DATE-002')
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

FIRST_SERIAL, LAST_SERIAL = 19_725, 73_050  # 1954-01-01 to 2099-12-31
BLANKS = " \t\n\v\f\r"

_SERIAL_ZERO = date(1899, 12, 30)  # day 0 as Excel counts after its invented 29 February 1900
_TIME = r"(?:T| +)(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?"
_FORM = re.compile(
    r"(?P<year>\d{4})(?:(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})"
    r"|年(?P<month_zh>\d{1,2})月(?P<day_zh>\d{1,2})[日号]"
    r"|(?P<month_8>\d{2})(?P<day_8>\d{2}))"
    rf"(?P<time>{_TIME})?",
    re.ASCII,
)
_FIVE_DIGITS = re.compile(r"\d{5}", re.ASCII)


class NotADate(ValueError):
    """The text names no day; `code` says why (CD-DATE-001 or -002)."""

    def __init__(self, text: str, code: str) -> None:
        """Keep the text and the reason."""
        super().__init__(f"{code}: {text!r}")
        self.text, self.code = text, code


@dataclass(frozen=True, slots=True)
class Reading:
    """A day with the remark it was read under, or no day with the reason."""

    day: date | None
    code: str | None


def read(text: str) -> Reading:
    """The day and what to say about it: a CD-DATE code, or None where there is nothing to say."""
    trimmed = text.strip(BLANKS)
    if _FIVE_DIGITS.fullmatch(trimmed):
        return _serial(int(trimmed))
    found = _FORM.fullmatch(trimmed)
    if found is None:
        return Reading(None, "CD-DATE-001")
    month = found["month"] or found["month_zh"] or found["month_8"]
    day = found["day"] or found["day_zh"] or found["day_8"]
    try:
        named = date(int(found["year"]), int(month), int(day))
    except ValueError:
        return Reading(None, "CD-DATE-002")
    return Reading(named, "CD-DATE-007" if found["time"] else None)


def _serial(number: int) -> Reading:
    if not FIRST_SERIAL <= number <= LAST_SERIAL:
        return Reading(None, "CD-DATE-001")
    return Reading(_SERIAL_ZERO + timedelta(number), "CD-DATE-005")


def parse(text: str) -> date | None:
    """The day a text names, or None."""
    return read(text).day


def required(text: str) -> date:
    """The day a text names; raises `NotADate`."""
    reading = read(text)
    if reading.day is None:
        raise NotADate(text, reading.code or "CD-DATE-001")
    return reading.day
