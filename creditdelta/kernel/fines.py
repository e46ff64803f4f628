"""Which fines does the text of a penalty name? For the comparison with the amount column.

Clause  S31: the commonest slip is yuan written in a column of 万元, a factor of ten thousand.
Pure    reads text only; what it cannot read for certain it does not name.

Named are amounts bound to the word 罚款, before or after it. Confiscated sums, and the ranges that
laws are quoted with (五千元以上五万元以下), are not.

>>> amounts_named("没收违法所得3000元，并处罚款人民币贰万元整")
(2000000,)
>>> agrees(20, "罚款2000元"), agrees(200000, "罚款2000元"), agrees(1, "警告")
(False, True, None)
"""

import re
import unicodedata

from creditdelta.kernel.chinese_numbers import DIGITS, SIGNS, number
from creditdelta.kernel.money import FEN_PER_YUAN

LONGEST = 40  # signs in one amount

_DIGIT = rf"[0-9{''.join(DIGITS)}]"
_CURRENCY = r"(?:人民币|RMB|¥|￥|大写|小写|[:()])*"
_AMOUNT = (
    rf"(?P<number>[0-9.,{SIGNS}]{{1,{LONGEST}}})(?:\([0-9.,{SIGNS}]+\))?"
    rf"(?:[元圆](?:(?P<tenth>{_DIGIT})角)?(?:零?(?P<fen>{_DIGIT})分)?|(?<=[万萬亿億])(?![0-9{SIGNS}]))"
)
_WORD = re.compile("罚款")
_AFTER_WORD = re.compile(
    rf"(?:的?(?:金额|数额|总额|总计|共计|合计|计|为|是|即|共))*{_CURRENCY}{_AMOUNT}(?!以[上下内]|[至到~-])"
)
_BEFORE_WORD = re.compile(
    rf"(?<![0-9.,{SIGNS}上]){_AMOUNT}[整正]?(?:\([^()]{{0,{LONGEST}}}\))?的?(?:行政)?$"
)
_WINDOW = 3 * LONGEST


def amounts_named(text: str) -> tuple[int, ...]:
    """Every fine the text names, in fen and in its order; empty where none can be read."""
    if "罚款" not in text:
        return ()
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    found = []
    for word in _WORD.finditer(plain):
        near = _AFTER_WORD.match(plain, word.end())
        if near is None:
            near = _BEFORE_WORD.search(plain[max(0, word.start() - _WINDOW) : word.start()])
        fen = _fen(near) if near else None
        if fen is not None:
            found.append(fen)
    return tuple(found)


def _fen(amount: re.Match[str]) -> int | None:
    yuan = number(amount["number"])
    if yuan is None:
        return None
    fen = yuan * FEN_PER_YUAN + _digit(amount["tenth"]) * 10 + _digit(amount["fen"])
    return int(fen) if fen == int(fen) else None


def _digit(text: str | None) -> int:
    return 0 if text is None else int(text) if text.isascii() else DIGITS[text]


def agrees(fen: int, text: str) -> bool | None:
    """Whether an amount is a fine the text names, or their sum; None where the text names none."""
    named = amounts_named(text)
    return fen in named or fen == sum(named) if named else None
