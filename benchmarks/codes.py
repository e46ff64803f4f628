"""Valid synthetic codes, many at once: GB 11714, GB 32100 and GS 15.

Written apart from creditdelta.kernel.identifiers on purpose: a check measured against codes that
the check itself made would prove nothing.
"""

import numpy as np
import numpy.typing as npt
import pyarrow as pa

Matrix = npt.NDArray[np.uint8]  # one row of ASCII bytes a code

ALPHABET = np.frombuffer(b"0123456789ABCDEFGHJKLMNPQRTUWXY", dtype=np.uint8)
_VALUE31 = np.zeros(256, dtype=np.int64)
_VALUE31[ALPHABET] = np.arange(31)
_VALUE36 = np.zeros(256, dtype=np.int64)
_VALUE36[np.frombuffer(b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", dtype=np.uint8)] = np.arange(36)
_USCC_WEIGHTS = np.array([pow(3, i, 31) for i in range(17)])
_ORGANISATION_WEIGHTS = np.array([3, 7, 9, 10, 5, 8, 4, 2])
_ORGANISATION_CHECK = np.frombuffer(b"0X987654321", dtype=np.uint8)  # by sum mod 11


def matrix(texts: list[str]) -> Matrix:
    """Equally long ASCII texts as rows of bytes."""
    return np.frombuffer("".join(texts).encode("ascii"), dtype=np.uint8).reshape(len(texts), -1)


def strings(rows: Matrix) -> pa.StringArray:
    """Rows of bytes as a text column."""
    count, width = rows.shape
    offsets = np.arange(count + 1, dtype=np.int32) * width
    data = np.ascontiguousarray(rows)
    return pa.StringArray.from_buffers(count, pa.py_buffer(offsets), pa.py_buffer(data))


def organisation_codes(rng: np.random.Generator, count: int, *, lead: bytes) -> Matrix:
    """Organisation codes that begin with `lead` ("MA"), or with digits where it is empty.

    The third digit is never 0 or 1, so that no code can be read as a day of birth.
    """
    body = ALPHABET[rng.integers(0, 31, (count, 8))]
    if lead:
        body[:, : len(lead)] = np.frombuffer(lead, dtype=np.uint8)
    else:
        body = (48 + rng.integers(0, 10, (count, 8))).astype(np.uint8)
        body[:, 2] = 48 + rng.integers(2, 10, count)
    check = _ORGANISATION_CHECK[(_VALUE36[body] @ _ORGANISATION_WEIGHTS) % 11]
    return np.column_stack([body, check])


def usccs(kinds: Matrix, divisions: Matrix, organisations: Matrix) -> Matrix:
    """Codes of (n, 2) department and class, (n, 6) division and (n, 9) organisation code."""
    body = np.column_stack([kinds, divisions, organisations])
    total = (_VALUE31[body] @ _USCC_WEIGHTS) % 31
    return np.column_stack([body, ALPHABET[(31 - total) % 31]])


def registration_numbers(rng: np.random.Generator, divisions: Matrix) -> Matrix:
    """15-digit business registration numbers (ISO 7064 MOD 11,10) of the given divisions."""
    count = len(divisions)
    sequence = (48 + rng.integers(0, 10, (count, 8))).astype(np.uint8)
    sequence[:, 2] = 48 + rng.integers(2, 10, count)
    body = np.column_stack([divisions, sequence])
    product = np.full(count, 10)
    for digit in body.T:
        total = (product + digit - 48) % 10
        total[total == 0] = 10
        product = 2 * total % 11
    return np.column_stack([body, (48 + (11 - product) % 10).astype(np.uint8)])
