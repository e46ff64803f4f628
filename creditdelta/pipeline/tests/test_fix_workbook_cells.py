"""Each cell of the fix-it workbook: text, colour, note, list; and the way back through the check."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from creditdelta.facade.check import Report, check
from creditdelta.kernel.identifiers import uscc
from creditdelta.pipeline.fix_workbook import CellFinding, write_fix_workbook

DAY = date(2026, 11, 23)
BODY = "91310115MA1K00007"  # with the right check character of its organisation code
CODE = BODY + uscc.check_character(BODY)
OTHER = BODY + next(sign for sign in uscc.ALPHABET if sign != CODE[-1])
HEAD = ["单位名称", "统一社会信用代码", "我的备注", "工商登记码", "组织机构代码", "税务登记号"]
FORMULA = '=HYPERLINK("x","y")'


def written(path: Path) -> Worksheet:
    write_fix_workbook(
        path,
        label="行政处罚（合成）",
        headings=["名称", "类别", "金额"],
        rows=[(17, ["合成甲有限公司", "罚钱", "007"]), (23, [FORMULA, "警告", "1e5"])],
        findings={
            17: [
                CellFinding(1, "error", "不在列表中。", "可能是 罚款。", "罚款"),
                CellFinding(1, "warning", "有空格。", "请删去。", ""),
            ],
            23: [
                CellFinding(2, "warning", "单位可疑。", "请核对。", ""),
                CellFinding(None, "error", "整行重复。", "请删去一行。", ""),
            ],
        },
        enums={1: ["罚款", "警告"]},
        lang="zh",
    )
    return load_workbook(path).worksheets[0]


@pytest.fixture
def sheet(tmp_path: Path) -> Worksheet:
    return written(tmp_path / "fix.xlsx")


def test_rows_keep_their_number_and_their_columns(sheet: Worksheet) -> None:
    rows = [[cell.value for cell in row[:4]] for row in sheet.iter_rows()]
    assert rows == [
        ["原行号", "名称", "类别", "金额"],
        ["17", "合成甲有限公司", "罚钱", "007"],
        ["23", FORMULA, "警告", "1e5"],
    ]
    assert sheet.freeze_panes == "B2"


def test_every_cell_is_text_and_none_a_formula(sheet: Worksheet) -> None:
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert {(cell.data_type, cell.number_format) for cell in cells} == {("s", "@")}


def test_wrong_cells_are_coloured_by_their_worst_finding(sheet: Worksheet) -> None:
    colours = {
        cell.coordinate: cell.fill.fgColor.rgb[2:]
        for row in sheet.iter_rows()
        for cell in row
        if cell.fill.fill_type
    }
    assert colours == {"C2": "F8CBAD", "A3": "F8CBAD", "D3": "FFE699"}


def test_notes_say_what_is_wrong_and_what_to_do(sheet: Worksheet) -> None:
    notes = {
        cell.coordinate: cell.comment.text
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment
    }
    assert set(notes) == {"C2", "A3", "D3"}
    assert notes["C2"].splitlines() == ["不在列表中。", "→ 可能是 罚款。", "有空格。", "→ 请删去。"]
    assert sheet["E2"].value == "不在列表中。 → 可能是 罚款。\n有空格。 → 请删去。"


def test_a_list_is_offered_for_its_rows_and_warns_only(sheet: Worksheet) -> None:
    (rule,) = sheet.data_validations.dataValidation
    assert (str(rule.sqref), rule.formula1, rule.errorStyle) == ("C2:C3", '"罚款,警告"', "warning")


def test_equal_input_gives_equal_bytes(tmp_path: Path) -> None:
    for name in ("one.xlsx", "two.xlsx"):
        written(tmp_path / name)
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()


def test_a_list_too_long_for_a_cell_rule_stands_on_a_sheet_of_its_own(tmp_path: Path) -> None:
    values = [f"合成类别第{number}号" for number in range(60)]
    write_fix_workbook(
        tmp_path / "fix.xlsx",
        label="合成",
        headings=["类别"],
        rows=[(2, ["?"])],
        findings={2: [CellFinding(0, "error", "不在列表中。", "请选择。", "")]},
        enums={0: values},
        lang="en",
    )
    book = load_workbook(tmp_path / "fix.xlsx")
    (rule,) = book.worksheets[0].data_validations.dataValidation
    assert rule.formula1 == "列表!$A$1:$A$60"
    assert [cell.value for cell in book["列表"]["A"]] == values
    assert book["列表"].sheet_state == "hidden"


def test_rows_that_break_off_leave_no_file(tmp_path: Path) -> None:
    def broken():
        yield 2, ["a"]
        raise InterruptedError

    with pytest.raises(InterruptedError):
        write_fix_workbook(
            tmp_path / "fix.xlsx",
            label="合成",
            headings=["a"],
            rows=broken(),
            findings={},
            enums={},
            lang="zh",
        )
    assert list(tmp_path.iterdir()) == []


def sent(path: Path, rows: list[list[str]]) -> Report:
    path.write_text("".join(",".join(row) + "\r\n" for row in [HEAD, *rows]), encoding="utf-8")
    return check(path, kind="code_map", on=DAY)


@pytest.fixture
def fixed(tmp_path: Path) -> Path:
    rows = [["合成甲有限公司", CODE, "甲", "", "", ""], ["合成乙有限公司", OTHER, "=1", "", "", ""]]
    report = sent(tmp_path / "sent.csv", rows)
    assert (report.rows, report.rejected) == (2, 1)
    assert report.to_xlsx(tmp_path / "fix.xlsx") == 1
    return tmp_path / "fix.xlsx"


def test_only_the_wrong_row_comes_back_with_its_line(fixed: Path) -> None:
    rows = list(load_workbook(fixed).worksheets[0].iter_rows(values_only=True))
    assert len(rows) == 2
    assert rows[1][:3] == ("3", "合成乙有限公司", OTHER)


def test_sent_in_again_it_is_recognised_and_finds_the_same(fixed: Path) -> None:
    report = check(fixed, kind="code_map", on=DAY)
    assert (report.rows, report.rejected) == (1, 1)
    found = {(one.column, one.code, one.value) for one in report.findings if one.row == 2}
    assert ("统一社会信用代码", "CD-USCC-003", OTHER) in found
    assert not any(one.code in ("CD-HEAD-003", "CD-XLSX-032") for one in report.findings)


def test_mended_and_sent_in_again_it_is_accepted(fixed: Path) -> None:
    book = load_workbook(fixed)
    sheet = book.worksheets[0]
    place = [cell.value for cell in sheet[1]].index("统一社会信用代码")
    sheet.cell(2, place + 1).value = CODE
    book.save(fixed)
    report = check(fixed, kind="code_map", on=DAY)
    assert (report.rows, report.accepted, report.rejected) == (1, 1, 0)


def test_a_row_refused_before_it_became_a_table_row_comes_with_empty_cells(tmp_path: Path) -> None:
    good = ["合成甲有限公司", CODE, "", "", "", ""]
    report = sent(tmp_path / "sent.csv", [good, ["合成乙有限公司", OTHER, *["多"] * 9]])
    assert report.rejected == 1
    report.to_xlsx(tmp_path / "fix.xlsx")
    sheet = load_workbook(tmp_path / "fix.xlsx").worksheets[0]
    rows = {row[0].value: row for row in sheet.iter_rows(min_row=2)}
    assert not any(cell.value for cell in rows["3"][1:-1])
    assert rows["3"][0].comment
    assert rows["3"][-1].value
