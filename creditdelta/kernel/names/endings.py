"""With which word of a list does a text end? The longest one wins.

Clause  S27
Pure    which lengths are worth trying is learnt once for each list, by the words' last characters.

>>> cut_ending("苏州协安分公司", frozenset({"公司", "分公司"}))
('苏州协安', '分公司')
"""

from collections.abc import Iterable
from functools import cache


def cut_ending(text: str, words: frozenset[str]) -> tuple[str, str]:
    """The text before the longest word it ends in, and that word; ("text", "") where none fits."""
    for size in _sizes(words).get(text[-1:], ()):
        if text[-size:] in words:
            return text[:-size], text[-size:]
    return text, ""


def sizes_by_character(pairs: Iterable[tuple[str, int]]) -> dict[str, tuple[int, ...]]:
    """For each character every length that goes with it, longest first."""
    found: dict[str, set[int]] = {}
    for char, size in pairs:
        found.setdefault(char, set()).add(size)
    return {char: tuple(sorted(sizes, reverse=True)) for char, sizes in found.items()}


@cache
def _sizes(words: frozenset[str]) -> dict[str, tuple[int, ...]]:
    return sizes_by_character((word[-1], len(word)) for word in words)
