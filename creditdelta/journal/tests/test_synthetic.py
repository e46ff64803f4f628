"""A demonstration is read on its own day, and only a demonstration is."""

from datetime import date
from pathlib import Path

from creditdelta.facade.today import today
from creditdelta.journal.synthetic import (
    business_day,
    demonstration_day,
    demonstration_moment,
    mark,
)


def test_real_data_are_read_today(ledger: Path) -> None:
    assert demonstration_day() is None
    assert business_day() == today()
    assert demonstration_moment() is None


def test_a_demonstration_stands_still(ledger: Path) -> None:
    mark("合成数据", date(2026, 3, 31))
    assert business_day() == demonstration_day() == date(2026, 3, 31)
    moment = demonstration_moment()
    assert moment is not None
    assert moment.tzinfo is not None
    assert moment.date() == date(2026, 3, 31)
