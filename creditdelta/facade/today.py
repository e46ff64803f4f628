"""Which business day is it? The one place of the facade that reads the clock."""

from datetime import date, datetime
from zoneinfo import ZoneInfo


def today() -> date:
    """The business date: the day it is in Shanghai."""
    return datetime.now(ZoneInfo("Asia/Shanghai")).date()
