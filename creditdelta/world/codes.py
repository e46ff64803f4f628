"""Valid codes for invented organisations, one at a time, from the published arithmetic.

Clause  S27. Apart from kernel/identifiers: codes made by the check would prove nothing about it.
Pure    the random source is an argument.
"""

from random import Random

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_VALUES = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_ORGANISATION_CHECK = "0X987654321"
_MOD = 10


def organisation_code(rng: Random, lead: str) -> str:
    """Nine characters of GB 11714 that begin with `lead`; the last three of the body are digits."""
    middle = "".join(rng.choices(ALPHABET, k=5 - len(lead)))
    body = lead + middle + "".join(map(str, rng.sample(range(10), 3)))
    total = sum(w * _VALUES.index(c) for w, c in zip(_ORGANISATION_WEIGHTS, body, strict=True))
    return body + _ORGANISATION_CHECK[total % len(_ORGANISATION_CHECK)]


def uscc(kind: str, division: str, organisation: str) -> str:
    """The 18 characters of GB 32100 for department and class, division and organisation code."""
    first = kind + division + organisation
    total = sum(pow(3, i, 31) * ALPHABET.index(c) for i, c in enumerate(first))
    return first + ALPHABET[-total % len(ALPHABET)]


def registration_number(rng: Random, division: str) -> str:
    """Fifteen digits of GS 15; the ninth is at least 2, so that none reads as a day of birth."""
    body = f"{division}{rng.randrange(100):02}{rng.randrange(200_000, 1_000_000)}"
    product = _MOD
    for digit in body:
        total = (product + int(digit)) % _MOD or _MOD
        product = 2 * total % (_MOD + 1)
    return body + str((_MOD + 1 - product) % _MOD)
