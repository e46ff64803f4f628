"""How much capital does a register note, and in what currency?

Clause  S27: registration records arrive with the capital as text, unit and currency inside it.
Data    kernel/currencies.csv: words of registers, ISO 4217 code, minor digits.
Pure    reads package data once.

>>> parse_capital("1,200.5(万美元)")
Capital(amount_minor_units=1200500000, currency='USD')
>>> parse_capital("500(万元)"), parse_capital("500")
(Capital(amount_minor_units=500000000, currency='CNY'), None)
"""

import csv
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_NUMBER = re.compile(r"(\d{1,3}(?:,\d{3})+|\d{1,16})(?:\.(\d{1,12}))?", re.ASCII)
_MYRIADS = (("亿", 8), ("万", 4))


@dataclass(frozen=True, slots=True)
class Capital:
    """An amount in the smallest unit of its currency (fen, cent, whole yen), and its ISO code."""

    amount_minor_units: int
    currency: str


@cache
def currencies() -> dict[str, tuple[str, int]]:
    """What registers write after the number -> (ISO 4217 code, minor digits)."""
    source = files("creditdelta.kernel") / "currencies.csv"
    rows = csv.DictReader(source.read_text(encoding="utf-8").splitlines())
    return {row["word"]: (row["currency"], int(row["minor_digits"])) for row in rows}


def parse_capital(text: str) -> Capital | None:
    """The capital as registers write it, brackets or not; None where unit or currency is unclear.

    万 and 万元 alone are Chinese money. A bare number is nothing: the unit would be a guess.
    """
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    found = _NUMBER.match(plain)
    if found is None:
        return None
    unit = plain[found.end() :]
    if unit.startswith("(") and unit.endswith(")"):
        unit = unit[1:-1]
    power = 0
    for sign, zeros in _MYRIADS:
        if unit.startswith(sign):
            power, unit = zeros, unit[1:] or "元"
            break
    if unit not in currencies():
        return None
    currency, minor_digits = currencies()[unit]
    decimals = (found[2] or "").rstrip("0")
    if len(decimals) > power + minor_digits:
        return None
    digits = found[1].replace(",", "") + decimals.ljust(power + minor_digits, "0")
    return Capital(int(digits), currency)
