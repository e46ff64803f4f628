"""How a number was typed: blanks around it, words that stand for nothing, spreadsheet damage.

Clause  S27: one code for one organisation, so one written form of it.
Pure    text in, text or yes/no out; every identifier of this folder asks here first.

>>> compact(" 91310115-ma1k3btp2b ")
'91310115MA1K3BTP2B'
"""

import re
import unicodedata

BLANKS = " \t\n\r\v\f"
"""Outer blanks that are no part of a value; everything else inside a value is as written."""

PLACEHOLDER_WORDS = ("N/A", "NA", "NULL", "NONE", "NIL")
PLACEHOLDER_TERMS = ("暂无", "没有", "不详", "未知")

_DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
_INVISIBLE = "\xad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\ufeff"
_DROPPED = dict.fromkeys(map(ord, BLANKS + _DASHES + _INVISIBLE))

_SPREADSHEET_NUMBER = re.compile(
    r"[0-9]+\.[0-9]*(?:[eE][+-]?[0-9]{1,3})?"  # 9.13E+17, 913101150.0
    r"|[0-9]+[eE][+-][0-9]{1,3}"  # 91E+16
    r"|[0-9][eE][0-9]{1,3}"  # 9E17
)
_ZEROS_X = re.compile(r"0+X")


def trim(text: str) -> str:
    """The text without outer ASCII blanks: a padded value is still written correctly."""
    return text.strip(BLANKS)


def compact(text: str) -> str:
    """The form to compare: NFKC, no blanks, hyphens or invisible characters, upper case."""
    if text.isalnum() and text.isascii():
        return text.upper()
    return unicodedata.normalize("NFKC", text).translate(_DROPPED).upper()


def is_plain(text: str) -> bool:
    """Only ASCII digits and letters: `str.isdigit` alone would let full-width digits pass."""
    return text.isascii() and text.isalnum()


def are_digits(text: str) -> bool:
    """Only ASCII digits, at least one."""
    return text.isascii() and text.isdigit()


def is_placeholder(written: str, compacted: str) -> bool:
    """Something that stands for nothing: 无, N/A, -, one repeated character, 000...X."""
    if not compacted or written in PLACEHOLDER_TERMS or compacted in PLACEHOLDER_WORDS:
        return True
    if written == written[0] * len(written):
        return True
    if not is_plain(compacted):
        return False
    repeated = compacted == compacted[0] * len(compacted)
    return repeated or _ZEROS_X.fullmatch(compacted) is not None


def is_spreadsheet_number(written: str) -> bool:
    """A code that a spreadsheet took for a number; digits beyond the fifteenth are lost.

    >>> is_spreadsheet_number("9.1310115703e+17"), is_spreadsheet_number("91310115MA1K3BTP2B")
    (True, False)
    """
    return _SPREADSHEET_NUMBER.fullmatch(written) is not None


def differs_at(written: str) -> int | None:
    """Position (from 1) of the first character that `compact` would change or drop."""
    for position, character in enumerate(written, start=1):
        if compact(character) != character:
            return position
    return None
