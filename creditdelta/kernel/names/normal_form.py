"""How is a name written once every harmless difference is gone?

Clause  S27: two spellings of one name must not become two organisations.
Data    rulebook/codes/names/character-exceptions.csv, name-notes.csv, status-suffixes.csv
Pure    width, brackets, blanks, invisible characters, case, traditional characters; then the
        status and other names written beside the name are split off (notes.py).

Characters that the mainland standard keeps apart (乾 and 干, 昇 and 升) stay apart, although a
converter of traditional text would join them: a look-alike is never the same name.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import chain

from creditdelta.kernel.names.notes import Notes, split_notes
from creditdelta.kernel.names.words import NameWords

_BRACKETS = str.maketrans("[]{}〔〕【】〖〗〘〙⟦⟧\u2772\u2773﹝﹞⁅⁆", "()" * 10)
_DOTS = "·•‧∙⋅・"
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
_BLANK_LETTERS = (0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0)
_WIDE = re.compile("[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]")
_DROPPED = {"Cc", "Cf", "Zs", "Zl", "Zp"}


@lru_cache(maxsize=2)  # a pair is folded twice, for the person test and for its parts; no more kept
def fold(name: str, words: NameWords) -> str:
    """The name without harmless differences, brackets as (); notes beside it still inside."""
    text = unicodedata.normalize("NFKC", name)
    if not _changed(words).isdisjoint(text):
        text = text.translate(_table(words))
    pattern, meant = _phrases(words)
    if pattern is not None:
        text = pattern.sub(lambda found: meant[found[0]], text)
    if not unicodedata.is_normalized("NFKC", text):  # parts met when a blank between them went
        return fold(text, words)
    return text


def normal_form(name: str, words: NameWords) -> str:
    """The name to compare by: folded, without status and without former or other names."""
    return read_notes(name, words).name


def read_notes(name: str, words: NameWords) -> Notes:
    """The normal form together with what was written beside the name."""
    return split_notes(fold(name, words), words)


def hidden_characters(name: str) -> bool:
    """Whether a blank, an invisible, a control or a full-width letter or digit is in the name.

    Full-width brackets and stops are how Chinese is written, so they do not count.
    """
    return any(ord(c) in _invisible() for c in name) or _WIDE.search(name) is not None


@cache
def _changed(words: NameWords) -> frozenset[str]:
    """Every character of the table: asking for one is quicker than translating all."""
    return frozenset(map(chr, _table(words)))


@cache
def _table(words: NameWords) -> dict[int, str | None]:
    return _character_table(words.characters)  # a tuple's hash is made anew at every call


@cache
def _character_table(exceptions: tuple[tuple[str, str], ...]) -> dict[int, str | None]:
    table: dict[int, str | None] = dict(_simplified())
    table.update({ord(written): normal for written, normal in exceptions})
    table.update(_capitals())
    table.update({key: chr(value) for key, value in _BRACKETS.items()})
    table.update({ord(c): "·" for c in _DOTS} | {ord(c): "-" for c in _DASHES})
    table.update(dict.fromkeys(_invisible()))
    return table


@cache
def _simplified() -> dict[int, str]:
    from opencc import OpenCC  # a native library and 25 ms: only where names are read

    block = [chr(code) for code in range(0x3400, 0xA000)]
    plain = OpenCC("t2s").convert("\n".join(block)).split("\n")
    return {ord(old): new for old, new in zip(block, plain, strict=True) if old != new}


def _capitals() -> Iterator[tuple[int, str]]:
    for code in range(ord("a"), 0x250):
        capital = chr(code).upper()
        if capital != chr(code) and capital.lower() == chr(code):  # dotless i has no way back
            yield code, capital


@cache
def _invisible() -> frozenset[int]:
    everywhere = chain(range(0x20000), range(0xE0000, 0xE1000))  # between them: only hanzi
    formats = (n for n in everywhere if unicodedata.category(chr(n)) in _DROPPED)
    selectors = (*range(0x180B, 0x1810), *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))
    return frozenset((*formats, *selectors, *_BLANK_LETTERS))


@cache
def _phrases(words: NameWords) -> tuple[re.Pattern[str] | None, dict[str, str]]:
    longest = sorted((written for written, _ in words.phrases), key=len, reverse=True)
    pattern = re.compile("|".join(map(re.escape, longest))) if longest else None
    return pattern, dict(words.phrases)
