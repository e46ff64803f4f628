"""The check characters of every number, in machine code, over bytes known to be plain.

Pure    numeric loops; the same weights as the identifiers' own files, imported from there.
"""

# ruff: noqa: PLR2004  bytes and positions of the standards say more as figures than as names
import numpy as np

from creditdelta.kernel.columns import Bytes
from creditdelta.kernel.compiled import compiled
from creditdelta.kernel.identifiers import citizen_number, organisation_code, uscc


def _values(alphabet: str) -> np.ndarray[tuple[int], np.dtype[np.int32]]:
    table = np.full(256, -1, dtype=np.int32)
    for value, character in enumerate(alphabet):
        table[ord(character)] = value
    return table


VALUE_31 = _values(uscc.ALPHABET)
VALUE_36 = _values("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")
_WEIGHTS_31 = np.array([*uscc.WEIGHTS, 1], dtype=np.int32)
ORGANISATION_WEIGHTS = np.array(organisation_code.WEIGHTS, dtype=np.int32)
ORGANISATION_CHECK = np.frombuffer(organisation_code.CHECK_CHARACTERS.encode(), dtype=np.uint8)
# ISO 7064 MOD 11,10 as a table: the product that follows from a product (1-10) and a digit; 16
# digits, so that no byte leads outside the table.
PRODUCT_AFTER = np.array(
    [[2 * ((product + digit) % 10 or 10) % 11 for digit in range(16)] for product in range(11)],
    dtype=np.uint8,
)
_MONTH_DAYS = np.array(citizen_number.MONTH_DAYS, dtype=np.int32)
_REGION = np.array([f"{n:02}" in citizen_number.REGIONS for n in range(100)])


DIVISION_AT, PAIR_AT = 32, 52
_FOREIGN = -(1 << 63)


def _packed() -> "np.ndarray[tuple[int, int], np.dtype[np.int64]]":
    """For every place and byte what it adds: 16 bits check sum, 16 bits sum of the inner code,
    20 bits division, 10 bits department and class; the sign where it cannot stand there."""
    table = np.full((18, 256), _FOREIGN, dtype=np.int64)
    for place in range(18):
        for value, character in enumerate(uscc.ALPHABET):
            if 2 <= place < 8 and value > 9:
                continue
            added = value * int(_WEIGHTS_31[place])
            if 8 <= place < 16:
                added += int(character, 36) * int(ORGANISATION_WEIGHTS[place - 8]) << 16
            if 2 <= place < 8:
                added += value * 10 ** (7 - place) << DIVISION_AT
            if place < 2:
                added += value * 31 ** (1 - place) << PAIR_AT
            table[place, ord(character)] = added
    return table


_PACKED = _packed()


@compiled
def uscc_sums(data: Bytes, start: int) -> int:
    """All sums over 18 bytes in one number (see `_packed`), -1 if one cannot stand there."""
    total, foreign, at = np.int64(0), np.int64(0), np.uint64(start)
    for place in range(18):
        added = _PACKED[place, data[at + np.uint64(place)]]
        total += added
        foreign |= added
    return -1 if foreign < 0 else int(total)


@compiled
def organisation_fits(data: Bytes, start: int) -> bool:
    """Whether the ninth character follows from the first eight (digits and capital letters)."""
    total = 0
    for i in range(8):
        total += VALUE_36[data[start + i]] * ORGANISATION_WEIGHTS[i]
    return bool(ORGANISATION_CHECK[total % 11] == data[start + 8])


@compiled
def registration_fits(data: Bytes, start: int) -> bool:
    """ISO 7064 MOD 11,10 over 15 digits."""
    product = np.uint8(10)
    for i in range(14):
        product = PRODUCT_AFTER[product, data[start + i] - np.uint8(48)]
    return (int(product) + int(data[start + 14]) - 48) % 10 == 1


@compiled
def _pair(data: Bytes, at: int) -> int:
    return (int(data[at]) - 48) * 10 + int(data[at + 1]) - 48


@compiled
def division_known(data: Bytes, start: int, divisions: Bytes) -> bool:
    """Whether six digits are set in the bit field of division codes."""
    code = _pair(data, start) * 10000 + _pair(data, start + 2) * 100 + _pair(data, start + 4)
    return is_listed(code, divisions)


@compiled
def is_listed(code: int, divisions: Bytes) -> bool:
    """Whether a division code is set in the bit field."""
    return bool(divisions[code >> 3] >> (code & 7) & 1)


@compiled
def _fits_person(data: Bytes, start: int, month_at: int) -> bool:
    month, day = _pair(data, month_at), _pair(data, month_at + 2)
    return _REGION[_pair(data, start)] and 1 <= month <= 12 and 1 <= day <= _MONTH_DAYS[month - 1]


@compiled
def is_citizen(data: Bytes, start: int, size: int) -> bool:
    """Whether plain upper-case bytes have the shape of a citizen's number (15, 18 or 20)."""
    if size not in (15, 18, 20):
        return False
    for i in range(size):
        byte = data[start + i]
        if (byte < 48 or byte > 57) and not (i == 17 and byte == 88):
            return False
    if size == 15:
        return _fits_person(data, start, start + 8)
    century = _pair(data, start + 6)
    return century in (19, 20) and _fits_person(data, start, start + 10)
