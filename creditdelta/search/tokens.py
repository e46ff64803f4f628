"""By which tokens is an entry found? Pairs of signs, pairs of letters, beginnings, facets.

Clause  S27, S34.
Pure    text in, tokens out. The same tokens are looked for as were written: one function each.

A token is a kind and a text. Filters are tokens like all others, so a filtered search is complete.
SQLite keeps them as words of one column; signs of ASCII, at which its tokenizer would cut, are
written wide. PostgreSQL keeps them as numbers: a hash of the token together with the step of rank
(rules.tier_of), so that it can look through the best names first. Two tokens with one hash do no harm:
what is found is held to the name itself.
"""

from collections.abc import Iterable
from functools import lru_cache
from operator import add

from creditdelta.search.rules import FACETS, Entry, tier_of

PAIR, BEGINNING, LETTERS, FIRST_LETTERS, FACET = "", "\ue000", "\ue001", "\ue002", "\ue003"
_WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
_HASH_BITS = 25  # and seven for the step of rank
_TIER_BITS = 7
_ODD = (0x9E3779B1, 0x85EBCA6B, 0xC2B2AE35)


def name_tokens(text: str) -> list[str]:
    """The pairs of neighbours of a part of a name."""
    wide = text.translate(_WIDE)
    return list(map(add, wide, wide[1:]))


def beginning_tokens(text: str) -> list[str]:
    """What a name that begins with the text holds."""
    return [BEGINNING + text[:2].translate(_WIDE), *name_tokens(text)]


def letter_tokens(letters: str) -> list[str]:
    """The pairs of a run of first letters."""
    return [LETTERS + pair for pair in map(add, letters, letters[1:])]


def first_letter_tokens(letters: str) -> list[str]:
    """What a name whose first letters begin so holds."""
    return [FIRST_LETTERS + letters[:2], *letter_tokens(letters)]


def facet_tokens(facets: Iterable[tuple[str, str]]) -> list[str]:
    """The tokens of facets with a value."""
    return [f"{FACET}{name}{value.translate(_WIDE)}" for name, value in facets if value]


def words_of(entry: Entry) -> str:
    """Every token of an entry with blanks between, some of them twice."""
    found = beginning_tokens(entry.normal) if len(entry.normal) > 1 else []
    for way in entry.initials.split(" "):
        found += first_letter_tokens(way) if len(way) > 1 else ()
    return " ".join([*found, *facet_tokens(zip(FACETS, entry.facets, strict=True))])


@lru_cache(maxsize=1 << 17)
def number(token: str) -> int:
    """A token at the first step of rank, as a signed number of 32 bits; steps are added to it."""
    mixed = 0
    for place, character in enumerate(token):
        mixed = (mixed ^ ord(character)) * _ODD[place % 3] & 0xFFFFFFFF
        mixed ^= mixed >> 15
    return (mixed >> (32 - _HASH_BITS) << _TIER_BITS) - (1 << 31)


def numbers(entry: Entry) -> set[int]:
    """The tokens of an entry as numbers."""
    tier = tier_of(entry.id)
    return {number(token) + tier for token in words_of(entry).split(" ")}
