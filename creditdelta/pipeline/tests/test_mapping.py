"""A supplier's own form becomes the standard's: exactly, and as written where it cannot."""

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from creditdelta.facade.check import rulebook
from creditdelta.kernel.dates import parse
from creditdelta.kernel.money import AmountRefused, fen_from_wan, fen_from_yuan
from creditdelta.pipeline.map import mapped
from creditdelta.pipeline.readers.source import SampleRow
from creditdelta.pipeline.recognise import Recognition, recognise
from creditdelta.rulebook.standards import Mapping


def form(source: str) -> Mapping:
    return rulebook().mappings[source]


def recognised(source: str) -> Recognition:
    """The form with every source column present once."""
    headings = dict.fromkeys(name for column in form(source).columns for name in column.sources)
    found = recognise(
        [SampleRow(1, 1, tuple(headings))],
        rulebook().standards.values(),
        [form(source)],
    )
    assert found is not None
    return found


def one(source: str, wanted: str, dictionary: bool = False, **cells: str) -> str:
    """One mapped value of one row; `cells` by the supplier's headings."""
    found = recognised(source)
    row = [cells.get(heading.replace("（元）", ""), "") for heading in found.header.cells]
    columns = [pa.array([cell]) for cell in row]
    if dictionary:
        columns = [column.dictionary_encode() for column in columns]
    batch = pa.RecordBatch.from_arrays(columns, [f"c{place}" for place in range(len(row))])
    return str(mapped(found, batch)[wanted].to_pylist()[0])


@pytest.mark.parametrize("dictionary", [False, True])
@pytest.mark.parametrize(
    ("yuan", "wan"),
    [
        ("2000", "0.2"),
        ("2,000.00", "0.2"),
        ("0.01", "0.000001"),
        ("0", "0"),
        ("", ""),
        ("100000000", "10000"),
        ("123456789012.34", "12345678.901234"),
        (".5", "0.00005"),
        ("0.001", "0.0000001"),
        # No amounts: they stay as they are and the check names them.
        ("-5", "-5"),
        ("12,5", "12,5"),
        ("1e5", "1e5"),
        ("２０００", "２０００"),
        ("1_000", "1_000"),
        ("NaN", "NaN"),
        ("Infinity", "Infinity"),
        ("2000元", "2000元"),
        ("见决定书", "见决定书"),
    ],
)
def test_yuan_become_wan_exactly(yuan, wan, dictionary):
    assert one("zhejiang-penalty", "CF_NR_FK", dictionary, 罚款=yuan) == wan


@pytest.mark.parametrize(
    ("gains", "goods", "wan"),
    [
        ("3000", "500.5", "0.35005"),
        ("3000", "", "0.3"),
        ("", "", ""),
        ("0.1", "0.2", "0.00003"),
        ("5", "-5", "5；-5"),
        ("5", "若干", "5；若干"),
    ],
)
def test_sums_of_yuan(gains, goods, wan):
    assert one("zhejiang-penalty", "CF_NR_WFFF", 没收所得=gains, 没收财物=goods) == wan


@given(st.from_regex(r"[0-9]{1,12}(\.[0-9]{1,2})?", fullmatch=True))
def test_no_fen_is_lost(yuan):
    assert fen_from_wan(one("zhejiang-penalty", "CF_NR_FK", 罚款=yuan)) == fen_from_yuan(yuan)


@given(st.text("0123456789.,-eE+_ 元∞", max_size=8))
def test_what_is_no_amount_in_yuan_is_none_in_wan(yuan):
    mapped_value = one("zhejiang-penalty", "CF_NR_FK", 罚款=yuan)
    try:
        fen_from_yuan(yuan)
    except AmountRefused as refused:
        if yuan:
            with pytest.raises(AmountRefused, match=refused.code):
                fen_from_wan(mapped_value)


@pytest.mark.parametrize("dictionary", [False, True])
def test_values_are_translated_and_others_kept(dictionary):
    kinds = {"企业": "法人及非法人组织", "个体工商户": "个体工商户", "外星人": "外星人", "": ""}
    for written, wanted in kinds.items():
        assert one("zhejiang-penalty", "CF_XDR_LB", dictionary, 行政相对人类型=written) == wanted


def test_the_first_filled_of_several():
    for name, case, wanted in (("甲", "乙", "甲"), ("", "乙", "乙"), ("", "", "")):
        assert one("legacy-penalty-2015", "CF_WFXW", CF_CFMC=name, CF_AJMC=case) == wanted


def test_joined_texts_and_joined_list_values():
    basis = one("zhejiang-penalty", "CF_YJ", 违法依据="甲法一条", 处罚依据="乙法二条")
    assert basis == "甲法一条；乙法二条"
    # Between values of a list stands what the standard asks for, or each row would be warned about.
    kinds = one("legacy-penalty-2015", "CF_CFLB", CF_CFLB1="警告", CF_CFLB2="罚款")
    assert kinds == "警告;罚款"


@pytest.mark.parametrize("dictionary", [False, True])
@pytest.mark.parametrize(
    ("decided", "term", "ends"),
    [
        ("2015/03/01", "1", "2016-03-01"),
        ("2015-03-01", "3", "2018-03-01"),
        ("2015年3月1日", "1年", "2016-03-01"),
        ("20150301", " 三年 ", "2018-03-01"),
        ("2016-02-29", "1", "2017-02-28"),
        ("2016-02-29", "3", "2019-02-28"),
        ("2015-02-28", "1", "2016-02-28"),
        ("2015-08-31", "1", "2016-08-31"),
        ("2015-12-31", "3", "2018-12-31"),
        # Nothing to reckon from; a missing or wrong decision date has a finding of its own.
        ("2015-03-01", "", ""),
        ("2015-03-01", "  ", ""),
        ("", "1", ""),
        ("2015-02-30", "1", ""),
        # No term of the list: it stays visible, in a form that is never read as a day.
        ("2015-03-01", "2", "2；2015-03-01"),
        ("2015-03-01", "+1y", "+1y；2015-03-01"),
        ("2015-03-01", "长期", "长期；2015-03-01"),
        ("2015-03-01", "2016-03-01", "2016-03-01；2015-03-01"),
        ("", "43102", "43102；"),
    ],
)
def test_a_term_from_a_day(decided, term, ends, dictionary):
    found = one("legacy-penalty-2015", "CF_GSJZQ", dictionary, CF_JDRQ=decided, GSQX=term)
    assert found == ends
    assert (parse(found) is None) == ("；" in found or not found)


def test_a_term_without_its_day_or_a_day_without_its_term_gives_nothing():
    found = recognise(
        [SampleRow(1, 1, ("CF_WSH", "CF_XZJG", "CF_JDRQ"))],
        rulebook().standards.values(),
        [form("legacy-penalty-2015")],
        least=0,
    )
    assert found is not None
    cells = [pa.array([cell]) for cell in ("文号1", "合成示例局", "2015-03-01")]
    columns = mapped(found, pa.RecordBatch.from_arrays(cells, ["c0", "c1", "c2"]))
    assert columns["CF_GSJZQ"].to_pylist() == [""]


def test_one_heading_may_feed_two_columns():
    office = {"处罚机关": "合成示例局"}
    assert one("zhejiang-penalty", "CF_CFJG", **office) == "合成示例局"
    assert one("zhejiang-penalty", "CF_SJLY", **office) == "合成示例局"


@pytest.mark.parametrize("dictionary", [False, True])
def test_a_suppliers_word_for_nothing_is_empty(dictionary):
    for written, wanted in (("N/A", ""), ("100万元", "100万元"), ("N/A ", "N/A ")):
        assert (
            one("open-registrations", "registered_capital", dictionary, 注册资金=written) == wanted
        )
