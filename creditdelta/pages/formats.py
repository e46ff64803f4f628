"""How days, moments, counts, shares and amounts are written on pages."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils.translation import get_language

_HERE = ZoneInfo("Asia/Shanghai")
_MILLION = 1_000_000
_FEN_IN_YUAN = 100
_FEN_IN_WAN = 1_000_000
NOTHING = "—"


def day(given: date | None) -> str:
    """2026-09-03, or a dash."""
    return given.isoformat() if given else NOTHING


def month_day(given: date) -> str:
    """12 月 2 日; for days that are near, beside how near they are."""
    if get_language() == "en":
        return f"{given.day} {given:%B}"
    return f"{given.month} 月 {given.day} 日"


def moment(given: datetime | None) -> str:
    """2026-09-03 14:05 by the clock of Shanghai, or a dash."""
    return given.astimezone(_HERE).strftime("%Y-%m-%d %H:%M") if given else NOTHING


def number(given: int) -> str:
    """12,345."""
    return f"{given:,}"


def share(per_million: int) -> str:
    """A share in millionths as per cent with two places, rounded half up: 99.42 %."""
    hundredths = (per_million * 100 * 100 * 2 + _MILLION) // (2 * _MILLION)
    return f"{hundredths // 100}.{hundredths % 100:02d} %"


def money(fen: int) -> str:
    """Yuan with two places; in Chinese 10,000 yuan and more as ten thousands of yuan (万元)."""
    if get_language() == "en":
        return f"{fen / _FEN_IN_YUAN:,.2f} yuan"
    if abs(fen) < _FEN_IN_WAN:
        return f"{fen / _FEN_IN_YUAN:,.2f} 元"
    return f"{fen / _FEN_IN_WAN:,.2f} 万元"
