"""What the kernels read of a workbook is what the library reads of it, however it is written.

`CREDITDELTA_MUTATIONS` asks for a longer run than the suite's.
"""

import io
import os
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from creditdelta.pipeline.readers import sheet_plain, workbook_child
from creditdelta.pipeline.readers.cell_address import letters
from creditdelta.pipeline.readers.source import SampleRow
from creditdelta.pipeline.readers.workbook_blocks import block_part
from creditdelta.pipeline.readers.workbook_limits import SPARE_BYTES
from creditdelta.pipeline.readers.workbook_refusal import Refusal
from creditdelta.pipeline.readers.workbook_rows import NewSheet, open_rows
from creditdelta.pipeline.readers.workbook_wire import packed, received

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
STYLES = (
    '<numFmts count="3"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/>'
    '<numFmt numFmtId="165" formatCode="0.000"/><numFmt numFmtId="166" formatCode="hh:mm"/></numFmts>'
    "<cellXfs>"
    + "".join(f'<xf numFmtId="{n}"/>' for n in (0, 1, 2, 4, 9, 14, 22, 49, 164, 165, 166, 31))
    + "</cellXfs>"
)
WIDTH = 6
EXAMPLES = int(os.environ.get("CREDITDELTA_MUTATIONS", "400"))


def workbook(rows: str, strings: list[str], *, before: str = "", since_1904: bool = False) -> bytes:
    kinds = {"w": "worksheet", "s": "sharedStrings", "f": "styles"}
    parts = {"w": "sheet1.xml", "s": "sharedStrings.xml", "f": "styles.xml"}
    links = "".join(
        f'<Relationship Id="{at}" Type="{OFFICE}/{kind}" Target="{parts[at]}"/>'
        for at, kind in kinds.items()
    )
    start = f'<Relationship Id="a" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
    system = '<workbookPr date1904="1"/>' if since_1904 else ""
    sheet = '<sheets><sheet name="表" sheetId="1" r:id="w"/></sheets>'
    files = {
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}">{start}</Relationships>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}">{links}</Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{system}{sheet}</workbook>',
        "xl/sharedStrings.xml": f'<?xml version="1.0"?>\n<sst xmlns="{MAIN}">{"".join(strings)}</sst>',
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}">{STYLES}</styleSheet>',
        "xl/sheet1.xml": f'<?xml version="1.0"?>\r\n<worksheet xmlns="{MAIN}">{before}'
        f"<sheetData>{rows}</sheetData></worksheet>",
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def by_kernels(content: bytes, folder: Path):
    """(sheet, piece, header, part of the kernels) of every piece they take on."""
    (folder / "a.xlsx").write_bytes(content)
    try:
        book = open_rows(folder / "a.xlsx", folder)
    except Refusal:
        return
    xml = (folder / "strings").read_bytes()
    texts, styles = sheet_plain.shared_texts(xml), book.styles
    assert styles is not None
    kinds = np.frombuffer(styles.encode(), np.uint8) - ord("0")
    kinds.flags.writeable = False
    header = SampleRow(1, 1, ("甲", "乙", "丙", "丁"))
    laid_out = (folder / "pieces").read_bytes()
    for sheet in (one for one in book.sheets if isinstance(one, NewSheet)):
        for piece in sheet.note.pieces:
            if texts is None or not sheet.plain(piece):
                continue
            room, size = piece.last - piece.first + 1, piece.size
            data = laid_out[piece.at : piece.at + size + SPARE_BYTES]
            found = sheet_plain.values(data, size, room, header.last, 4, kinds, texts)
            if found is not None:
                yield sheet, piece, header, sheet_plain.part(found, header)


def shape(part):
    """All that a part says, in one order."""
    tables = (part.batch, part.refused, part.noted)
    for column in part.batch.columns:
        column.validate(full=True)
    return [table.to_pylist() for table in tables], part.refused_rows, sorted(part.numeric)


def by_library(sheet, piece, header):
    """The same of the reading process's way."""
    block, _ = workbook_child._block(sheet.stretch(piece), header.last, len(header.cells), 0)
    return shape(block_part(received(io.BytesIO(packed(block)).read), header))


TEXT = st.text(
    st.sampled_from([*"甲乙公司aZ019 \t\n-_x.&<>\"'（）é€\ufffd\u200b𠮷;#"]), max_size=12
)
WRITTEN = TEXT.map(lambda text: escape(text, {'"': "&quot;", "'": "&apos;"})) | st.sampled_from(
    ["&#65;", "&#x4e00;", "a&#10;b", "_x000D_", "_x0041_", "&lt;b&gt;", "", " ", "x" * 40]
)
TAGS = st.sampled_from(["<t>", '<t xml:space="preserve">', "<t xml:space='preserve'>", "<t >"])
RUNS = st.sampled_from(
    [
        "<r><t>甲</t></r><r><rPr><b/></rPr><t>乙</t></r>",
        '<t>甲</t><rPh sb="0" eb="1"><t>か</t></rPh><phoneticPr fontId="1"/>',
        '<r><t>甲</t></r><rPh sb="0" eb="1"><t>か</t></rPh>',
        "<t/>",
        "",
        "<t>a</t><t>b</t>",
    ]
)
PLAIN_TEXT = TEXT.filter(lambda text: "_x" not in text).map(escape)
PLAIN_TAGS = st.sampled_from(["<t>", "<t>", '<t xml:space="preserve">'])
PLAIN_ITEM = st.tuples(PLAIN_TAGS, PLAIN_TEXT).map(lambda one: f"{one[0]}{one[1]}</t>")
PLAIN_NUMBERS = st.one_of(
    st.integers(-(10**18), 10**18).map(str),
    st.floats(allow_nan=False, allow_infinity=False).map(repr),
    st.decimals(-(10**9), 10**9, places=4, allow_nan=False).map(str),
)
ITEM = st.tuples(TAGS, WRITTEN).map(lambda one: f"{one[0]}{one[1]}</t>") | RUNS
ODD_NUMBERS = (
    "0 -0 00 007 1.0 0.1 1.50 0.00010 0.0001 0.00001 1e5 1E+20 1e-7 .5 5. +1 1e 1e999 -1e400"
    " 60 61 1 0.5 45000 45000.5 2958465 2958466 123456789012345 1234567890123456 -5 -0.0"
    " 0.30000000000000004 100000000000000000000 abc inf nan 1_0 0x1"
)
NUMBERS = st.one_of(
    st.integers(-(10**18), 10**18).map(str),
    st.integers(0, 99_999).map(str),
    st.floats(allow_nan=False, allow_infinity=False).map(repr),
    st.decimals(-(10**9), 10**9, places=4, allow_nan=False).map(str),
    st.sampled_from(ODD_NUMBERS.split(" ")),
)
PLAIN_STYLE = st.sampled_from(["", "", *(f' s="{n}"' for n in (0, 1, 2, 3, 4, 7, 9))])
STYLE = st.sampled_from(["", *(f' s="{n}"' for n in range(14))])


@st.composite
def cells(draw, strings: int, *, odd: bool):
    """(attributes but the address, content) of one cell; not odd: as most programs write it."""
    style = draw(STYLE if odd else PLAIN_STYLE)
    kind = draw(st.integers(0, 15 if odd else 12))
    if kind <= 4:
        return f'{style} t="inlineStr"', f"<is>{draw(ITEM if odd else PLAIN_ITEM)}</is>"
    if kind <= 9:
        return f'{style} t="s"', f"<v>{draw(st.integers(0, strings))}</v>"
    if kind <= 12:
        return style + draw(
            st.sampled_from(["", ' t="n"'])
        ), f"<v>{draw(NUMBERS if odd else PLAIN_NUMBERS)}</v>"
    unusual = [
        ("", ""),
        (' t="s"', ""),
        (' t="b"', "<v>1</v>"),
        (' t="b"', "<v>0</v>"),
        (' t="e"', "<v>#N/A</v>"),
        (' t="str"', "<v>文</v>"),
        (' t="d"', "<v>2024-01-02</v>"),
        ("", "<f>1+1</f><v>2</v>"),
        (' t="zz"', "<v>1</v>"),
        ("", "<v></v>"),
        (' t="inlineStr"', "<is></is>"),
        (' t="inlineStr"', "<v>1</v>"),
        (' cm="1"', "<v>5</v>"),
    ]
    more, content = draw(st.sampled_from(unusual))
    return style + more, content


MORE = st.sampled_from(["", ' spans="1:6" ht="15.5" customHeight="1"', ' x14ac:dyDescent="0.2"'])


@st.composite
def row(draw, number: int, kinds, space: str):
    """One row: addresses or none, attributes in either order, cells with and without content."""
    places = sorted(draw(st.sets(st.integers(0, WIDTH - 1), max_size=WIDTH)))
    bare = draw(st.integers(0, 7)) == 0
    made = ""
    for place in places:
        kind, content = draw(kinds)
        address = "" if bare else f' r="{letters(place)}{number}"'
        attributes = kind + address if draw(st.booleans()) else address + kind
        closed = not content and draw(st.booleans())
        made += f"<c{attributes}/>" if closed else f"<c{attributes}>{content}</c>"
        made += space
    more = draw(MORE)
    return f'<row r="{number}"{more}' + (f">{made}</row>" if made else "/>") + space


SCRAPS = st.sampled_from(
    [
        *'<>/"= &rst1\0\ufffd',
        "",
        "<c",
        "</c>",
        "<v>",
        '<row r="2">',
        ' r="B2"',
        "</row>",
        "<is>",
        "<x/>",
    ]
)


def damaged(draw, rows: str) -> str:
    """The rows, in some books with a few bytes exchanged for others."""
    for _ in range(draw(st.sampled_from([0, 0, 1, 2]))):
        at, size = draw(st.integers(0, len(rows))), draw(st.integers(0, 4))
        rows = rows[:at] + draw(SCRAPS) + rows[at + size :]
    return rows


@st.composite
def books(draw):
    """A workbook of a few rows written in many ways; most ways are ordinary ones."""
    odd = draw(st.integers(0, 2)) == 0
    items = st.lists(ITEM if odd else PLAIN_ITEM, min_size=1, max_size=6)
    strings = [f"<si>{one}</si>" for one in draw(items)]
    space = draw(st.sampled_from(["", "", "\n", " ", "\r\n"] if odd else ["", "\n"]))
    missing = odd and draw(st.booleans())
    kinds = cells(len(strings) - (not missing), odd=odd)
    rows, number = draw(row(1, kinds, space)), 1
    for _ in range(draw(st.integers(0, 5))):
        number += draw(st.sampled_from([1, 1, 1, 2, 700]))
        rows += draw(row(number, kinds, space))
    before = '<sheetViews><sheetView workbookViewId="0"/></sheetViews>'
    rows = damaged(draw, rows)
    return workbook(rows, strings, before=before, since_1904=draw(st.integers(0, 5)) == 0)


@pytest.fixture(scope="module")
def taken():
    """How many pieces the kernels took on."""
    count: list[int] = []
    yield count
    assert len(count) > EXAMPLES // 2


@settings(deadline=None, max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))
@given(books())
def test_kernels_and_library_agree(tmp_path_factory, taken, content):
    folder = tmp_path_factory.mktemp("book")
    for sheet, piece, header, part in by_kernels(content, folder):
        taken.append(1)
        assert shape(part) == by_library(sheet, piece, header)
