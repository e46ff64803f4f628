"""An opened workbook: what its reading process laid out is read here where it is plain, else asked for.

Clause  S31, S75. The process inflates, looks through and cuts the file within its limits. Kernels
        like those for CSV then read the pieces that are written plainly; every other piece, and
        every .xls, is read by the library in the process.
"""

import json
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from creditdelta.kernel.columns import Bytes
from creditdelta.pipeline import findings
from creditdelta.pipeline.readers import sheet_plain
from creditdelta.pipeline.readers import workbook_limits as limits
from creditdelta.pipeline.readers.sheet_plain import SharedTexts, Values
from creditdelta.pipeline.readers.source import Part, SampleRow
from creditdelta.pipeline.readers.workbook_blocks import block_part
from creditdelta.pipeline.readers.workbook_process import ReadingProcess

Head = dict[str, Any]  # see `workbook_child.head_of`


@dataclass(frozen=True, slots=True)
class Piece:
    """Neighbouring pieces of a sheet: the first one's number, their bytes and their rows."""

    number: int
    count: int
    at: int
    size: int
    first: int
    last: int
    plain: bool

    @property
    def rows(self) -> int:
        """How many rows they can hold."""
        return self.last - self.first + 1


class OpenedBook:
    """One workbook and its process; `head` says of every filled sheet its name and first rows.

    Raises `UnreadableFile` with a CD-XLSX code for every file that is no readable workbook.
    """

    def __init__(self, path: Path) -> None:
        self._process = ReadingProcess(path)
        self.close = self._process.close
        with ExitStack() as stack:
            stack.callback(self.close)
            self.head: Head = self._process.frame().meta
            self._styles = _styles(self.head["styles"])
            self._texts: SharedTexts | None = None
            self._asked_texts = False
            self._pieces = {one["name"]: _pieces(one) for one in self.head["sheets"]}
            for one in self.head["sheets"]:
                if "rows" not in one:
                    one["rows"] = self._first_rows(one["name"])
            stack.pop_all()

    def parts(self, sheet: str, header: SampleRow) -> Iterator[Part]:
        """All filled rows of a sheet below its header; `UnreadableFile` where reading ends early."""
        order = {"sheet": sheet, "header": header.last, "width": len(header.cells)}
        head = next(one for one in self.head["sheets"] if one["name"] == sheet)
        if "pieces" not in head:
            self._order(do="all", **order)
            while (frame := self._process.frame()).kind != "Z":
                yield block_part(frame, header)
            return
        merged = None
        if head["merged"]:
            self._order(do="merged", **order)
            merged = block_part(self._process.frame(), header)
        listed = 0
        for part in self._read(sheet, header, order):
            listed += part.refused.num_rows
            order["listed"] = listed
            if merged is None:
                yield part
                continue
            yield replace(part, noted=findings.joined([part.noted, merged.noted]))
            merged = None
        if merged is not None:
            yield merged

    def _read(self, sheet: str, header: SampleRow, order: dict[str, Any]) -> Iterator[Part]:
        for group in _grouped(self._pieces[sheet], len(header.cells)):
            if (found := self._plain(group, header.last, len(header.cells))) is not None:
                yield sheet_plain.part(found, header)
                continue
            for piece in self._pieces[sheet][group.number : group.number + group.count]:
                found = (
                    self._plain(piece, header.last, len(header.cells)) if group.count > 1 else None
                )
                if found is not None:
                    yield sheet_plain.part(found, header)
                    continue
                self._order(do="piece", piece=piece.number, **{"listed": 0, **order})
                yield block_part(self._process.frame(), header)

    def _first_rows(self, sheet: str) -> list[tuple[int, list[str]]]:
        rows: list[tuple[int, list[str]]] = []
        for piece in self._pieces[sheet]:
            found = self._plain(piece, 0, limits.SHEET_COLUMNS)
            if found is None:
                self._order(do="first rows", sheet=sheet)
                asked: list[tuple[int, list[str]]] = self._process.frame().meta["rows"]
                return asked
            rows += sheet_plain.sample(found)
            if len(rows) >= limits.SAMPLE_ROWS:
                break
        return rows[: limits.SAMPLE_ROWS]

    def _plain(self, piece: Piece, header: int, width: int) -> Values | None:
        texts = self._known_texts() if piece.plain and self._styles is not None else None
        if texts is None or self._styles is None:
            return None
        xml = self._process.laid_out("pieces", piece.at, piece.size + limits.SPARE_BYTES)
        return sheet_plain.values(xml, piece.size, piece.rows, header, width, self._styles, texts)

    def _known_texts(self) -> SharedTexts | None:
        if not self._asked_texts:
            self._asked_texts = True
            size = self._process.laid_out_size("strings")
            if not size:
                self._texts = sheet_plain.no_texts()
            elif size <= limits.PLAIN_STRINGS:
                self._texts = sheet_plain.shared_texts(self._process.laid_out("strings", 0, size))
        return self._texts

    def _order(self, **order: object) -> None:
        self._process.order(json.dumps(order).encode())


def _styles(kinds: str | None) -> Bytes | None:
    if kinds is None:
        return None
    styles = np.frombuffer(kinds.encode(), np.uint8) - np.uint8(ord("0"))
    styles.flags.writeable = False
    return styles


def _pieces(sheet: Head) -> list[Piece]:
    return [Piece(number, 1, *found) for number, found in enumerate(sheet.get("pieces", ()))]


def _grouped(pieces: list[Piece], width: int) -> Iterator[Piece]:
    """Plain neighbours together, as many as the kernels take on at once."""
    group: Piece | None = None
    for piece in pieces:
        if group is not None and _fits(group, piece, width):
            size = group.size + piece.size
            group = replace(group, count=group.count + 1, size=size, last=piece.last)
            continue
        if group is not None:
            yield group
        group = piece
    if group is not None:
        yield group


def _fits(group: Piece, piece: Piece, width: int) -> bool:
    plain = group.plain and piece.plain and group.at + group.size == piece.at
    small = group.size + piece.size <= limits.PLAIN_BYTES
    return plain and small and (piece.last - group.first + 1) * width <= limits.PLAIN_CELLS
