"""A column answers exactly what each of its values would answer alone, and what the oracle says."""

import string
from datetime import date

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum.cn import ric
from stdnum.cn import uscc as oracle
from stdnum.iso7064 import mod_11_10

from creditdelta.kernel.identifiers import (
    citizen_number,
    legacy_number,
    organisation_code,
    registration_number,
    tax_number,
    uscc,
    written_form,
)
from creditdelta.kernel.identifiers.citizen_number import is_citizen_number
from creditdelta.rulebook.codes import uscc_tables

TABLES = uscc_tables()
MODULES = {
    uscc: (TABLES,),
    tax_number: (TABLES,),
    organisation_code: (),
    registration_number: (),
    legacy_number: (),
    citizen_number: (),
}
SEEDS = [
    "91340600MA2PBNE723", "N2310115MA1K3BTP2Q", "110108000000016", "3100001000001", "D2143569-X",
    "310000190001010000", "310000000101000", "31000019000101000001", "企合苏总字第000123号",
    "9.13E+17", "913100001234567000", "000000000000000000", "00000000000000000X", "N/A", "暂无",
    "NA无", "无无", "无 无", "——", "n-u-l-l", "310115D2143569X", "ABCDEFGHJK1234567890", "1E5",
    "1e-5", "12.", "上海市 abc", "91340600MA2PBNE723上", "①", "ﬁ", "ß1", "K", "⑳" * 9, "Å",
    "A\u030a", "9" * 40, "0" * 30 + "x", "\xad\xad", "\xa0", "é", "😀", "\u2028", "〇", "〒",
]  # fmt: skip
SPICE = "OIZSVx-\u200b\u3000\xa0 .０Ａａ无企字第號é\u0301①😀\t\x00\x1c/－"


@st.composite
def spoilt(draw):
    """A known text with up to three places changed, dropped or filled in."""
    text = list(draw(st.sampled_from(SEEDS)))
    for _ in range(draw(st.integers(0, 3))):
        place = draw(st.integers(0, len(text)))
        piece = draw(st.sampled_from(string.digits + string.ascii_letters + SPICE) | st.just(""))
        text[place : place + draw(st.integers(0, 1))] = piece
    return draw(st.sampled_from(["", " ", "\n"])) + "".join(text)


TEXTS = spoilt() | st.text(alphabet=string.digits + "XAEe.+-", max_size=21) | st.text(max_size=25)


@pytest.mark.parametrize("module", MODULES)
def test_the_column_says_what_each_value_says(module):
    @settings(max_examples=120, deadline=None)
    @given(st.lists(TEXTS, max_size=40), st.integers(0, 5))
    def equal(texts, start):
        column = pa.array(texts, type=pa.string()).slice(min(start, len(texts)))
        masks = module.check_column(column, *MODULES[module])
        assert masks.dtype == np.uint16
        assert masks.tolist() == [module.mask(t, *MODULES[module]) for t in column.to_pylist()]

    equal()


@pytest.mark.parametrize("module", MODULES)
def test_known_texts_and_every_single_place_of_them(module):
    texts = [seed[:i] + c + seed[i + 1 :] for seed in SEEDS for i in range(len(seed)) for c in "0X"]
    texts += SEEDS
    texts += [seed[:i] + seed[i + 1 :] for seed in SEEDS for i in range(len(seed))]
    masks = module.check_column(pa.array(texts), *MODULES[module]).tolist()
    wanted = [module.mask(text, *MODULES[module]) for text in texts]
    differing = [t for t, one, other in zip(texts, masks, wanted, strict=True) if one != other]
    assert differing == []


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=string.digits, min_size=8, max_size=8), st.data())
def test_python_stdnum_agrees_where_it_knows(head, data):
    tail = data.draw(st.text(alphabet=uscc.ALPHABET, min_size=9, max_size=10))
    code = head + tail if len(tail) == 10 else head + tail + uscc.check_character(head + tail)
    found = uscc.mask(code, TABLES)
    if not found & uscc.PERSON:
        assert oracle.is_valid(code) == (not found & (uscc.CHECK | uscc.CHARACTER))


@settings(max_examples=300, deadline=None)
@given(st.from_regex(r"[0-9]{14}", fullmatch=True))
def test_iso_7064_agrees(first):
    for last in string.digits:
        assert registration_number.fits(first + last) == mod_11_10.is_valid(first + last)


@settings(max_examples=100, deadline=None)
@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)), st.integers(0, 999))
def test_whatever_the_oracle_takes_for_a_person_is_one(day, serial):
    first = f"310101{day:%Y%m%d}{serial:03}"
    assert is_citizen_number(first + ric.calc_check_digit(first + "0"))


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_compaction_is_final_unless_folding_makes_new_blanks(text):
    once = written_form.compact(text)
    assert not set(once) & set(written_form.BLANKS + "-")
    if once.isascii():
        assert written_form.compact(once) == once


@settings(max_examples=200, deadline=None)
@given(spoilt())
def test_offers_are_correct_codes_and_never_repeat_the_text(text):
    for offer in uscc.suggest(text, TABLES):
        assert uscc.is_valid(offer, TABLES)
        assert offer != written_form.trim(text)


def test_arrow_offsets_need_not_begin_at_nought():
    whole = pa.array(["", "91340600MA2PBNE723", "91340600MA2PBNE724", "无"])
    assert uscc.check_column(whole.slice(1, 2), TABLES).tolist() == [0, uscc.CHECK]
    assert uscc.check_column(whole.slice(4), TABLES).tolist() == []
    assert uscc.check_column(pa.array([], type=pa.string()), TABLES).tolist() == []
