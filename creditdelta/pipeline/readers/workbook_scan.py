"""An .xlsx looked through before anything parses it, and laid out as plain small pieces.

Clause  S75. What is parsed later is exactly what was looked at: the scan writes files of its own,
uncompressed: the sheets cut into pieces of some hundred rows, shared texts, styles. Macros, links,
pictures, scripts and everything else stay behind. No piece can claim much memory, however large the
sheet and wherever its last cell.
"""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from creditdelta.pipeline.readers import sheet_cut
from creditdelta.pipeline.readers import workbook_limits as limits
from creditdelta.pipeline.readers.sheet_cut import Area, SheetCut
from creditdelta.pipeline.readers.workbook_archive import Archive
from creditdelta.pipeline.readers.workbook_parts import Package, SheetPart, read_package

_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
_BEFORE, _AFTER = b"<worksheet><sheetData>", b"</sheetData></worksheet>"
MACROS, LINKS = "CD-XLSX-033", "CD-XLSX-034"
PIECES, STRINGS, STYLES = "pieces", "strings", "styles"  # files of the scan in its folder


@dataclass(frozen=True, slots=True)
class PieceNote:
    """One piece: where it lies in the file of pieces, its rows, and whether the cut saw a formula."""

    at: int
    size: int
    first: int
    last: int
    formulas: bool


@dataclass(frozen=True, slots=True)
class SheetNote:
    """One sheet after the scan; `prefix` stands before the names of its tags."""

    name: str
    hidden: bool
    prefix: bytes
    pieces: tuple[PieceNote, ...]
    merged: tuple[Area, ...]
    ranges: tuple[Area, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Scan:
    """The whole workbook after the scan; `notes` are (code, detail) about the file."""

    folder: Path
    sheets: tuple[SheetNote, ...]
    since_1904: bool
    notes: tuple[tuple[str, str], ...]

    def piece(self, note: PieceNote) -> bytes:
        """The XML of one piece."""
        with (self.folder / PIECES).open("rb") as stream:
            stream.seek(note.at)
            return stream.read(note.size)


def scan(archive: Archive, folder: Path) -> Scan:
    """Look through the archive and lay out what is read; raises `Refusal` with code and place."""
    package = read_package(archive)
    with (folder / PIECES).open("wb") as out:
        sheets = tuple(_sheet(archive, sheet, out) for sheet in package.sheets)
        out.write(bytes(limits.SPARE_BYTES))
    for part, name in ((package.strings, STRINGS), (package.styles, STYLES)):
        if part is not None and part in archive:
            _copy(archive, part, folder / name)
    return Scan(folder, sheets, package.since_1904, _notes(package))


def _notes(package: Package) -> tuple[tuple[str, str], ...]:
    seen = ((MACROS, "vbaProject", package.macros), (LINKS, "externalLinks", package.links))
    return tuple((code, detail) for code, detail, found in seen if found)


def _sheet(archive: Archive, sheet: SheetPart, out: IO[bytes]) -> SheetNote:
    cut = SheetCut(sheet.name)
    notes = []
    for piece in sheet_cut.pieces(archive.blocks(sheet.part), cut):
        notes.append(
            PieceNote(out.tell(), len(piece.data), piece.first, piece.last, piece.formulas)
        )
        out.write(piece.data)
    merged, ranges = tuple(cut.merged), tuple(cut.ranges)
    return SheetNote(sheet.name, sheet.hidden, cut.prefix, tuple(notes), merged, ranges)


def _copy(archive: Archive, part: str, path: Path) -> None:
    with path.open("wb") as target:
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


def rewritten(found: Scan) -> Path:
    """A workbook of the pieces, a sheet each, named as `piece_name` says, for a library to read."""
    path = found.folder / "pieces.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED, allowZip64=True) as out:
        names = []
        for sheet in found.sheets:
            for piece in sheet.pieces:
                names.append(piece_name(piece))
                out.writestr(
                    f"xl/worksheets/{names[-1]}.xml", _BEFORE + found.piece(piece) + _AFTER
                )
        for name, part in ((STRINGS, "sharedStrings"), (STYLES, "styles")):
            if (found.folder / name).exists():
                out.write(found.folder / name, f"xl/{part}.xml")
        _write_frame(out, names, since_1904=found.since_1904)
    return path


def piece_name(piece: PieceNote) -> str:
    """The name of a piece's sheet in the rewritten workbook."""
    return f"p{piece.at}"


def _write_frame(out: zipfile.ZipFile, names: list[str], *, since_1904: bool) -> None:
    system = '<workbookPr date1904="1"/>' if since_1904 else ""
    tabs = "".join(
        f"<sheet name='{name}' sheetId='{at}' r:id='p{at}'/>"
        for at, name in enumerate(names, start=1)
    )
    links = "".join(
        f"<Relationship Id='p{at}' Type='{_RELATION}/worksheet' Target='worksheets/{name}.xml'/>"
        for at, name in enumerate(names, start=1)
    )
    out.writestr("xl/workbook.xml", f"<workbook>{system}<sheets>{tabs}</sheets></workbook>")
    out.writestr("xl/_rels/workbook.xml.rels", f"{_RELATIONS}{links}</Relationships>")
    start = f"<Relationship Id='w' Type='{_RELATION}/officeDocument' Target='xl/workbook.xml'/>"
    out.writestr("_rels/.rels", f"{_RELATIONS}{start}</Relationships>")
