"""A finding shows the sender's own cell under his own heading, whatever a mapping made of it."""

import pytest
from openpyxl import load_workbook

from creditdelta.facade.check import Report, check, rulebook
from creditdelta.pipeline.tests.cast import AUTHORITY, CITIZEN, DAY, PHONE, code, write

GOOD = {
    "行政相对人名称": "合成甲有限公司",
    "行政相对人类型": "企业",
    "行政相对人证件号码": code(1),
    "处罚决定书文号": "浙合示罚〔2024〕1号",
    "处罚行为名称": "合成",
    "违法事实": "合成事实",
    "违法依据": "合成法第一条",
    "处罚依据": "合成法第二条",
    "处罚决定种类": "罚款",
    "处罚内容": "罚款2000元",
    "罚款（元）": "2000",
    "处罚决定日期": "2024-03-01",
    "处罚机关": "合成示例局",
    "处罚机关统一社会信用代码": AUTHORITY,
}


def sent(folder, **changes: str) -> Report:
    form = rulebook().mappings["zhejiang-penalty"]
    headings = dict.fromkeys(name for column in form.columns for name in column.sources)
    cells = dict.fromkeys(headings, "") | GOOD | changes
    return check(write(folder / "z.csv", list(headings), [list(cells.values())]), on=DAY)


@pytest.mark.parametrize(
    ("changes", "heading", "wanted", "value"),
    [
        ({"罚款（元）": "20000000"}, "罚款（元）", "CD-AGREE-003", "20000000"),
        ({"罚款（元）": "2000.005"}, "罚款（元）", "CD-MONEY-003", "2000.005"),
        ({"罚款（元）": "2000元"}, "罚款（元）", "CD-MONEY-005", "2000元"),
        (
            {"没收所得（元）": "3000", "没收财物（元）": "0.001"},
            "没收所得（元）＋没收财物（元）",
            "CD-MONEY-003",
            "3000＋0.001",
        ),
        ({"没收财物（元）": "-5"}, "没收所得（元）＋没收财物（元）", "CD-MONEY-002", "-5"),
        ({"行政相对人类型": "个体工商户"}, "行政相对人类型", "CD-AGREE-002", "个体工商户"),
        ({"行政相对人类型": "外星人"}, "行政相对人类型", "CD-FIELD-003", "外星人"),
    ],
)
def test_the_value_is_the_cells(changes, heading, wanted, value, tmp_path):
    report = sent(tmp_path, **changes)
    one = next(one for one in report.findings if one.code == wanted)
    assert (one.column, one.value) == (heading, value)


def test_a_sentence_and_the_fix_workbook_name_the_yuan_that_were_written(tmp_path):
    report = sent(tmp_path, **{"罚款（元）": "20000000"})
    (said,) = [one.message for one in report.findings if one.code == "CD-AGREE-003"]
    assert "20000000" in said
    report.to_xlsx(tmp_path / "fix.xlsx")
    page = load_workbook(tmp_path / "fix.xlsx").worksheets[0]
    cells = {cell.value: cell for cell in next(page.iter_rows(min_row=2))}
    assert "20000000" in cells["20000000"].comment.text


def test_another_column_is_named_with_the_senders_words(tmp_path):
    report = sent(tmp_path, 行政相对人证件号码="")
    (said,) = [one.message for one in report.findings if one.code == "CD-FIELD-004"]
    assert "行政相对人类型 企业" in said


def test_a_number_in_a_source_cell_stays_unsaid(tmp_path):
    for secret in (CITIZEN, PHONE):
        report = sent(tmp_path, **{"罚款（元）": f"{secret}元", "违法依据": f"见{secret}\x07"})
        assert secret not in f"{report.findings}{report.to_arrow().to_pylist()}"
