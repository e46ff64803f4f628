"""What amount does a cell hold? Compiled twin of `kernel/money.py`, for millions of cells.

Clause  S31: amounts are checked where they arrive, 万元 and 元 alike.
Pure    reads nothing; imported only on bulk paths, since it brings the compiler.

`amount_at` gives the amount in millionths of the column's unit: in 万元 one millionth is one fen,
in 元 `money.MILLIONTHS_PER_FEN` of them are, so a remainder there is a broken fen (CD-MONEY-003).
Amounts are never negative; a negative answer is a reason, minus the number of its CD-MONEY code.
The forms are those of `kernel/money.py`; a property test keeps both equal.
"""

# ruff: noqa: PLR2004  groups of three digits and bytes of UTF-8 say more as figures
from creditdelta.kernel.columns import Bytes
from creditdelta.kernel.compiled import compiled
from creditdelta.kernel.money import DECIMALS, WHOLE_DIGITS

NOT_A_NUMBER = -1  # CD-MONEY-001; an empty cell too: ask for emptiness first
NEGATIVE = -2  # CD-MONEY-002
TOO_MANY_DECIMALS = -3  # CD-MONEY-003: a seventh decimal that is not zero
UNIT_WRITTEN = -5  # CD-MONEY-005: digits with 元, 万, 亿, ¥ ... in the cell
TOO_LARGE = -7  # CD-MONEY-007: more than twelve digits before the point

_ZERO, _NINE, _SPACE, _COMMA, _DASH, _DOT, _DOLLAR = 48, 57, 32, 44, 45, 46, 36
_TAB, _RETURN = 9, 13
_YUAN, _YUAN_OLD, _WAN, _HUNDRED_MILLION = 0xE58583, 0xE59C86, 0xE4B887, 0xE4BABF  # 元 圆 万 亿
_TENTH, _FEN, _WIDE_SIGN = 0xE8A792, 0xE58886, 0xEFBFA5  # 角 分 ￥
_UNITS = (_YUAN, _YUAN_OLD, _WAN, _HUNDRED_MILLION, _TENTH, _FEN, _WIDE_SIGN)


@compiled
def _trimmed(data: Bytes, start: int, end: int) -> tuple[int, int]:
    first, last = start + 0, end + 0
    while first < last and (data[first] == _SPACE or _TAB <= data[first] <= _RETURN):
        first += 1
    while last > first and (data[last - 1] == _SPACE or _TAB <= data[last - 1] <= _RETURN):
        last -= 1
    return first, last


@compiled
def _no_number(data: Bytes, first: int, last: int) -> int:
    """Why the cell is no number: a unit stands beside the digits, or nothing to be read at all."""
    digit = unit = False
    for at in range(first, last):
        byte = data[at]
        if _ZERO <= byte <= _NINE:
            digit = True
        elif byte == _DOLLAR or (byte == 0xC2 and at + 1 < last and data[at + 1] == 0xA5):
            unit = True
        elif byte >= 0xE4 and at + 2 < last:
            glyph = (data[at] << 16) | (data[at + 1] << 8) | data[at + 2]
            if glyph in _UNITS:
                unit = True
    return UNIT_WRITTEN if digit and unit else NOT_A_NUMBER


@compiled
def _whole(data: Bytes, first: int, last: int) -> tuple[int, int, int]:
    """(value, significant digits, place after) of the digits before the point.

    The place is -1 where commas do not stand in groups of three.
    """
    value = significant = 0
    run, grouped, at = 0, False, first + 0
    while at < last:
        byte = data[at]
        if _ZERO <= byte <= _NINE:
            run += 1
            if significant or byte != _ZERO:
                significant += 1
            if significant <= WHOLE_DIGITS:
                value = value * 10 + (byte - _ZERO)
        elif byte == _COMMA:
            if run == 0 or (run != 3 if grouped else run > 3):
                return 0, 0, -1
            run, grouped = 0, True
        else:
            break
        at += 1
    if grouped and run != 3:
        return 0, 0, -1
    return value, significant, at


@compiled
def _decimals(data: Bytes, start: int, last: int) -> tuple[int, bool, int]:
    """(millionths, whether finer than that, place after) of the digits behind the point."""
    value, count, fine, at = 0, 0, False, start + 0
    while at < last and _ZERO <= data[at] <= _NINE:
        if count < DECIMALS:
            value = value * 10 + (data[at] - _ZERO)
        elif data[at] != _ZERO:
            fine = True
        count += 1
        at += 1
    for _ in range(count, DECIMALS):
        value *= 10
    return value, fine, at


@compiled
def amount_at(data: Bytes, start: int, end: int) -> int:
    """Millionths of the column's unit in the cell `data[start:end]`, or a negative reason."""
    first, last = _trimmed(data, start, end)
    minus = first < last and data[first] == _DASH
    begin = first + 1 if minus else first
    whole, significant, at = _whole(data, begin, last)
    if at < 0:
        return _no_number(data, first, last)
    millionths, fine = 0, False
    after = at
    if at < last and data[at] == _DOT:
        millionths, fine, after = _decimals(data, at + 1, last)
        if after == at + 1:
            return _no_number(data, first, last)
    if after != last or after == begin:
        return _no_number(data, first, last)
    if minus:
        return NEGATIVE
    if significant > WHOLE_DIGITS:
        return TOO_LARGE
    if fine:
        return TOO_MANY_DECIMALS
    return whole * 1_000_000 + millionths
