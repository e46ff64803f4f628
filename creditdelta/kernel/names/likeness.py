"""How far apart are two texts: one slip, a look-alike character, a short form, another number?

Clause  S27: a likeness is a reason to ask a person, never a reason to join.
Data    rulebook/codes/names/look-alikes.csv, ruin-marks.csv
Pure
"""

import re
from functools import cache

from creditdelta.kernel.names.words import NameWords

_NUMERALS = "零〇一二三四五六七八九十百"
_DIGITS = frozenset(_NUMERALS + "0123456789")
_VALUES = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {"零": 0}
_NUMBER = re.compile(
    rf"[0-9]+|(?<=第)[{_NUMERALS}]+|[{_NUMERALS}]+(?=(?:分?(?:厂|店|部|院|中|小|队|社|所|公司|支行|站|校|矿|号)))"
)
_COUNTED = re.compile(rf"第?(?:[0-9]+|[{_NUMERALS}]+)")
_MOST_PIECES = 4  # a name with more gaps tells too little, and costs too much to try
_LETTER = re.compile(r"[\W_]+")


def one_slip(ours: str, theirs: str) -> bool:
    """Whether one character was changed, left out, added, or swapped with its neighbour."""
    if abs(len(ours) - len(theirs)) > 1 or ours == theirs:
        return False
    start = _same_start(ours, theirs)
    end = _same_start(ours[start:][::-1], theirs[start:][::-1])
    mine, yours = ours[start : len(ours) - end], theirs[start : len(theirs) - end]
    swapped = len(mine) == len(yours) == 2 and mine == yours[::-1]  # noqa: PLR2004  neighbours
    return swapped or max(len(mine), len(yours)) <= 1


def _same_start(ours: str, theirs: str) -> int:
    for at, (mine, yours) in enumerate(zip(ours, theirs, strict=False)):
        if mine != yours:
            return at
    return min(len(ours), len(theirs))


def other_numeral(ours: str, theirs: str) -> bool:
    """Whether texts of one length differ in numerals only: 一厂 and 二厂 are two factories."""
    if len(ours) != len(theirs):
        return False
    pairs = (pair for pair in zip(ours, theirs, strict=True) if pair[0] != pair[1])
    return all(char in _DIGITS for pair in pairs for char in pair)


def numbers(text: str) -> tuple[int, ...]:
    """The numbers a name counts by: digits, 第二, 三厂."""
    if _DIGITS.isdisjoint(text):
        return ()
    return tuple(_value(found[0]) for found in _NUMBER.finditer(text))


def without_numbers(text: str) -> str:
    """The text without digits and Chinese numerals, 第 included."""
    return _COUNTED.sub("", text)


def _value(text: str) -> int:
    if text.isdecimal():
        return int(text[:18])
    total, unit = 0, 0
    for char in text:
        if char in "十百":
            total += (unit or 1) * (10 if char == "十" else 100)
            unit = 0
        else:
            unit = unit * 10 + _VALUES[char]
    return total + unit


def letters(text: str) -> str:
    """The text without brackets, dots, dashes and other marks."""
    return text if text.isalnum() else _LETTER.sub("", text)


def outline(text: str, words: NameWords) -> str:
    """The text with every character as the one it is easily mistaken for."""
    return text.translate(_classes(words))


def same_outline(ours: str, theirs: str, words: NameWords) -> bool:
    """Whether texts of one length have one outline; the first other character ends the question."""
    stands = words.look_alikes
    pairs = zip(ours, theirs, strict=True)
    return all(a == b or stands.get(a, a) == stands.get(b, b) for a, b in pairs)


def short_form_of(short: str, full: str) -> bool:
    """Whether every character of `short` stands in `full`, in this order."""
    rest = iter(full)
    return all(char in rest for char in short)


def ruined(text: str, words: NameWords) -> bool:
    """Whether a character is lost: U+FFFD, ?, a mask, a private-use code or a mis-decoding."""
    return _ruined(words).search(text) is not None


def may_be(ours: str, theirs: str, words: NameWords) -> bool:
    """Whether one text could be the other if its lost characters were known."""
    return _could_be(ours, theirs, words) or _could_be(theirs, ours, words)


def _could_be(ruin: str, text: str, words: NameWords) -> bool:
    pieces = _ruins(words).split(ruin)
    pattern = ".{1,6}?".join(map(re.escape, pieces))
    readable = 1 < len(pieces) <= _MOST_PIECES and any(pieces)
    return readable and re.fullmatch(pattern, text) is not None


@cache
def _classes(words: NameWords) -> dict[int, str]:
    return {ord(char): stands for char, stands in words.look_alikes.items()}


@cache
def _ruined(words: NameWords) -> re.Pattern[str]:
    """Any mark of a lost character; those of one character are looked for at once."""
    single = "".join(re.escape(mark) for mark in words.ruin_marks if len(mark) == 1)
    longer = [f"|{re.escape(mark)}" for mark in words.ruin_marks if len(mark) > 1]
    return re.compile(f"[{single}\ue000-\uf8ff]{''.join(longer)}")


@cache
def _ruins(words: NameWords) -> re.Pattern[str]:
    marks = "|".join(map(re.escape, words.ruin_marks))
    return re.compile(f"(?:{marks}|[\ue000-\uf8ff])+")
