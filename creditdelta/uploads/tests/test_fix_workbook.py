"""The fix-it workbook goes out, comes back, and changes what the clerk changed and nothing else."""

from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from creditdelta.intake.tests.supplies import penalty, written
from creditdelta.pipeline.headings import MARK_HEADING
from creditdelta.rulebook.records import standard, standards
from creditdelta.uploads import returned as reading
from creditdelta.uploads.merging import WorkbookRefused, merged, same, shown
from creditdelta.uploads.queries import RowToMend, Wrong
from creditdelta.uploads.workbook import open_columns, workbook
from creditdelta.uploads.workbook_reading import returned
from creditdelta.uploads.wrong import Cells, Row
from creditdelta.world.mistakes import NOBODYS_NUMBER

PENALTY = standard("penalty")
CODES = [column.code for column in open_columns(PENALTY)]
WRONG = Wrong(
    "CF_JDRQ", "处罚决定日期", "CD-DATE-002", "error", "2025-13-01",
    ("不是日期", "请改"), ("no date", "correct it"), "",
)  # fmt: skip
# what people type into cells, line breaks and leading apostrophes among it
TEXTS = st.text(
    st.one_of(
        st.sampled_from("=+-@'\"\n、，；〔〕 0123456789ABCxX_"),
        st.characters(categories=["L", "N", "P"]),
    ),
    max_size=30,
)
CELLS = st.dictionaries(st.sampled_from(CODES), TEXTS, max_size=6)
ROWS = st.lists(CELLS, min_size=1, max_size=5)


def waiting(cells: list[dict[str, str]], *, first: int = 7) -> list[RowToMend]:
    """Rows of penalties with these cells instead, every second row number from the first."""
    return [
        RowToMend(
            n, first + 2 * n, penalty(n) | {"CF_JDRQ": "2025-13-01"} | given, (WRONG,), "", False
        )
        for n, given in enumerate(cells)
    ]


def cells_of(rows: list[RowToMend]) -> dict[int, Cells]:
    """Their cells by row number."""
    return {row.row: row.cells for row in rows}


def back(content: bytes) -> reading.Returned:
    """What comes back of a workbook, by way of the process that reads."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "fix.xlsx"
        path.write_bytes(content)
        found = returned(path, standards().values())
    assert found is not None
    return reading.told(reading.written(found))


def changed(content: bytes, edits: dict[tuple[int, str], str]) -> bytes:
    """The workbook with some cells typed over, by original row number and heading."""
    book = openpyxl.load_workbook(BytesIO(content))
    sheet = book.worksheets[0]
    head = [cell.value for cell in sheet[1]]
    for row in sheet.iter_rows(min_row=2):
        for (number, heading), text in edits.items():
            if row[0].value == str(number):
                row[head.index(heading)].value = text
    out = BytesIO()
    book.save(out)
    return out.getvalue()


@settings(max_examples=60)
@given(ROWS)
def test_untouched_it_changes_nothing(cells: list[dict[str, str]]) -> None:
    rows = waiting(cells)
    found = back(workbook("u1", PENALTY, rows, "zh"))
    assert [row.number for row in found.rows] == [row.row for row in rows]
    with pytest.raises(WorkbookRefused, match="CD-MEND-004"):
        merged(cells_of(rows), found.rows)


@settings(max_examples=60)
@given(ROWS, st.data())
def test_edits_survive_and_nothing_else_moves(
    cells: list[dict[str, str]], data: st.DataObject
) -> None:
    rows = waiting(cells)
    numbers = st.sampled_from([row.row for row in rows])
    codes = st.sampled_from([code for code in CODES if PENALTY.column(code).type == "text"])
    wanted = data.draw(st.dictionaries(st.tuples(numbers, codes), TEXTS, min_size=1, max_size=4))
    given_back = {
        row.row: Row(row.row, {code: shown(text) for code, text in row.cells.items()})
        for row in rows
    }
    for (number, code), text in wanted.items():
        given_back[number] = Row(number, {**given_back[number].cells, code: text})
    altered = {
        at: text
        for at, text in wanted.items()
        if not same(text, next(row for row in rows if row.row == at[0]).cells.get(at[1], ""))
    }
    if not altered:
        with pytest.raises(WorkbookRefused, match="CD-MEND-004"):
            merged(cells_of(rows), list(given_back.values()))
        return
    found = merged(cells_of(rows), list(given_back.values()))
    assert {row.number for row in found} == {number for number, _ in altered}
    for row in found:
        before = next(one for one in rows if one.row == row.number).cells
        after = {code: text for (number, code), text in altered.items() if number == row.number}
        assert row.cells == {**before, **after}


def test_a_cell_typed_over_in_the_sheet_is_what_comes_back() -> None:
    rows = waiting([{}, {}, {}])
    content = workbook("u1", PENALTY, rows, "zh")
    label = PENALTY.column("CF_JDRQ").label.zh
    found = back(changed(content, {(9, label): "2025-06-02"}))
    assert found.mark == "u1"
    assert found.standard == PENALTY.id
    [row] = merged(cells_of(rows), found.rows)
    assert row == Row(9, {**rows[1].cells, "CF_JDRQ": "2025-06-02"})


def test_rows_that_wait_no_longer_are_left_out() -> None:
    rows = waiting([{}, {}])
    label = PENALTY.column("CF_JDRQ").label.zh
    edits = {(row.row, label): "2025-06-02" for row in rows}
    found = back(changed(workbook("u1", PENALTY, rows, "en"), edits))
    assert [row.number for row in merged(cells_of(rows[1:]), found.rows)] == [rows[1].row]


def test_a_personal_number_goes_out_masked_and_stays_as_it_was() -> None:
    rows = waiting([{"CF_SY": f"见 {NOBODYS_NUMBER} 号材料"}])
    content = workbook("u1", PENALTY, rows, "zh")
    found = back(content)
    assert NOBODYS_NUMBER not in str(found)
    label = PENALTY.column("CF_JDRQ").label.zh
    [row] = merged(cells_of(rows), back(changed(content, {(7, label): "2025-06-02"})).rows)
    assert row.cells["CF_SY"] == rows[0].cells["CF_SY"]


def test_columns_of_personal_numbers_are_never_offered() -> None:
    private = {column.code for column in PENALTY.columns if column.privacy == "person_id"}
    assert private
    book = openpyxl.load_workbook(BytesIO(workbook("u1", PENALTY, waiting([{}]), "zh")))
    head = {cell.value for cell in book.worksheets[0][1]}
    assert not head & {PENALTY.column(code).label.zh for code in private}
    assert MARK_HEADING in head


def test_rows_of_two_uploads_in_one_sheet_are_refused() -> None:
    rows = waiting([{}, {}])
    content = changed(workbook("u1", PENALTY, rows, "zh"), {(9, MARK_HEADING): "u2"})
    with pytest.raises(WorkbookRefused, match="CD-MEND-002"):
        back(content)


def test_a_row_number_that_stands_twice_is_refused() -> None:
    rows = waiting([{}, {}])
    found = back(changed(workbook("u1", PENALTY, rows, "zh"), {(9, "原行号"): "7"}))
    with pytest.raises(WorkbookRefused, match="CD-MEND-003 7"):
        merged(cells_of(rows), found.rows)


def test_any_other_file_is_none(tmp_path: Path) -> None:
    path = written(tmp_path / "penalties.csv", "penalty", [penalty(1)])
    assert returned(path, standards().values()) is None
