"""The twelve planted mistakes: what is written instead, and which finding must answer it.

One row carries at most one. `plant` gets the columns of one block by heading and changes them.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

Columns = dict[str, pa.StringArray]
Rows = npt.NDArray[np.bool_]

NAME = "行政相对人名称"
CLASS = "行政相对人类别"
CODE = "行政相对人代码_1(统一社会信用代码)"
REGISTRATION = "行政相对人代码_2(工商注册号)"
ORGANISATION = "行政相对人代码_3(组织机构代码)"
TAX = "行政相对人代码_4(税务登记号)"
NUMBER = "行政处罚决定书文号"
CATEGORY = "处罚类别"
FINE = "罚款金额（万元）"
DECIDED = "处罚决定日期"
VALID_UNTIL = "处罚有效期"
AUTHORITY_CODE = "处罚机关统一社会信用代码"

LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


@dataclass(frozen=True, slots=True)
class Defect:
    """One kind of mistake: the column it is in, the code that names it, and how it is written."""

    name: str
    column: str
    code: str
    write: Callable[[str], str]


def _other_check(code: str) -> str:
    return code[:17] + LETTERS[(LETTERS.index(code[17]) + 7) % 31]


def _other_digit(code: str) -> str:
    return code[:8] + ("0" if code[8] != "0" else "1")


DEFECTS = (
    Defect("missing_name", NAME, "CD-FIELD-001", lambda text: ""),
    Defect("wrong_check_character", CODE, "CD-USCC-003", _other_check),
    Defect("seventeen_characters", CODE, "CD-USCC-001", lambda text: text[:10] + text[11:]),
    Defect("forbidden_letter", CODE, "CD-USCC-002", lambda text: text[:11] + "Z" + text[12:]),
    Defect("wrong_organisation_code", ORGANISATION, "CD-ORGCODE-003", _other_digit),
    Defect("unknown_category", CATEGORY, "CD-FIELD-003", lambda text: "罚金"),
    Defect("impossible_date", DECIDED, "CD-DATE-002", lambda text: text[:5] + "02-30"),
    Defect("order_of_dates", VALID_UNTIL, "CD-DATE-004", lambda text: "2015-06-01"),
    Defect("fine_no_number", FINE, "CD-MONEY-001", lambda text: "见决定书"),
    Defect("number_too_long", NUMBER, "CD-FIELD-002", lambda text: text + "（附件）" * 30),
    Defect("wrong_authority_code", AUTHORITY_CODE, "CD-USCC-003", _other_check),
    Defect("unknown_class", CLASS, "CD-FIELD-003", lambda text: "企业法人"),
)

BROKEN_CODE = (1, 2, 3)  # the other columns that repeat the code would break rules of their own
UNKNOWN_CLASS = 11


def draw(rng: np.random.Generator, count: int, share: float) -> npt.NDArray[np.int64]:
    """For every row the number of its defect, or -1; `share` of the rows have one."""
    kinds = rng.integers(0, len(DEFECTS), count)
    return np.where(rng.random(count) < share, kinds, -1)


def plant(columns: Columns, kinds: npt.NDArray[np.int64]) -> dict[str, int]:
    """Write the drawn defects into the columns; returns how many rows carry each."""
    sole_trader = pc.starts_with(columns[CODE], "92").to_numpy(zero_copy_only=False)
    kinds[(kinds == UNKNOWN_CLASS) & sole_trader] = 0  # there it would break a second rule too
    _silence(columns, np.isin(kinds, BROKEN_CODE))
    counts = {}
    for number, defect in enumerate(DEFECTS):
        rows = pa.array(kinds == number)
        right = columns[defect.column]
        if defect.column == ORGANISATION:  # often empty: start from the code it is part of
            right = pc.utf8_slice_codeunits(columns[CODE], 8, 17)
        wrong = [defect.write(text) for text in right.filter(rows).to_pylist()]
        values = pa.array(wrong, pa.string())
        columns[defect.column] = pc.replace_with_mask(columns[defect.column], rows, values)
        counts[defect.name] = len(wrong)
    return counts


def _silence(columns: Columns, rows: Rows) -> None:
    for heading in (ORGANISATION, TAX):
        columns[heading] = pc.if_else(pa.array(rows), "", columns[heading])
