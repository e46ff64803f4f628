"""A cover, an explanation or an empty form in front of the records does not hide them."""

import json
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
import xlwt
from click.testing import CliRunner

from creditdelta.cli.main import main
from creditdelta.facade.check import check
from creditdelta.pipeline.tests.cast import DAY, codes, found, labels, row

Rows = Sequence[Sequence[str]]

COVER = [["2024年度行政处罚信息报送表"], [], ["报送单位", "合成示例局"], ["联系人", "甲"]]
GUIDE = [["序号", "栏目", "说明"], ["1", "行政相对人名称", "必填"], ["2", "处罚类别", "必填"]]
GOOD = [*row("penalty", 1).values()]
WRONG = [*row("penalty", 2, CF_CFLB="罚金").values()]
TITLE = [["行政处罚信息"], []]
RECORDS = [*TITLE, labels("penalty"), GOOD, WRONG]


def xlsx(path: Path, sheets: dict[str, Rows], hidden: str = "") -> Path:
    with xlsxwriter.Workbook(str(path)) as book:
        for name, rows in sheets.items():
            page = book.add_worksheet(name)
            for at, cells in enumerate(rows):
                page.write_row(at, 0, cells)
            if name == hidden:
                page.hide()
    return path


def xls(path: Path, sheets: dict[str, Rows]) -> Path:
    book = xlwt.Workbook()
    for name, rows in sheets.items():
        page = book.add_sheet(name)
        for at, cells in enumerate(rows):
            for place, cell in enumerate(cells):
                page.write(at, place, cell)
    book.save(str(path))
    return path


@pytest.mark.parametrize("write", [xlsx, xls])
@pytest.mark.parametrize("before", [COVER, GUIDE, [], [[""]], [labels("penalty")]])
def test_the_sheet_with_the_records_is_read(before, write, tmp_path):
    path = write(tmp_path / f"a.{write.__name__}", {"封面": before, "处罚": RECORDS})
    report = check(path, on=DAY)
    assert (report.sheet, report.rows, report.rejected) == ("处罚", 2, 1)
    assert "处罚" in report.inner.form
    assert found(report) == {(5, "处罚类别", "CD-FIELD-003")}
    assert report.to_xlsx(tmp_path / "fix.xlsx") == 1
    (fixed,) = openpyxl.load_workbook(tmp_path / "fix.xlsx").worksheets[0].iter_rows(min_row=2)
    assert (fixed[0].value, fixed[1].value) == ("5", WRONG[0])


def test_the_sheet_that_is_not_read_is_named(tmp_path):
    path = xlsx(tmp_path / "a.xlsx", {"封面": COVER, "处罚": RECORDS})
    note = next(one for one in check(path, on=DAY).findings if one.code == "CD-XLSX-032")
    assert "封面" in note.message
    assert "处罚" not in note.message


def test_the_answer_says_which_sheet_was_read(tmp_path):
    path = xlsx(tmp_path / "a.xlsx", {"封面": COVER, "处罚": RECORDS})
    said = CliRunner().invoke(main, ["check", str(path), "--json", "--on", str(DAY)])
    assert json.loads(said.stdout)["sheet"] == "处罚"
    assert "[处罚]" in CliRunner().invoke(main, ["check", str(path)]).stdout


def test_of_two_sheets_the_better_fitting_is_read_and_of_equals_the_first(tmp_path):
    few = [cells[:14] for cells in RECORDS]
    sheets = {"半表": few, "一月": RECORDS, "二月": RECORDS}
    assert check(xlsx(tmp_path / "a.xlsx", sheets), on=DAY).sheet == "一月"


def test_a_hidden_sheet_is_not_read_however_well_it_fits(tmp_path):
    sheets = {"封面": COVER, "处罚": RECORDS}
    report = check(xlsx(tmp_path / "a.xlsx", sheets, hidden="处罚"), on=DAY)
    assert codes(report) == {"CD-FILE-004": 1}
    assert report.rows == 0


def test_a_form_named_by_the_sender_is_looked_for_on_every_sheet(tmp_path):
    headings = ["行政相对人名称", "统一社会信用代码"]
    few = [headings, [GOOD[0], GOOD[2]]]
    path = xlsx(tmp_path / "a.xlsx", {"说明": GUIDE, "少栏": few})
    assert check(path, kind="penalty", on=DAY).sheet == "少栏"
