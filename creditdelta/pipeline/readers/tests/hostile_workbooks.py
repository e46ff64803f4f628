"""Hostile and odd workbooks, made when a test asks: (name, suffix, bytes, codes of which one must be answered).

An empty tuple of codes asks only that the file is answered at all. Synthetic throughout.
"""

import io
import zipfile
from collections.abc import Iterator

import xlsxwriter
import xlwt

from creditdelta.kernel.identifiers import uscc

HEAD = ("单位名称", "统一社会信用代码", "工商登记码", "组织机构代码", "税务登记号")
CODE = "91310115MA1K00001" + uscc.check_character("91310115MA1K00001")
GOOD = ("合成甲有限公司", CODE, "", "", "")
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
Kind = tuple[str, str, bytes, tuple[str, ...]]


def text_cell(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def row(number: int, cells: tuple[str, ...]) -> str:
    made = "".join(
        text_cell(f"{chr(65 + n)}{number}", cell) for n, cell in enumerate(cells) if cell
    )
    return f'<row r="{number}">{made}</row>'


ROWS = row(1, HEAD) + row(2, GOOD)


def sheet(rows: str, before: str = "", after: str = "", declared: str = "") -> str:
    data = f"<sheetData>{rows}</sheetData>"
    return f'<?xml version="1.0"?>{declared}<worksheet xmlns="{MAIN}">{before}{data}{after}</worksheet>'


def parts(rows: str = ROWS, **more: str) -> dict[str, str]:
    relation = f'<Relationship Id="rId1" Type="{OFFICE}'
    return {
        "[Content_Types].xml": f'<Types xmlns="{TYPES}"><Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}">{relation}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}">{relation}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="表" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/worksheets/sheet1.xml": rows if rows.startswith("<?xml") else sheet(rows),
        **more,
    }


def packed(files: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def book(name: str, rows: str, *codes: str, **more: str) -> Kind:
    return name, ".xlsx", packed(parts(rows, **more)), codes


def sheets() -> Iterator[Kind]:
    yield book("whole", ROWS, "CD-USCC-006")
    yield book("far-row", ROWS + row(1_048_576, GOOD))
    yield book("far-column", ROWS + f'<row r="3">{text_cell("XFD3", "x")}</row>', "CD-XLSX-015")
    far = f'<row r="1">{text_cell("A1", "x")}</row><row r="1048576">{text_cell("XFD1048576", "x")}</row>'
    yield book("far-corner", far, "CD-XLSX-015", "CD-FILE-004")
    yield book("row-beyond", ROWS + row(9_999_999, GOOD), "CD-XLSX-014")
    yield book(
        "row-zero",
        ROWS + '<row r="0"><c><v>1</v></c></row>',
        "CD-XLSX-014",
        "CD-XLSX-016",
        "CD-XLSX-017",
        "CD-XLSX-012",
    )
    yield book("rows-reversed", row(2, GOOD) + row(1, HEAD), "CD-XLSX-016", "CD-FILE-004")
    yield book("rows-repeated", ROWS + row(2, GOOD), "CD-XLSX-016")
    yield book(
        "address-elsewhere", ROWS + f'<row r="3">{text_cell("A9", "x")}</row>', "CD-XLSX-017"
    )
    bare = "".join(
        "<row>" + "".join(f'<c t="inlineStr"><is><t>{c}</t></is></c>' for c in cells) + "</row>"
        for cells in (HEAD, GOOD)
    )
    yield book("no-addresses", bare)
    wrong = {
        "formula": ('<c r="B3"><f>1+1</f><v>2</v></c>', "CD-XLSX-021"),
        "formula-text": ('<c r="B3" t="str"><f>A1</f><v>x</v></c>', "CD-XLSX-021"),
        "formula-shared": ('<c r="B3"><f t="shared" ref="B3:B4" si="0">1</f></c>', "CD-XLSX-021"),
        "formula-array": ('<c r="B3"><f t="array" ref="B3">1</f><v>1</v></c>', "CD-XLSX-021"),
        "formula-empty": ('<c r="B3"><f/><v>1</v></c>', "CD-XLSX-021"),
        "number-in-code": ('<c r="B3"><v>913101150000000000</v></c>', "CD-XLSX-020"),
        "exponent": ('<c r="B3"><v>9.1310115703E+17</v></c>', "CD-XLSX-020"),
        "error-value": ('<c r="B3" t="e"><v>#N/A</v></c>', "CD-XLSX-022"),
        "boolean": ('<c r="B3" t="b"><v>1</v></c>', ""),
        "unknown-type": ('<c r="B3" t="zz"><v>1</v></c>', ""),
        "shared-missing": ('<c r="B3" t="s"><v>999</v></c>', ""),
        "no-value": ('<c r="B3"/>', "CD-FIELD-001"),
        "not-a-number": ('<c r="B3"><v>abc</v></c>', ""),
        "long-cell": (text_cell("B3", "x" * 33_000), "CD-XLSX-023"),
        "huge-cell": (text_cell("B3", "x" * (4 << 20)), "CD-XLSX-025"),
        "escaped-nul": (text_cell("B3", "a_x0000_b"), ""),
        "entity": (text_cell("B3", "&#65;&amp;&lt;"), "CD-USCC-001"),
        "rich-text": (
            '<c r="B3" t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r></is></c>',
            "CD-USCC-001",
        ),
    }
    for name, (cell, code) in wrong.items():
        rows = f'{ROWS}<row r="3">{text_cell("A3", "合成乙")}{cell}</row>'
        yield book(name, rows, *([code] if code else []))


def xml() -> Iterator[Kind]:
    bomb = '<!DOCTYPE x [<!ENTITY b0 "aaaaaaaaaa">'
    for n in range(1, 9):
        bomb += f'<!ENTITY b{n} "' + f"&b{n - 1};" * 10 + '">'
    for name, declared in (
        ("external-entity", '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'),
        ("billion-laughs", bomb + "]>"),
        ("doctype", "<!DOCTYPE worksheet>"),
    ):
        yield book(f"{name}-sheet", sheet(ROWS, declared=declared), "CD-XLSX-011")
        for part in ("xl/workbook.xml", "xl/_rels/workbook.xml.rels"):
            files = parts()
            files[part] = declared + files[part]
            yield f"{name}-{part.split('/')[-1]}", ".xlsx", packed(files), ("CD-XLSX-011",)
    whole = sheet(ROWS)
    for tenth in (3, 6, 9):
        yield book(
            f"sheet-cut-{tenth}",
            whole[: len(whole) * tenth // 10],
            "CD-XLSX-012",
            "CD-XLSX-026",
            "CD-FILE-004",
        )
    yield book("mismatched-tags", sheet(ROWS + "<row></c></row>"), "CD-XLSX-012")
    yield book("nul-in-sheet", sheet(ROWS + "\0"))
    yield book(
        "no-sheet-data",
        f'<?xml version="1.0"?><worksheet xmlns="{MAIN}"/>',
        "CD-XLSX-026",
        "CD-XLSX-012",
    )
    yield book(
        "merged",
        sheet(ROWS, after='<mergeCells><mergeCell ref="A1:A2"/></mergeCells>'),
        "CD-XLSX-031",
    )
    yield book("lying-dimension", sheet(ROWS, before='<dimension ref="A1:XFD1048576"/>'))


def archives() -> Iterator[Kind]:
    whole = packed(parts())
    for tenth in range(1, 10):
        yield (
            f"zip-cut-{tenth}",
            ".xlsx",
            whole[: len(whole) * tenth // 10],
            ("CD-XLSX-008", "CD-XLSX-009", "CD-XLSX-001"),
        )
    for part in ("xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.xml"):
        files = parts()
        del files[part]
        yield (
            f"without-{part.split('/')[-1]}",
            ".xlsx",
            packed(files),
            ("CD-XLSX-013", "CD-XLSX-001", "CD-XLSX-008"),
        )
    broken = bytearray(whole)
    broken[whole.index(b"sheet1.xml") + 40] ^= 0xFF
    yield "flipped-byte", ".xlsx", bytes(broken), ("CD-XLSX-008", "CD-XLSX-009", "CD-XLSX-012")
    path = {**parts(), "../../evil.xml": "x", "/abs.xml": "x"}
    yield "path-tricks", ".xlsx", packed(path), ("CD-XLSX-009",)
    many = {**parts(), **{f"x/{n}.xml": "" for n in range(6000)}}
    yield "6000-entries", ".xlsx", packed(many), ("CD-XLSX-009", "CD-XLSX-010")
    zeros = sheet(ROWS + text_cell("A9", "0" * (64 << 20)))
    yield book("inflates-64m", zeros, "CD-XLSX-010", "CD-XLSX-025", "CD-XLSX-012")
    rows = ROWS + "<row><c><v>1</v></c></row>" * 1_500_000
    yield book(
        "million-tiny-rows",
        rows,
        "CD-XLSX-010",
        "CD-XLSX-014",
        "CD-XLSX-016",
        "CD-XLSX-018",
        "CD-XLSX-019",
    )
    macro = {**parts(), "xl/vbaProject.bin": b"macro"}
    yield "macro", ".xlsx", packed(macro), ("CD-XLSX-033",)
    other = packed({"readme.txt": "hello"})
    yield "other-zip", ".xlsx", other, ("CD-XLSX-001", "CD-XLSX-013", "CD-XLSX-006")


def disguises() -> Iterator[Kind]:
    faces = {
        "empty": b"",
        "html": b"<html><table><tr><td>x</td></tr></table></html>",
        "csv": ",".join(HEAD).encode() + b"\n" + ",".join(GOOD).encode(),
        "tsv": "\t".join(HEAD).encode("utf-16"),
        "xml-2003": b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
        "pdf": b"%PDF-1.7 " + b"x" * 500,
        "png": b"\x89PNG\r\n\x1a\n" + b"x" * 500,
        "noise": bytes(n * 37 % 256 for n in range(5000)),
        "ole-garbage": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000,
        "ole-short": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    }
    for name, content in faces.items():
        for suffix in (".xlsx", ".xls"):
            yield f"{name}{suffix}", suffix, content, ("CD-XLSX-", "CD-FILE-")


def old_form() -> Iterator[Kind]:
    def saved(fill) -> bytes:
        made = xlwt.Workbook()
        page = made.add_sheet("表")
        for n, heading in enumerate(HEAD):
            page.write(0, n, heading)
        fill(page)
        out = io.BytesIO()
        made.save(out)
        return out.getvalue()

    def good(page) -> None:
        for n, cell in enumerate(GOOD):
            page.write(1, n, cell)

    whole = saved(good)
    yield "xls-whole", ".xls", whole, ("CD-USCC-006",)
    for tenth in (1, 4, 8):
        yield f"xls-cut-{tenth}", ".xls", whole[: len(whole) * tenth // 10], ("CD-XLSX-",)
    yield "xls-number", ".xls", saved(lambda page: page.write(1, 1, 9.1310115e17)), ("CD-XLSX-020",)
    yield (
        "xls-formula",
        ".xls",
        saved(lambda page: page.write(1, 1, xlwt.Formula("1+1"))),
        ("CD-XLSX-021",),
    )
    yield "xls-far", ".xls", saved(lambda page: page.write(65_535, 255, "x")), ()


def several() -> Iterator[Kind]:
    out = io.BytesIO()
    made = xlsxwriter.Workbook(out, {"in_memory": True})
    for name, hidden in (("一", True), ("二", False), ("三", False)):
        page = made.add_worksheet(name)
        for at, cells in enumerate((HEAD, GOOD)):
            page.write_row(at, 0, cells)
        if hidden:
            page.hide()
        else:
            page.activate()
    made.close()
    yield "several-sheets", ".xlsx", out.getvalue(), ("CD-XLSX-032",)


def kinds() -> Iterator[Kind]:
    """Every kind, each with a name of its own."""
    for family in (sheets, xml, archives, disguises, old_form, several):
        yield from family()
