"""Which entries of a file of variants are one edit from some names? The loop under search/near_file.py.

Clause  S27.
Pure    writes into arrays it is given; imported only when asked, since it brings the compiler.

The same numbers as `search/variants.py` reckons for the file: a polynomial in the signs, then a last mix.
Every look-up is a bucket, the last bits of a number, and which sign is missing.
"""

import numpy as np
import numpy.typing as npt

from creditdelta.kernel.compiled import compiled

Numbers = npt.NDArray[np.uint64]
Places = npt.NDArray[np.int64]
Words = npt.NDArray[np.uint32]

LONGEST, SWAPPED, WHOLE = 62, 62, 63
_POSITION_BITS, _POSITIONS = np.uint32(6), np.uint32(63)
_CHECK = np.uint64(0xFFFFFFFF)
_SIGN = np.uint64(0x9E3779B97F4A7C15)
_FIRST = np.uint64(0xBF58476D1CE4E5B9)
_SECOND = np.uint64(0x94D049BB133111EB)
_SHIFTS = (np.uint64(29), np.uint64(30), np.uint64(27), np.uint64(31))


@compiled
def term(sign: np.uint32, power: np.uint64) -> np.uint64:
    """What a sign adds to the number of its name."""
    found = np.uint64(sign) * _SIGN
    return (found ^ (found >> _SHIFTS[0])) * power


@compiled
def mixed(number: np.uint64) -> np.uint64:
    """A number spread over all its bits."""
    number = (number ^ (number >> _SHIFTS[1])) * _FIRST
    number = (number ^ (number >> _SHIFTS[2])) * _SECOND
    return number ^ (number >> _SHIFTS[3])


@compiled
def _numbers(
    signs: Words, powers: Numbers, inverse: np.uint64, terms: Numbers, numbers: Numbers
) -> np.uint64:
    """Fill in the numbers of a name without each of its signs, and its own after them; returns its sum."""
    length = len(signs)
    whole = np.uint64(0)
    for i in range(length):
        terms[i] = term(signs[i], powers[i])
        whole += terms[i]
    before = np.uint64(0)
    for i in range(length):
        numbers[i] = mixed(before + (whole - before - terms[i]) * inverse)
        before += terms[i]
    numbers[length] = mixed(whole)
    return whole


@compiled
def _added(owners: Places, places: Places, count: int, begin: int, owner: int, place: int) -> int:
    """The count with one pair more, where it is new."""
    for at in range(begin, min(count, len(places))):
        if places[at] == place or places[at] == -1 - place:
            return count
    if count < len(places):
        owners[count], places[count] = owner, place
    return count + 1


@compiled
def _compared(
    at: int, missing: int, payloads: Words, owners: Places, places: Places, count: int, begin: int,
    owner: int,
) -> int:  # fmt: skip
    """The count after an equal number: the name itself is noted as a negative place, to be left out."""
    theirs = np.int64(payloads[at] & _POSITIONS)
    place = np.int64(payloads[at] >> _POSITION_BITS)
    if missing == WHOLE and theirs == WHOLE:
        return _added(owners, places, count, begin, owner, -1 - place)
    if missing == theirs or (missing == WHOLE) != (theirs == WHOLE):
        return _added(owners, places, count, begin, owner, place)
    return count


@compiled
def _exchanged(at: int, missing: int, payloads: Words) -> int:
    """Where two neighbours may be exchanged: one name lacks a sign, the other the one beside it."""
    theirs = np.int64(payloads[at] & _POSITIONS)
    if missing < LONGEST and theirs < LONGEST and abs(missing - theirs) == 1:
        return min(missing, theirs)
    return -1


@compiled
def one_edit_pairs(
    signs: Words, ends: Places, powers: Numbers, inverse: np.uint64, shift: np.uint64,
    beginnings: Words, checks: Words, payloads: Words, owners: Places, places: Places,
) -> tuple[int, np.uint32]:  # fmt: skip
    """Fill `owners` and `places` with every pair; returns how many there are, also where they do not fit.

    `ends`: where each name ends among the signs. A negative place is a name that is the same. Buckets
    of one name are fetched all together before any is looked at: memory answers many as fast as one.
    The second number returned keeps the compiler from leaving that out.
    """
    terms, numbers = np.empty(LONGEST, np.uint64), np.empty(LONGEST + 1, np.uint64)
    begins, swaps = np.empty(LONGEST + 1, np.int64), np.zeros(LONGEST, np.bool_)
    fetched = np.uint32(0)
    count, first = 0, 0
    if not len(checks):
        return count, fetched
    for owner in range(len(ends)):
        length = ends[owner] - first
        if 0 < length <= LONGEST:
            begin = min(count, len(places))
            name = signs[first : ends[owner]]
            whole = _numbers(name, powers, inverse, terms, numbers)
            for i in range(length + 1):
                begins[i] = beginnings[np.int64(numbers[i] >> shift)]
            for i in range(length + 1):
                fetched ^= checks[min(begins[i], len(checks) - 1)]
            several = False
            for i in range(length, -1, -1):  # the name itself first: who bears it is left out
                check, missing = np.uint32(numbers[i] & _CHECK), i if i < length else WHOLE
                for at in range(begins[i], beginnings[np.int64(numbers[i] >> shift) + 1]):
                    if checks[at] == check:
                        count = _compared(
                            at, missing, payloads, owners, places, count, begin, owner
                        )
                        swap = _exchanged(at, missing, payloads)
                        if swap >= 0:
                            swaps[swap], several = True, True
            for i in range(length - 1 if several else 0):
                if swaps[i] and name[i] != name[i + 1]:
                    other = terms[i] * powers[1] + terms[i + 1] * inverse
                    number = mixed(whole - terms[i] - terms[i + 1] + other)
                    bucket = np.int64(number >> shift)
                    for at in range(beginnings[bucket], beginnings[bucket + 1]):
                        if checks[at] == np.uint32(number & _CHECK):
                            count = _compared(
                                at, SWAPPED, payloads, owners, places, count, begin, owner
                            )
                swaps[i] = False
        first = ends[owner]
    return count, fetched
