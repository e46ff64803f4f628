"""What number do Chinese numerals, or figures with 万 and 亿, write?

Clause  S31: penalty texts name their fines in words, and banks insist on the capital forms.
Pure    exact decimals.

>>> number("贰万伍仟"), number("1.5万"), number("二〇〇〇"), number("贰仟贰")
(Decimal('25000'), Decimal('15000.0'), Decimal('2000'), None)
"""

import re
from decimal import Decimal

DIGITS = {
    digit: value
    for value, digits in enumerate(
        ("零〇○", "一壹", "二贰两貳", "三叁參", "四肆", "五伍", "六陆陸", "七柒", "八捌", "九玖")
    )
    for digit in digits
}
TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
SIGNS = "".join((*DIGITS, *TENS, *"万萬亿億"))

_FIGURES = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d{1,15})(?:\.\d{1,15})?", re.ASCII)
_STEP = re.compile(rf"[零〇]?(\d{{1,4}}|[{''.join(DIGITS)}]?)([{''.join(TENS)}])", re.ASCII)
_TAIL = re.compile(rf"[零〇]?([{''.join(DIGITS)}])?")
# 三万五 and 两千五 mean 35,000 and 2,500 in speech: too doubtful for a fine
_SPOKEN = re.compile(rf"[百佰千仟万萬亿億][1-9{''.join(set(DIGITS) - set('零〇○'))}]$")


def number(text: str) -> Decimal | None:
    """The number, or None where the signs do not make one."""
    if not text or _SPOKEN.search(text):
        return None
    total, rest = Decimal(0), text
    for signs, myriad in (("亿億", 10**8), ("万萬", 10**4)):
        before, sign, after = _split(rest, signs)
        if sign:
            count = _below_myriad(before)
            if not count:
                return None
            total, rest = total + count * myriad, after
    if not rest:
        return total
    last = _below_myriad(rest)
    return None if last is None else total + last


def _split(text: str, signs: str) -> tuple[str, str, str]:
    for sign in signs:
        if sign in text:
            return text.partition(sign)
    return "", "", text


def _below_myriad(text: str) -> Decimal | None:
    if _FIGURES.fullmatch(text):
        return Decimal(text.replace(",", ""))
    if text and all(sign in DIGITS for sign in text):
        return Decimal("".join(str(DIGITS[sign]) for sign in text))
    total, at, unit_before = 0, 0, 10**4
    while found := _STEP.match(text, at):
        unit = TENS[found[2]]
        if unit >= unit_before or (at and not found[1]):
            return None
        total += unit * _digit(found[1] or "一")
        at, unit_before = found.end(), unit
    tail = _TAIL.fullmatch(text, at)
    if not total or tail is None:
        return None
    return Decimal(total + (_digit(tail[1]) if tail[1] else 0))


def _digit(text: str) -> int:
    return int(text) if text.isascii() else DIGITS[text]
