"""Capital as registers write it: unit and currency inside the text."""

import pytest

from creditdelta.kernel.capital import Capital, currencies, parse_capital


@pytest.mark.parametrize(
    ("text", "minor_units", "currency"),
    [
        ("500(万元)", 500_000_000, "CNY"),
        ("500（万元）", 500_000_000, "CNY"),
        ("7.6万人民币", 7_600_000, "CNY"),
        ("10,000(万元人民币)", 10_000_000_000, "CNY"),
        ("248.7000(万元人民币)", 248_700_000, "CNY"),
        ("30(万人民币 )", 30_000_000, "CNY"),
        ("2600万人民币元", 2_600_000_000, "CNY"),
        ("50(万)", 50_000_000, "CNY"),
        ("1.5亿元", 15_000_000_000, "CNY"),
        ("800元", 80_000, "CNY"),
        ("0(万元)", 0, "CNY"),
        ("20(万美元)", 20_000_000, "USD"),
        ("260(万香港元)", 260_000_000, "HKD"),
        ("60,000(万日元)", 600_000_000, "JPY"),
        ("482.6378(万欧元)", 482_637_800, "EUR"),
        ("315(万德国马克)", 315_000_000, "DEM"),
    ],
)
def test_capital_is_read_in_the_smallest_unit_of_its_currency(text, minor_units, currency):
    assert parse_capital(text) == Capital(minor_units, currency)


@pytest.mark.parametrize(
    "text",
    [
        *("", "N/A", "500", "万元", "约500万元", "500(万", "500万元以上", "10,00(万元)", "-5万元"),
        *("1.1234567万元", "3.5日元", "五百万元", "500(万贝壳)", "500(万元)1"),
    ],
)
def test_what_leaves_unit_or_currency_open_is_not_guessed(text):
    assert parse_capital(text) is None


def test_every_currency_has_an_iso_code_and_its_minor_digits():
    assert all(len(code) == 3 and code.isupper() for code, _ in currencies().values())
    assert {digits for _, digits in currencies().values()} == {0, 2}
    assert currencies()["日元"] == ("JPY", 0)
