"""Fines named in the text of a penalty, in figures and in the capital numerals of contracts."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from creditdelta.kernel.chinese_numbers import number
from creditdelta.kernel.fines import agrees, amounts_named

NAMED: dict[str, list[Any]] = {
    "罚款2000元": [2000],
    "罚款2000元整。": [2000],
    "罚款人民币贰万元整": [20_000],
    "罚款0.5万元": [5000],
    "罚款 3 万元": [30_000],
    "罚款２０００元": [2000],
    "罚款：￥2,000.00元": [2000],
    "罚款（人民币）贰仟元": [2000],
    "罚款2000（贰仟）元": [2000],
    "罚款5万元（大写：伍万元整）": [50_000],
    "罚款金额为人民币12345.67元": [Decimal("12345.67")],
    "罚款人民币壹佰元伍角": [Decimal("100.5")],
    "罚款壹拾贰万叁仟肆佰伍拾陆元柒角捌分": [Decimal("123456.78")],
    "罚款1亿2000万元": [120_000_000],
    "处2000元的罚款": [2000],
    "处以人民币5000元罚款": [5000],
    "处人民币伍仟元整（¥5000.00）的罚款": [5000],
    "没收违法所得3000元，并处罚款2000元": [2000],
    "没收违法所得3000元罚款2000元": [2000],
    "1.罚款5000元；2.罚款3000元": [5000, 3000],
}
NOT_NAMED = [
    *("", "警告", "没收违法所得3000元", "处五千元以上五万元以下罚款", "罚款五千元以上一万元以下"),
    *(
        "处以10万元以下的罚款",
        "处货值金额五倍罚款",
        "按日加处罚款3%",
        "罚款1000-2000元",
        "罚款三万五",
    ),
    *("罚款10,00元", "罚款0.001元", "罚款", "罚款元", "罚款2018年5000元", "罚款五仟至一万元"),
]


@pytest.mark.parametrize("text", NAMED)
def test_a_fine_bound_to_its_word_is_named(text):
    assert amounts_named(text) == tuple(int(yuan * 100) for yuan in NAMED[text])


@pytest.mark.parametrize("text", NOT_NAMED)
def test_ranges_of_laws_confiscations_and_speech_are_not_named(text):
    assert amounts_named(text) == ()
    assert agrees(1, text) is None


def test_an_amount_agrees_with_one_of_several_fines_or_with_their_sum():
    text = "对甲罚款5000元，对乙罚款3000元"
    assert [agrees(yuan * 100, text) for yuan in (5000, 3000, 8000, 4000)] == [True] * 3 + [False]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *(("十", 10), ("十五", 15), ("二十", 20), ("一百零五", 105), ("贰仟零伍拾", 2050)),
        *(("三万五千", 35_000), ("3万5000", 35_000), ("一万零五", 10_005), ("5千5百", 5500)),
        *(
            ("二〇一八", 2018),
            ("一亿", 10**8),
            ("一百二十三万四千五百六十七", 1_234_567),
            ("零", 0),
        ),
        *(("1,000", 1000), ("0.5万", 5000)),
    ],
)
def test_numerals_are_read(text, value):
    assert number(text) == value


@pytest.mark.parametrize(
    "text", ["", "万", "百千", "千百", "三万五", "两千五", "10,00", "一二百", "元"]
)
def test_doubtful_numerals_are_not_read(text):
    assert number(text) is None


@settings(deadline=None, max_examples=200)
@given(st.integers(0, 10**9 - 1))
def test_capital_numerals_of_any_amount_are_read_back(value):
    assert number(in_capitals(value)) == value


def in_capitals(value: int) -> str:
    digits, text = "零壹贰叁肆伍陆柒捌玖", ""
    for place, figure in enumerate(reversed(str(value))):
        unit = ("", "拾", "佰", "仟")[place % 4]
        myriad = ("", "万", "亿")[place // 4] if place % 4 == 0 else ""
        text = (digits[int(figure)] + unit if figure != "0" else "零") + myriad + text
    for sign in ("万", "亿"):
        while f"零{sign}" in text:
            text = text.replace(f"零{sign}", sign)
    while "零零" in text:
        text = text.replace("零零", "零")
    text = text.replace("亿万", "亿").lstrip("零")
    return text.rstrip("零") or "零"
