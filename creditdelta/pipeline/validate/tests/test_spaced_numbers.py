"""A personal number is found however it is typed, in full-width digits or in groups, and never shown."""

import time

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from creditdelta.kernel.columns import buffers
from creditdelta.pipeline.tests.cast import CITIZEN, PHONE, codes, row, sent, standard
from creditdelta.pipeline.validate.marks import ID_NUMBER, PHONE_OR_CARD
from creditdelta.pipeline.validate.masked import masked
from creditdelta.pipeline.validate.privacy_kernel import mark_personal_numbers
from creditdelta.pipeline.validate.tests import reference
from creditdelta.pipeline.validate.tests.defects import GROUPED, WIDE

TEXT = next(one for one in standard("penalty").columns if one.type == "text")
BITS = {"CD-PERSON-003": ID_NUMBER, "CD-PERSON-004": PHONE_OR_CARD}
NOBODY = CITIZEN[:17] + "X"
CLEAN = (
    "2024-03-01至2024-12-31",
    "沪市监浦处〔2024〕第 12-3 号",
    "罚款 2 000 元，3 000 元",
    "电话 0571-8888 8888",
    "１２３４５６",
    f"{CITIZEN[:6]}  {CITIZEN[6:14]}  {CITIZEN[14:]}",
    f"{CITIZEN[:6]}.{CITIZEN[6:14]}.{CITIZEN[14:]}",
)


# Wide gaps between small groups may be passed over: only every eighth byte is looked at.
USUAL, SMALL = ((4, 4, 4, 4, 2), (6, 8, 4), (17, 1)), ((6, 4, 2, 2, 4), (3,) * 6, (2,) * 9)
PRODUCT = [
    *((gap, sizes) for gap in (" ", "-") for sizes in (*USUAL, *SMALL)),
    *((gap, sizes) for gap in ("\u3000", "－", "–", "\u00a0", "\u200b") for sizes in USUAL),
]


def marks(*texts: str) -> list[int]:
    column = pa.array(texts, pa.string())
    out = np.zeros(len(texts), dtype=np.uint32)
    mark_personal_numbers(*buffers(column), out)
    return [int(one) for one in out]


@pytest.mark.parametrize("lead", range(9))
@pytest.mark.parametrize(("gap", "sizes"), PRODUCT)
@pytest.mark.parametrize("number", [CITIZEN, NOBODY])
def test_groups_of_every_size_at_every_place(lead, gap, sizes, number):
    ends = np.cumsum(sizes)
    parts = [number[end - size : end] for size, end in zip(sizes, ends, strict=True)]
    narrow, wide = gap.join(parts), gap.join(part.translate(WIDE) for part in parts)
    before = "a" * lead
    assert (
        marks(f"{before}{narrow}", f"{before}{wide}后", f"号{before}：{narrow}。")
        == [ID_NUMBER] * 3
    )


@pytest.mark.parametrize("lead", range(9))
def test_wide_digits_without_gaps(lead):
    wide = [
        CITIZEN.translate(WIDE),
        NOBODY.translate(WIDE),
        NOBODY[:9] + NOBODY[9:].translate(WIDE),
    ]
    assert marks(*("b" * lead + one for one in wide)) == [ID_NUMBER] * 3
    assert marks("b" * lead + PHONE.translate(WIDE)) == [PHONE_OR_CARD]


def test_dates_sums_and_document_numbers_are_nobodys():
    assert marks(*CLEAN) == [0] * len(CLEAN)


@given(
    st.lists(
        st.sampled_from([*CITIZEN, "X", "ｘ", "０", "９", " ", "-", "〕", "年", "，", "\u00e9"])
        | st.sampled_from([CITIZEN[:6], CITIZEN[6:14], CITIZEN[14:], CITIZEN, PHONE, *GROUPED]),
        max_size=24,
    ).map("".join)
)
def test_the_kernel_finds_what_the_plain_reading_finds(text):
    wanted = sum(BITS[name] for name in reference.personal(TEXT, text))
    assert marks(text) == [wanted]
    if wanted & ID_NUMBER:
        assert not marks(masked(text))[0] & ID_NUMBER


def test_a_row_is_refused_and_no_answer_shows_the_number(tmp_path):
    rows = [
        row("penalty", number, **{name: said, "CF_CFLB": "罚金"})
        for number, (name, said) in enumerate(
            (name, said) for name in ("CF_SY", "BZ", "CF_XDR_SYDW") for said in GROUPED[1:4]
        )
    ]
    report = sent(tmp_path / "typed.csv", "penalty", rows)
    assert codes(report)["CD-PERSON-003"] == 9
    report.to_xlsx(tmp_path / "fix.xlsx")
    page = load_workbook(tmp_path / "fix.xlsx").worksheets[0]
    said = " ".join(str(cell.value) for line in page.iter_rows() for cell in line)
    said += f"{report.findings}{report.to_arrow().to_pylist()}"
    assert not any(one in said for one in GROUPED[1:4])


def test_many_gaps_cost_no_more_than_their_length():
    marks("1 2")
    small, large = ("1 " * 4_000, "1 " * 64_000)
    begun = time.process_time()
    marks(small)
    once = time.process_time() - begun
    begun = time.process_time()
    marks(large, "-" * 128_000, "１－" * 32_000)
    assert time.process_time() - begun < max(once * 200, 0.2)
