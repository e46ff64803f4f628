"""Does this deployment hold invented data, and on which day does its demonstration stand still?

Data    the file SYNTHETIC of the home: TOML with `notice` and `day`; written by `cdelta demo`.

The invented world ends on a day. Were a demonstration read on the day of the calendar, its periods of
publication would soon be over; so it is read on its own day, and every page says so.
"""

import tomllib
from datetime import date, datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from creditdelta.facade.today import today
from creditdelta.journal.home import home

MARK = "SYNTHETIC"
_HERE = ZoneInfo("Asia/Shanghai")


def mark(notice: str, day: date) -> None:
    """Say of this home that everything in it is invented, and on which day it is read."""
    text = f'notice = "{notice}"\nday = {day.isoformat()}\n'
    (home() / MARK).write_text(text, encoding="utf-8")


def demonstration_day() -> date | None:
    """The day of the demonstration this home holds; None where the data are real."""
    return _day(home() / MARK)


def business_day() -> date:
    """The day on which everything is read: today in Shanghai, or that of the demonstration."""
    return demonstration_day() or today()


def demonstration_moment() -> datetime | None:
    """This hour on the demonstration's day: when what is sent to it was issued. None where data are real."""
    day = demonstration_day()
    return None if day is None else datetime.combine(day, datetime.now(_HERE).timetz())


@cache
def _day(path: Path) -> date | None:
    if not path.is_file():
        return None
    day: date = tomllib.loads(path.read_text(encoding="utf-8"))["day"]
    return day
