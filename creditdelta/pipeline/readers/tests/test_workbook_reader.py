"""Scenes of the workbook reader: what a clerk sees is what is checked, and what is odd is named."""

import io
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter
import xlwt

from creditdelta.facade.check import Report, check
from creditdelta.kernel.identifiers import uscc
from creditdelta.pipeline.readers.source import UnreadableFile
from creditdelta.pipeline.readers.workbook import open_workbook

DAY = date(2026, 11, 23)
BODY = "91310115MA1K00007"
CODE = BODY + uscc.check_character(BODY)
HEAD = ("单位名称", "统一社会信用代码", "工商登记码", "组织机构代码", "税务登记号")
GOOD = ("合成甲有限公司", CODE)


def xlsx(path: Path, fill, **more) -> Path:
    book = xlsxwriter.Workbook(str(path), {"default_date_format": "yyyy-mm-dd", **more})
    fill(book)
    book.close()
    return path


def one_sheet(*rows, **more):
    def fill(book):
        page = book.add_worksheet("表")
        for at, row in enumerate([HEAD, *rows]):
            page.write_row(at, 0, row)

    return fill


def codes(report: Report) -> list[tuple[str, int]]:
    found = [(one.code, one.row) for one in report.findings]
    return [one for one in found if one[0].startswith(("CD-XLSX", "CD-FILE", "CD-USCC"))]


def checked(path: Path) -> Report:
    report = check(path, kind="code_map", on=DAY)
    assert report.rows == report.accepted + report.rejected
    return report


def table(path: Path) -> list[tuple[int, list[str]]]:
    source = open_workbook(path)
    header = source.sample[0]
    found = []
    for part in source.parts(header):
        rows = part.batch.to_pylist()
        found += [(row.pop("_row"), list(row.values())) for row in rows]
    return found


def test_good_rows_are_accepted(tmp_path):
    report = checked(xlsx(tmp_path / "a.xlsx", one_sheet(GOOD)))
    assert (codes(report), report.rows, report.accepted) == ([], 1, 1)


def test_a_formula_is_refused_with_its_address_and_its_row_only(tmp_path):
    path = xlsx(tmp_path / "a.xlsx", one_sheet(GOOD, ("合成乙", "=B2"), GOOD))
    report = checked(path)
    assert codes(report) == [("CD-XLSX-021", 3)]
    assert "B3" in next(one.message for one in report.findings if one.code == "CD-XLSX-021")
    assert report.rows - report.rejected >= 1


def test_a_code_held_as_a_number_is_refused(tmp_path):
    path = xlsx(tmp_path / "a.xlsx", one_sheet(("合成乙", 913101150000000000)))
    assert ("CD-XLSX-020", 2) in codes(checked(path))


def test_values_come_as_a_clerk_sees_them(tmp_path):
    values = [
        100,
        0.1,
        True,
        date(2024, 1, 2),
        datetime.fromisoformat("2024-01-02T03:04:05"),
        "007",
        "  x ",
        "",
    ]

    def fill(book):
        page = book.add_worksheet()
        page.write_row(0, 0, [f"列{n}" for n in range(len(values))])
        page.write_row(1, 0, values)

    (row,) = table(xlsx(tmp_path / "a.xlsx", fill))
    shown = ["100", "0.1", "TRUE", "2024-01-02", "2024-01-02 03:04:05", "007", "  x ", ""]
    assert row == (2, shown)


def test_blank_rows_are_left_out_and_rows_keep_their_number(tmp_path):
    path = xlsx(tmp_path / "a.xlsx", one_sheet(GOOD, (), ("", ""), ("合成乙", CODE)))
    assert [number for number, _ in table(path)] == [2, 5]


@pytest.mark.parametrize("hidden", ["封面", "表"])
def test_other_sheets_are_named_and_a_hidden_one_is_not_read(tmp_path, hidden):
    def fill(book):
        for name in ("封面", "表"):
            page = book.add_worksheet(name)
            if name == hidden:
                page.hide()
            else:
                page.activate()
                page.set_first_sheet()
            for at, row in enumerate([HEAD, GOOD]):
                page.write_row(at, 0, row)

    path = xlsx(tmp_path / "a.xlsx", fill)
    assert open_workbook(path).sheet != hidden
    report = checked(path)
    assert codes(report) == [("CD-XLSX-032", 0)]
    assert hidden in next(one.message for one in report.findings if one.code == "CD-XLSX-032")


def test_a_sheet_can_be_chosen_and_a_wrong_name_is_refused(tmp_path):
    def fill(book):
        for name in ("一", "二"):
            book.add_worksheet(name).write_row(0, 0, [name])

    path = xlsx(tmp_path / "a.xlsx", fill)
    assert open_workbook(path, sheet="二").sample[0].cells == ("二",)
    with pytest.raises(UnreadableFile, match="CD-XLSX-027"):
        open_workbook(path, sheet="三")


def test_a_guide_sheet_of_our_own_form_is_passed_over(tmp_path):
    def fill(book):
        book.add_worksheet("填写说明").write(0, 0, "说明")
        page = book.add_worksheet("表")
        for at, row in enumerate([HEAD, GOOD]):
            page.write_row(at, 0, row)

    assert codes(checked(xlsx(tmp_path / "a.xlsx", fill))) == []


def test_a_cell_beyond_the_header_is_noted(tmp_path):
    path = xlsx(tmp_path / "a.xlsx", one_sheet((*GOOD, "", "", "", "", "x")))
    report = checked(path)
    assert codes(report) == [("CD-XLSX-030", 2)]
    assert report.accepted == 1


def test_a_merged_area_is_noted(tmp_path):
    def fill(book):
        page = book.add_worksheet()
        for at, row in enumerate([HEAD, GOOD, GOOD]):
            page.write_row(at, 0, row)
        page.merge_range(1, 2, 2, 2, "")

    assert ("CD-XLSX-031", 2) in codes(checked(xlsx(tmp_path / "a.xlsx", fill)))


def test_a_header_of_700_columns_is_read(tmp_path):
    wide = [f"栏目{n}" for n in range(700)]

    def fill(book):
        page = book.add_worksheet()
        page.write_row(0, 0, wide)
        page.write_row(1, 0, [str(n) for n in range(700)])

    ((number, cells),) = table(xlsx(tmp_path / "a.xlsx", fill))
    assert (number, len(cells), cells[699]) == (2, 700, "699")


def test_a_table_longer_than_one_piece_is_whole(tmp_path):
    rows = [(f"合成{n}", str(n)) for n in range(2_000)]
    found = table(xlsx(tmp_path / "a.xlsx", one_sheet(*rows)))
    assert [number for number, _ in found] == list(range(2, 2_002))
    assert [tuple(cells[:2]) for _, cells in found] == rows


def test_a_workbook_cut_short_is_named(tmp_path):
    path = xlsx(tmp_path / "a.xlsx", one_sheet(GOOD))
    path.write_bytes(path.read_bytes()[:-100])
    report = checked(path)
    assert (codes(report), report.ok, report.rows) == ([("CD-XLSX-008", 0)], False, 0)


def test_an_encrypted_workbook_is_named(tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(ole(b"EncryptedPackage"))
    assert codes(checked(path)) == [("CD-XLSX-007", 0)]


def ole(name: bytes) -> bytes:
    """A compound file of three sectors: header, table of sectors, directory with one stream."""
    head = bytearray(512)
    head[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    head[24:34] = b"\x3e\0\x03\0\xfe\xff\x09\0\x06\0"
    for at, value in ((44, 1), (48, 1), (56, 4096), (60, 0xFFFFFFFE), (68, 0xFFFFFFFE), (76, 0)):
        head[at : at + 4] = value.to_bytes(4, "little")
    head[80:512] = b"\xff" * 432
    sectors = [0xFFFFFFFD, 0xFFFFFFFE] + [0xFFFFFFFF] * 126
    entries = bytearray(512)
    for at, (title, kind) in enumerate(((b"Root Entry", 5), (name, 2))):
        wide = title.decode().encode("utf-16-le")
        entries[128 * at : 128 * at + len(wide)] = wide
        entries[128 * at + 64 : 128 * at + 66] = (len(wide) + 2).to_bytes(2, "little")
        entries[128 * at + 66] = kind
        entries[128 * at + 116 : 128 * at + 120] = (0xFFFFFFFE).to_bytes(4, "little")
    return bytes(head) + b"".join(one.to_bytes(4, "little") for one in sectors) + bytes(entries)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"<html><table></table></html>", "CD-XLSX-003"),
        ("单位名称,统一社会信用代码\n".encode("gb18030"), "CD-XLSX-004"),
        ("单位名称\t代码\n".encode("utf-16"), "CD-XLSX-004"),
        (b"%PDF-1.7", "CD-XLSX-006"),
    ],
)
@pytest.mark.parametrize("suffix", [".xls", ".xlsx"])
def test_what_only_calls_itself_a_workbook_is_named(tmp_path, content, code, suffix):
    path = tmp_path / f"a{suffix}"
    path.write_bytes(content)
    assert codes(checked(path)) == [(code, 0)]


def test_a_zip_without_a_workbook_is_named(tmp_path):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("readme.txt", "x")
    (tmp_path / "a.xlsx").write_bytes(out.getvalue())
    assert codes(checked(tmp_path / "a.xlsx")) == [("CD-XLSX-001", 0)]


def xls(path: Path, *rows) -> Path:
    book = xlwt.Workbook()
    page = book.add_sheet("表")
    day = xlwt.easyxf(num_format_str="yyyy-mm-dd")
    for at, row in enumerate([HEAD, *rows]):
        for place, value in enumerate(row):
            style = (day,) if isinstance(value, date) else ()
            page.write(at, place, value, *style)
    book.save(str(path))
    return path


def test_an_old_workbook_is_read_alike(tmp_path):
    rows = [GOOD, ("合成乙", 91), ("合成丙", xlwt.Formula("1+1")), ("", date(2024, 1, 2))]
    path = xls(tmp_path / "a.xls", *rows)
    read = dict(table(path))
    assert [cells[:2] for cells in read.values()] == [[*GOOD], ["合成乙", "91"], ["", "2024-01-02"]]
    found = codes(checked(path))
    assert ("CD-XLSX-020", 3) in found
    assert ("CD-XLSX-021", 4) in found
    assert 2 not in [row for _, row in found]


def test_the_folder_of_the_reading_process_goes_away(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "scratch"))
    (tmp_path / "scratch").mkdir()
    checked(xlsx(tmp_path / "a.xlsx", one_sheet(GOOD)))
    with pytest.raises(UnreadableFile):
        open_workbook(Path(__file__))
    assert list((tmp_path / "scratch").iterdir()) == []
