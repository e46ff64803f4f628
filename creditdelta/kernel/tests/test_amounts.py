"""Amounts in 万元 and in 元: exact, refused with a reason, and the same in the compiled twin."""

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from creditdelta.kernel import money
from creditdelta.kernel.compiled_amounts import amount_at
from creditdelta.kernel.errors import find
from creditdelta.kernel.money import AmountRefused, fen_from_wan, fen_from_yuan

REFUSED = {
    "CD-MONEY-001": [
        *(
            "",
            " ",
            "x",
            ".",
            "-",
            "-.",
            "5.",
            "+3",
            "1e5",
            "1E-05",
            "10,00",
            "1,0000",
            ",100",
            "1,",
        ),
        *("1234,567", "1,000,00", "５００", "(500)", "0.1.2", "1 000", "N/A", "元", "1，000", "−3"),
    ],
    "CD-MONEY-002": ["-3", "-0.5", "-1,000", "-.5", "-1234567890123"],
    "CD-MONEY-003": ["0.1234567", "1.00000001"],
    "CD-MONEY-005": ["500元", "0.2万", "￥5", "¥5", "$5", "人民币500元", "5分", "3亿", "约2万元"],
    "CD-MONEY-007": ["1234567890123", "1234567890123.5", "999,999,999,999,999"],
}


def compiled(text: str) -> int:
    padded = f"9{text}9".encode()
    return amount_at(np.frombuffer(padded, dtype=np.uint8), 1, len(padded) - 1)


def scalar(text: str) -> int:
    try:
        return money.millionths(text)
    except AmountRefused as refusal:
        return -int(refusal.code[-3:])


@pytest.mark.parametrize(
    ("text", "wan", "yuan"),
    [
        ("0.2", 200_000, 20),
        ("2000", 2_000_000_000, 200_000),
        ("1,234.50", 1_234_500_000, 123_450),
        (".5", 500_000, 50),
        ("007", 7_000_000, 700),
        ("0", 0, 0),
        (" 1.230000000 ", 1_230_000, 123),
        ("999999999999", 999_999_999_999_000_000, 99_999_999_999_900),
    ],
)
def test_an_amount_is_exact_to_the_fen(text, wan, yuan):
    assert (fen_from_wan(text), fen_from_yuan(text)) == (wan, yuan)
    assert compiled(text) == wan


@pytest.mark.parametrize(("code", "text"), [(c, t) for c, ts in REFUSED.items() for t in ts])
def test_what_is_no_amount_is_refused_with_its_reason(code, text):
    with pytest.raises(AmountRefused) as refusal:
        fen_from_wan(text)
    assert refusal.value.code == code == find(code).code
    assert compiled(text) == -int(code[-3:])


def test_a_broken_fen_is_refused_in_yuan_but_a_fine_decimal_in_wan_is_one_fen():
    assert fen_from_wan("0.000001") == 1
    with pytest.raises(AmountRefused, match="CD-MONEY-003"):
        fen_from_yuan("0.001")


@settings(deadline=None, max_examples=300)
@given(st.integers(0, 10**14 - 1))
def test_what_is_written_is_read_back(fen):
    assert fen_from_wan(money.wan_text(fen)) == fen
    assert fen_from_yuan(money.yuan_text(fen)) == fen
    assert Decimal(money.yuan_text(fen)) * 100 == fen == Decimal(money.wan_text(fen)) * 10**6


def test_a_negative_balance_can_be_written_though_never_read():
    assert (money.wan_text(-20), money.yuan_text(-5)) == ("-0.00002", "-0.05")


@settings(deadline=None, max_examples=800)
@given(
    st.from_regex(r"\s?-?[0-9,]{0,9}\.?[0-9]{0,8}[元万]?\s?", fullmatch=True)
    | st.text(alphabet="0123456789.,-+ 元万￥¥$e", max_size=18)
    | st.text(max_size=10)
)
def test_twins_agree_on_anything(text):
    text = text.encode("utf-8", "replace").decode()
    assert compiled(text) == scalar(text)
