"""Dates, amounts and codes of a whole column: the compiled one-value checks, applied to each.

Pure    compiled; sentinels of kernel/compiled_dates.py and kernel/compiled_amounts.py become bits.
"""

import numpy as np
import numpy.typing as npt

from creditdelta.kernel.columns import Bytes, Offsets
from creditdelta.kernel.compiled import compiled
from creditdelta.kernel.compiled_amounts import (
    NEGATIVE,
    TOO_LARGE,
    TOO_MANY_DECIMALS,
    UNIT_WRITTEN,
    amount_at,
)
from creditdelta.kernel.compiled_dates import (
    FIRST_DAY,
    IMPOSSIBLE_DAY,
    SERIAL,
    WITH_TIME,
    day_at,
    form_at,
)
from creditdelta.pipeline.validate.marks import OWN

Masks = npt.NDArray[np.uint32]
Ints = npt.NDArray[np.int64]

NOT_A_DATE, NO_SUCH_DAY, FUTURE, ORDER, SERIAL_READ, EARLY, TIME_READ = (
    1 << (OWN + k) for k in range(7)
)
DATE_CODES = tuple(f"CD-DATE-{number:03}" for number in range(1, 8))
NO_NUMBER, BELOW_ZERO, DECIMALS, UNIT_IN_CELL, LARGE = (1 << (OWN + k) for k in range(5))
AMOUNT_CODES = ("CD-MONEY-001", "CD-MONEY-002", "CD-MONEY-003", "CD-MONEY-005", "CD-MONEY-007")

NO_DAY = -(1 << 40)
NO_AMOUNT = -1
EARLIEST_PLAUSIBLE = -7670  # 1949-01-01
_TEN_BYTES = 10


@compiled
def mark_dates(data: Bytes, offsets: Offsets, latest: int, days: Ints, out: Masks) -> None:
    """Read every date into `days` (`NO_DAY` where there is none) and mark what is wrong with it.

    `latest` is the last day that is not in the future.
    """
    for row in range(out.shape[0]):
        begin, end = offsets[row], offsets[row + 1]
        days[row] = NO_DAY
        if begin == end:
            continue
        day = day_at(data, begin, end)
        if day < FIRST_DAY:
            out[row] |= NO_SUCH_DAY if day == IMPOSSIBLE_DAY else NOT_A_DATE
            continue
        days[row] = day
        if day > latest:
            out[row] |= FUTURE
        if day < EARLIEST_PLAUSIBLE:
            out[row] |= EARLY
        if end - begin != _TEN_BYTES:
            form = form_at(data, begin, end)
            if form == SERIAL:
                out[row] |= SERIAL_READ
            elif form == WITH_TIME:
                out[row] |= TIME_READ


@compiled
def mark_amounts(data: Bytes, offsets: Offsets, amounts: Ints, out: Masks) -> None:
    """Read every amount into `amounts` (millionths of the unit, `NO_AMOUNT` where there is none)."""
    for row in range(out.shape[0]):
        begin, end = offsets[row], offsets[row + 1]
        amounts[row] = NO_AMOUNT
        if begin == end:
            continue
        amount = amount_at(data, begin, end)
        if amount >= 0:
            amounts[row] = amount
        elif amount == NEGATIVE:
            out[row] |= BELOW_ZERO
        elif amount == TOO_MANY_DECIMALS:
            out[row] |= DECIMALS
        elif amount == UNIT_WRITTEN:
            out[row] |= UNIT_IN_CELL
        elif amount == TOO_LARGE:
            out[row] |= LARGE
        else:
            out[row] |= NO_NUMBER
