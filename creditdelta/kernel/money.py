"""How much money does a cell name? Whole fen only; no float ever touches an amount.

Clause  S31. The national form is in 万元, Zhejiang's feed in 元: a cell without its unit means
        nothing, so every function carries the unit in its name.
Pure    the bulk twin is `kernel/compiled_amounts.py`; a property test keeps both equal.

Read: half-width digits, an optional point with decimals, commas before every three digits, blanks
around. Refused, each with its code: signs, units, exponents, full-width digits (nobody should guess
what a cell means that decides about a fine).

>>> fen_from_wan("0.2"), fen_from_yuan("2,000.00")
(200000, 200000)
>>> wan_text(200000), yuan_text(200000)
('0.2', '2000.00')
"""

import re

from creditdelta.kernel.dates import BLANKS

MILLIONTHS_PER_FEN = 10_000  # in a column of 元; in 万元 a millionth is a fen
FEN_PER_YUAN, FEN_PER_WAN = 100, 1_000_000
DECIMALS, WHOLE_DIGITS = 6, 12
UNIT_SIGNS = frozenset("元圆万亿角分￥¥$")

_AMOUNT = re.compile(r"(-?)(\d{1,3}(?:,\d{3})+|\d*)(?:\.(\d+))?", re.ASCII)
_DIGIT = re.compile(r"\d", re.ASCII)


class AmountRefused(ValueError):
    """The text is no amount we may record; `code` says why (CD-MONEY-001, 2, 3, 5 or 7)."""

    def __init__(self, text: str, code: str) -> None:
        """Keep the text and the reason."""
        super().__init__(f"{code}: {text!r}")
        self.text, self.code = text, code


def millionths(text: str) -> int:
    """The amount in millionths of the column's unit, exact; raises `AmountRefused`."""
    found = _AMOUNT.fullmatch(text.strip(BLANKS))
    if found is None or not (found[2] or found[3]):
        written = _DIGIT.search(text) and UNIT_SIGNS & set(text)
        raise AmountRefused(text, "CD-MONEY-005" if written else "CD-MONEY-001")
    if found[1]:
        raise AmountRefused(text, "CD-MONEY-002")
    whole = found[2].replace(",", "").lstrip("0")
    decimals = (found[3] or "").rstrip("0")
    if len(whole) > WHOLE_DIGITS:
        raise AmountRefused(text, "CD-MONEY-007")
    if len(decimals) > DECIMALS:
        raise AmountRefused(text, "CD-MONEY-003")
    return int(whole + decimals.ljust(DECIMALS, "0"))


def fen_from_wan(text: str) -> int:
    """A cell of a column in 万元 as fen; raises `AmountRefused`."""
    return millionths(text)


def fen_from_yuan(text: str) -> int:
    """A cell of a column in 元 as fen; raises `AmountRefused`, also for parts of a fen."""
    fen, rest = divmod(millionths(text), MILLIONTHS_PER_FEN)
    if rest:
        raise AmountRefused(text, "CD-MONEY-003")
    return fen


def wan_text(fen: int) -> str:
    """Fen as 万元 without needless zeros, as the national form writes it."""
    whole, rest = divmod(abs(fen), FEN_PER_WAN)
    decimals = f"{rest:06d}".rstrip("0")
    return ("-" if fen < 0 else "") + (f"{whole}.{decimals}" if decimals else str(whole))


def yuan_text(fen: int) -> str:
    """Fen as 元 with two decimals."""
    whole, rest = divmod(abs(fen), FEN_PER_YUAN)
    return f"{'-' if fen < 0 else ''}{whole}.{rest:02d}"
