"""An .xlsx looked through before anything parses it, and rewritten as plain small pieces.

Clause  S75. What is parsed later is exactly what was looked at: the scan writes its own archive,
uncompressed, with strings, styles and the sheets cut into pieces of some thousand rows. Macros,
links, pictures, scripts and everything else stay behind. No piece can claim much memory, however
large the sheet and wherever its last cell.
"""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from creditdelta.pipeline.readers import sheet_cut
from creditdelta.pipeline.readers.sheet_cut import Area, SheetCut
from creditdelta.pipeline.readers.workbook_archive import Archive
from creditdelta.pipeline.readers.workbook_parts import Package, SheetPart, read_package

_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
_BEFORE, _AFTER = b"<worksheet><sheetData>", b"</sheetData></worksheet>"
MACROS, LINKS = "CD-XLSX-033", "CD-XLSX-034"


@dataclass(frozen=True, slots=True)
class PieceNote:
    """One piece: its part in the rewritten archive, and what the cut saw in it."""

    part: str
    first: int
    last: int
    cells: int
    formulas: bool


@dataclass(frozen=True, slots=True)
class SheetNote:
    """One sheet after the scan."""

    name: str
    hidden: bool
    pieces: tuple[PieceNote, ...]
    merged: tuple[Area, ...]
    ranges: tuple[Area, ...]


@dataclass(frozen=True, slots=True)
class Scan:
    """The whole workbook after the scan; `notes` are (code, detail) about the file."""

    sheets: tuple[SheetNote, ...]
    notes: tuple[tuple[str, str], ...]


def scan(archive: Archive, rewritten: Path) -> Scan:
    """Look through the archive and write the plain one; raises `Refusal` with code and place."""
    package = read_package(archive)
    with zipfile.ZipFile(rewritten, "w", zipfile.ZIP_STORED, allowZip64=True) as out:
        sheets = tuple(
            _sheet(archive, sheet, at, out) for at, sheet in enumerate(package.sheets, start=1)
        )
        if package.strings is not None and package.strings in archive:
            _copy(archive, package.strings, "xl/sharedStrings.xml", out)
        if package.styles is not None and package.styles in archive:
            _copy(archive, package.styles, "xl/styles.xml", out)
        _write_frame(out, package, sheets)
    notes = [(MACROS, "vbaProject")] if package.macros else []
    notes += [(LINKS, "externalLinks")] if package.links else []
    return Scan(sheets, tuple(notes))


def _sheet(archive: Archive, sheet: SheetPart, at: int, out: zipfile.ZipFile) -> SheetNote:
    cut = SheetCut(sheet.name)
    notes = []
    for number, piece in enumerate(sheet_cut.pieces(archive.blocks(sheet.part), cut)):
        part = f"{at}-{number}"
        out.writestr(f"xl/worksheets/{part}.xml", _BEFORE + piece.data + _AFTER)
        notes.append(PieceNote(part, piece.first, piece.last, piece.cells, piece.formulas))
    return SheetNote(sheet.name, sheet.hidden, tuple(notes), tuple(cut.merged), tuple(cut.ranges))


def _copy(archive: Archive, part: str, name: str, out: zipfile.ZipFile) -> None:
    with out.open(name, "w", force_zip64=True) as target:
        for block in _overlapping(archive.blocks(part), part):
            target.write(block)


def _overlapping(blocks: Iterator[bytes], part: str) -> Iterator[bytes]:
    """The blocks, each checked together with the end of the one before: a mark may lie across."""
    before = b""
    for block in blocks:
        if not before:
            sheet_cut.check_encoding(block, part)
        sheet_cut.check_text(before[-1:] + block, part)
        sheet_cut.check_runs(before + block, part)
        before = block
        yield block


def _write_frame(out: zipfile.ZipFile, package: Package, sheets: tuple[SheetNote, ...]) -> None:
    parts = [piece.part for sheet in sheets for piece in sheet.pieces]
    since_1904 = '<workbookPr date1904="1"/>' if package.since_1904 else ""
    tabs = "".join(
        f"<sheet name='{part}' sheetId='{at}' r:id='p{at}'/>"
        for at, part in enumerate(parts, start=1)
    )
    links = "".join(
        f"<Relationship Id='p{at}' Type='{_RELATION}/worksheet' Target='worksheets/{part}.xml'/>"
        for at, part in enumerate(parts, start=1)
    )
    out.writestr("xl/workbook.xml", f"<workbook>{since_1904}<sheets>{tabs}</sheets></workbook>")
    out.writestr("xl/_rels/workbook.xml.rels", f"{_RELATIONS}{links}</Relationships>")
    start = f"<Relationship Id='w' Type='{_RELATION}/officeDocument' Target='xl/workbook.xml'/>"
    out.writestr("_rels/.rels", f"{_RELATIONS}{start}</Relationships>")
