"""With which word of a list does a text end? The longest one wins.

Clause  S27
Pure    which lengths are worth trying is learnt once for each list, by the words' last characters.

>>> cut_ending("苏州协安分公司", frozenset({"公司", "分公司"}))
('苏州协安', '分公司')
"""

from functools import cache

from creditdelta.kernel.names.words import NameWords

_TAIL = 4  # characters: enough to tell most endings apart, so that few lengths are left to try


def cut_ending(text: str, words: frozenset[str]) -> tuple[str, str]:
    """The text before the longest word it ends in, and that word; ("text", "") where none fits."""
    for size in _sizes(words).get(text[-_TAIL:], _SHORT):
        if text[-size:] in words:
            return text[:-size], text[-size:]
    return text, ""


@cache
def every_form(words: NameWords) -> frozenset[str]:
    """Legal and branch forms; one object for all, for an equal one is compared word by word each time."""
    return words.legal_forms | words.branch_forms


_SHORT = tuple(range(_TAIL - 1, 0, -1))


@cache
def _sizes(words: frozenset[str]) -> dict[str, tuple[int, ...]]:
    """For the last characters of each longer word every length to be tried, longest first."""
    found: dict[str, set[int]] = {}
    for word in words:
        if len(word) >= _TAIL:
            found.setdefault(word[-_TAIL:], set(_SHORT)).add(len(word))
    return {tail: tuple(sorted(sizes, reverse=True)) for tail, sizes in found.items()}
