"""A blank form keeps codes as text, offers the lists, and explains every column."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.workbook.workbook import Workbook

from creditdelta.pipeline.blank_workbook import write_blank_workbook
from creditdelta.rulebook.enums import enums
from creditdelta.rulebook.records import standard, standards


@pytest.fixture
def penalty(tmp_path: Path) -> Workbook:
    write_blank_workbook(tmp_path / "blank.xlsx", standard("penalty"), enums())
    return load_workbook(tmp_path / "blank.xlsx")


@pytest.mark.parametrize("kind", sorted(standards()))
def test_headings_are_the_labels_in_order(kind: str, tmp_path: Path) -> None:
    write_blank_workbook(tmp_path / "blank.xlsx", standard(kind), enums())
    sheet = load_workbook(tmp_path / "blank.xlsx").worksheets[0]
    assert [cell.value for cell in sheet[1]] == [c.label.zh for c in standard(kind).columns]
    assert sheet.max_row == 1


def test_every_column_is_text(penalty: Workbook) -> None:
    sheet = penalty.worksheets[0]
    widths = sheet.column_dimensions.values()
    assert sum(width.max - width.min + 1 for width in widths) == 30
    assert {width.number_format for width in widths} == {"@"}


def test_lists_are_offered_without_persons_and_without_old_values(penalty: Workbook) -> None:
    rules = {
        str(rule.sqref): rule for rule in penalty.worksheets[0].data_validations.dataValidation
    }
    assert set(rules) == {"B2:B1048576", "R2:R1048576"}
    assert rules["B2:B1048576"].errorStyle in (None, "stop")
    assert rules["R2:R1048576"].errorStyle == "information"
    lists = penalty["列表"]
    assert lists.sheet_state == "hidden"
    columns = [[cell.value for cell in column if cell.value] for column in lists.columns]
    assert columns[0] == ["counterpart-category", "法人及非法人组织", "个体工商户"]
    assert "限制从业" in columns[1]
    assert "暂扣或者吊销许可证、执照" not in columns[1]


def test_a_line_explains_each_column(penalty: Workbook) -> None:
    rows = list(penalty["填写说明"].iter_rows(min_row=2, values_only=True))
    assert len(rows) == 30
    assert rows[0][:5] == (
        "行政相对人名称",
        "CF_XDR_MC",
        "必填",
        "文字；不要写个人证件号码、电话",
        "200",
    )
    number = next(row for row in rows if row[1] == "CF_FR_ZJHM")
    assert "请勿填写" in str(number[3])
    assert all("[C" in str(row[7]) or "[K]" in str(row[7]) for row in rows)


def test_each_heading_carries_a_comment(penalty: Workbook) -> None:
    assert all(cell.comment is not None for cell in penalty.worksheets[0][1])


def test_equal_standards_give_equal_bytes(tmp_path: Path) -> None:
    for name in ("one.xlsx", "two.xlsx"):
        write_blank_workbook(tmp_path / name, standard("licence"), enums(), "en")
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()
