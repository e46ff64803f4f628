"""Which texts lie one missing sign away from many names, each as a number of 64 bits?

Clause  S27.
Pure    vectorised: names of one length are one matrix of signs.

A name's number is a polynomial in its signs, so that the number without one sign follows from two
sums that all variants share. A last mix spreads it. The odd factor is drawn from a key: nobody outside
can make names that collide, and what a number lets through is held to the name itself afterwards.
kernel/names/near_kernel.py reckons the same for the names that are looked up.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.uint64]
Places = npt.NDArray[np.int64]
LONGEST = 62  # signs of a name that takes part
WHOLE = 63  # in place of the missing sign: nothing is missing
_SIGN = np.uint64(0x9E3779B97F4A7C15)
_FIRST = np.uint64(0xBF58476D1CE4E5B9)
_SECOND = np.uint64(0x94D049BB133111EB)


@dataclass(frozen=True, slots=True)
class Variants:
    """The variants of the names at `names`: a row of numbers each, the last one the whole name's.

    Number `i` of a row is that of the name without its sign `i`.
    """

    names: Places
    numbers: Numbers


@dataclass(frozen=True, slots=True)
class Factors:
    """Powers of the odd factor, and its inverse."""

    powers: Numbers
    inverse: np.uint64


def factors(key: bytes) -> Factors:
    """The factors that a key stands for."""
    odd = int.from_bytes(key[:8], "big") | 1
    inverse = pow(odd, -1, 1 << 64)
    powers = np.array([pow(odd, n, 1 << 64) for n in range(LONGEST + 1)], np.uint64)
    return Factors(powers, np.uint64(inverse))


def variants(names: Sequence[str], by: Factors) -> Iterator[Variants]:
    """The variants of all names, a group for each length; names over `LONGEST` are left out."""
    lengths = np.fromiter(map(len, names), np.int64, len(names))
    for length in np.unique(lengths):
        if not 0 < length <= LONGEST:
            continue
        group = np.flatnonzero(lengths == length)
        text = "".join([names[place] for place in group.tolist()])
        signs = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
        terms = _terms(signs.reshape(len(group), int(length)), by)
        yield Variants(group, _without_one(terms, by))


def _terms(signs: npt.NDArray[np.uint32], by: Factors) -> Numbers:
    terms: Numbers = signs.astype(np.uint64) * _SIGN
    terms ^= terms >> np.uint64(29)
    terms *= by.powers[: signs.shape[1]]
    return terms


def _without_one(terms: Numbers, by: Factors) -> Numbers:
    rows, length = terms.shape
    sums = np.zeros((rows, length + 1), np.uint64)
    np.cumsum(terms, axis=1, out=sums[:, 1:])
    whole = sums[:, -1:]
    found = np.empty((rows, length + 1), np.uint64)
    found[:, :-1] = sums[:, :-1] + (whole - sums[:, 1:]) * by.inverse
    found[:, -1:] = whole
    return _mixed(found)


def _mixed(numbers: Numbers) -> Numbers:
    numbers ^= numbers >> np.uint64(30)
    numbers *= _FIRST
    numbers ^= numbers >> np.uint64(27)
    numbers *= _SECOND
    numbers ^= numbers >> np.uint64(31)
    return numbers


def positions(length: int) -> npt.NDArray[np.uint32]:
    """Which sign is missing in each number of a row of names of a length; `WHOLE` for none."""
    return np.array([*range(length), WHOLE], np.uint32)
