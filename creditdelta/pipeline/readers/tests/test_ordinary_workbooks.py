"""Workbooks as common programs write them are read without the library, and alike; odd ones with it."""

from contextlib import suppress
from datetime import date
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from creditdelta.pipeline.readers.source import UnreadableFile
from creditdelta.pipeline.readers.workbook import open_workbook
from creditdelta.pipeline.readers.workbook_process import ReadingProcess
from creditdelta.pipeline.readers.workbook_text import as_text


def orders(monkeypatch) -> list[bytes]:
    """What the reading process will be asked for from now on."""
    asked: list[bytes] = []
    order = ReadingProcess.order

    def noted(self, line):
        asked.append(line)
        order(self, line)

    monkeypatch.setattr(ReadingProcess, "order", noted)
    return asked


def sheet_of(path: Path) -> list[list[str]]:
    """The first sheet as the library alone reads it."""
    rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    return [[as_text(cell) for cell in row] for row in rows]


VALUES: list[list[object]] = [
    ["甲有限公司", "&<>\"'", "", 100, 0.1, " x ", date(2024, 1, 2), "多\n行"],
    ["", "", "", "", "", "", "", "末"],
    ["甲有限公司", "乙", "x" * 300, 45_000, 1e20, -5, date(1999, 12, 31), 0.30000000000000004],
] * 400
TABLE: list[list[object]] = [[f"栏{n}" for n in range(8)], *VALUES]


def by_xlsxwriter(path: Path, **options) -> None:
    book = xlsxwriter.Workbook(str(path), {"default_date_format": "yyyy-mm-dd", **options})
    page = book.add_worksheet()
    for at, row in enumerate(TABLE):
        page.write_row(at, 0, row)
    book.close()


def by_openpyxl(path: Path, *, write_only: bool) -> None:
    book = openpyxl.Workbook(write_only=write_only)
    page = book.create_sheet("表") if write_only else book.active
    for row in TABLE:
        page.append([None if cell == "" else cell for cell in row])
    book.save(path)


WRITERS = {
    "xlsxwriter": by_xlsxwriter,
    "xlsxwriter, inline": lambda path: by_xlsxwriter(path, constant_memory=True),
    "openpyxl": lambda path: by_openpyxl(path, write_only=False),
    "openpyxl, streaming": lambda path: by_openpyxl(path, write_only=True),
}


@pytest.mark.parametrize("writer", WRITERS)
def test_an_ordinary_workbook_is_read_without_the_library_and_alike(tmp_path, monkeypatch, writer):
    path = tmp_path / "a.xlsx"
    WRITERS[writer](path)
    asked = orders(monkeypatch)
    source = open_workbook(path)
    header, *_ = source.sample
    found = [list(header.cells)]
    for part in source.parts(header):
        found += [list(row.values())[1:] for row in part.batch.to_pylist()]
    assert found == sheet_of(path)
    assert asked == []


def test_one_odd_piece_costs_only_itself(tmp_path, monkeypatch):
    def fill(page, bold):
        for at in range(3_000):
            page.write(at, 0, f"值{at}")
        page.write_rich_string(1_500, 0, "值", bold, "1500")

    asked = orders(monkeypatch)
    source = open_workbook(by_hand(tmp_path / "a.xlsx", fill))
    found = [row for part in source.parts(source.sample[0]) for row in part.batch.to_pylist()]
    assert [row["c0"] for row in found] == [f"值{n}" for n in range(1, 3_000)]
    assert len(asked) == 1


def test_one_long_text_named_by_every_cell_stays_with_the_reading_process(tmp_path, monkeypatch):
    def fill(page, _):
        for at in range(300):
            page.write_row(at, 0, ["长" * 10_000] * 20)

    asked = orders(monkeypatch)
    source = open_workbook(by_hand(tmp_path / "a.xlsx", fill))
    with suppress(UnreadableFile):
        for _ in source.parts(source.sample[0]):
            pass
    assert asked


def test_refused_and_merged_cells_are_the_reading_processs(tmp_path, monkeypatch):
    def fill(page, _):
        for at in range(200):
            page.write_row(at, 0, ["甲", "乙"])
        page.write_formula(100, 1, "=A1")
        page.merge_range(150, 0, 151, 0, "丙")

    asked = orders(monkeypatch)
    source = open_workbook(by_hand(tmp_path / "a.xlsx", fill))
    parts = list(source.parts(source.sample[0]))
    refused = [(one["row"], one["code"]) for part in parts for one in part.refused.to_pylist()]
    noted = [(one["row"], one["code"]) for part in parts for one in part.noted.to_pylist()]
    assert (refused, noted) == ([(101, "CD-XLSX-021")], [(151, "CD-XLSX-031")])
    assert sum(part.rows for part in parts) == 199
    assert len(asked) == 2


def by_hand(path: Path, fill) -> Path:
    book = xlsxwriter.Workbook(str(path))
    fill(book.add_worksheet(), book.add_format({"bold": True}))
    book.close()
    return path
