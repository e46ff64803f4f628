"""The fix-it workbook: only wrong rows, coloured and explained, and fit to be submitted again."""

from datetime import date

import openpyxl
import pytest

from creditdelta.facade.check import check
from creditdelta.pipeline.tests.spoilt import spoilt
from creditdelta.world.mistakes import NOBODYS_NUMBER

DAY = date(2026, 11, 23)
FILE = "penalty_2018.xlsx"
PERSONS = {"CD-PERSON-001", "CD-PERSON-002"}


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    folder = tmp_path_factory.mktemp("fix")
    made = spoilt(folder, FILE, "31", "penalty")
    report = check(made.path, on=DAY)
    path = folder / "fix.xlsx"
    return report, path, report.to_xlsx(path), made


def test_it_holds_the_wrong_rows_only(written):
    report, path, count, made = written
    page = openpyxl.load_workbook(path).worksheets[0]
    numbers = [int(row[0].value) for row in page.iter_rows(min_row=2)]
    persons = {row for row, codes in made.wrong.items() if {*codes} & PERSONS}
    assert persons
    assert numbers == sorted(made.wrong.keys() - persons)
    assert count == len(numbers) < report.rows


def test_wrong_cells_are_coloured_and_explained_and_all_cells_are_text(written):
    page = openpyxl.load_workbook(written[1]).worksheets[0]
    cells = [cell for row in page.iter_rows(min_row=2) for cell in row if cell.value]
    assert {cell.data_type for cell in cells} == {"s"}
    explained = [cell for cell in cells if cell.comment]
    assert explained
    assert all(cell.fill.fgColor.rgb in ("FFF8CBAD", "FFFFE699") for cell in explained)
    assert all("→" in cell.comment.text for cell in explained)
    assert page.data_validations.dataValidation


def test_a_suggestion_stands_beside_a_wrong_code(written):
    report = written[0]
    offered = {f.code: f.suggested for f in report.findings if f.suggested}
    assert len(offered["CD-USCC-003"]) == 18


def test_it_is_recognised_and_checked_again(written):
    again = check(written[1], on=DAY)
    assert again.rows == written[2]
    assert again.inner.recognition.standard.id == "penalty/2018"
    assert not {"CD-HEAD-001", "CD-HEAD-003"} & {code for code, _ in again.totals}


def test_no_personal_number_is_written(written):
    page = openpyxl.load_workbook(written[1]).worksheets[0]
    text = " ".join(str(cell.value) for row in page.iter_rows() for cell in row)
    assert NOBODYS_NUMBER not in text


def test_equal_input_gives_equal_bytes(written, tmp_path):
    report, path, *_ = written
    report.to_xlsx(tmp_path / "again.xlsx")
    assert (tmp_path / "again.xlsx").read_bytes() == path.read_bytes()
