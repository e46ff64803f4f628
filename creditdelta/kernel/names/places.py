"""Which places does a name speak of, and can two names speak of the same one?

Clause  S27: the same trade name in another city is another organisation.
Data    rulebook/codes/divisions.csv (with and without 省 市 区 县), names/places.csv
Pure    a place is the division prefixes its word may mean: 苏州 is ("3205",).
"""

from collections.abc import Sequence
from functools import cache
from itertools import product

from creditdelta.kernel.names.words import NameWords

Meaning = tuple[str, ...]

_HEAD = 2  # characters of the shortest place
_PROVINCE = 2  # digits of a province in a division code; "" is the whole country


def leading_places(text: str, words: NameWords) -> tuple[tuple[str, ...], str]:
    """The place words a text opens with, outermost first as written, and the rest.

    A second word without 市 or 县 counts only when it lies inside the first: 上海长安 is one
    place and a trade name. A text of places only is given back whole as places.
    """
    found: list[str] = []
    at = 0
    while word := _longest(text, at, found, words):
        found.append(word)
        at += len(word)
    return tuple(found), text[at:]


def _longest(text: str, at: int, before: Sequence[str], words: NameWords) -> str:
    sizes = _sizes(words)
    for size in sizes.get(text[at : at + _HEAD]) or sizes.get(text[at : at + 1], ()):
        word = text[at : at + size]
        meaning = words.places.get(word)
        if meaning is not None and _fits(word, meaning, before, words):
            return word
    return ""


def _fits(word: str, meaning: Meaning, before: Sequence[str], words: NameWords) -> bool:
    if not before or word[-1] in "省市区县旗盟":
        return True
    around = words.places[before[-1]]
    return any(inner.startswith(outer) for outer, inner in product(around, meaning))


def agree(ours: Sequence[str], theirs: Sequence[str], words: NameWords) -> bool:
    """False when each side names a place that the other's places do not allow.

    A place may be left out (苏州昆山 and 昆山) and a province may stand for its city; but 苏州 and
    昆山, each alone, are two cities although one governs the other.
    """
    if not ours or not theirs or ours == theirs:
        return True
    first, second = _meanings(ours, words), _meanings(theirs, words)
    return _allowed(first, second) or _allowed(second, first)


def _meanings(found: Sequence[str], words: NameWords) -> list[Meaning]:
    """What each place means beside those before it: 南京鼓楼 is no 鼓楼 of another city."""
    if len(found) == 1:
        return [words.places[found[0]]]
    meant: list[Meaning] = []
    for word in found:
        meaning = words.places[word]
        for outer in meant:
            meaning = tuple(one for one in meaning if one.startswith(outer)) or meaning
        meant.append(meaning)
    return meant


def _allowed(ours: list[Meaning], theirs: list[Meaning]) -> bool:
    wide = [prefix for meaning in _innermost(theirs) for prefix in meaning]
    return all(
        any(not set(one).isdisjoint(other) for other in theirs)
        or any(_province(prefix, inner) for prefix, inner in product(wide, one))
        for one in _innermost(ours)
    )


def _innermost(meant: list[Meaning]) -> list[Meaning]:
    """Without those places that only say where another one lies."""
    return [one for one in meant if not any(_holds(one, other) for other in meant)]


def _holds(outer: Meaning, inner: Meaning) -> bool:
    return inner != outer and all(one.startswith(outer) for one in inner)


def _province(one: str, other: str) -> bool:
    outer, inner = (one, other) if len(one) <= len(other) else (other, one)
    return len(outer) <= _PROVINCE and inner.startswith(outer)


@cache
def _sizes(words: NameWords) -> dict[str, tuple[int, ...]]:
    """For the first two characters of each place every length to be tried, longest first."""
    found: dict[str, set[int]] = {}
    for word in words.places:
        found.setdefault(word[:_HEAD], {1} if word[0] in words.places else set()).add(len(word))
    return {head: tuple(sorted(sizes, reverse=True)) for head, sizes in found.items()}
