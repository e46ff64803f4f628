"""A worksheet's XML cut into pieces of whole rows, each small and safe enough to be parsed.

Clause  S75. Looks for what must not be there (DOCTYPE, endless texts, rows out of order) and notes
what needs a second look (formulas). Searches bytes and parses nothing, so that
it costs a fraction of the parse. A stated dimension is never believed: only rows that exist count.
Pure
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain

from creditdelta.pipeline.readers import workbook_limits as limits
from creditdelta.pipeline.readers.cell_address import column_of
from creditdelta.pipeline.readers.workbook_refusal import Refusal

_START = re.compile(rb"<((?:[\w.-]+:)?)sheetData\b[^>]*?(/?)>")
_DECLARED = re.compile(rb"""encoding\s*=\s*["']([^"']*)""")
_R = re.compile(rb"""\br\s*=\s*["'](\d+)["']""")
_RANGE = re.compile(
    rb"""<(?:[\w.-]+:)?f\b(?=[^>]*\bt=["'](?:array|dataTable)["'])"""
    rb"""[^>]*\bref=["']([A-Z]+)(\d+):([A-Z]+)(\d+)["']"""
)
_MERGED = re.compile(
    rb"""<(?:[\w.-]+:)?mergeCell\b[^>]*\bref=["']([A-Z]+)(\d+):([A-Z]+)(\d+)["']"""
)
_ENOUGH_DIGITS = 7

Area = tuple[int, int, int, int]  # first row, first column, last row, last column


@dataclass(frozen=True, slots=True)
class Piece:
    """Rows `first` to `last` of a sheet as XML, and what was seen in passing."""

    data: bytes
    first: int
    last: int
    formulas: bool


@dataclass(slots=True)
class SheetCut:
    """What is known of one sheet while it is cut; `merged` and `ranges` are complete at the end."""

    name: str
    prefix: bytes = b""
    last_row: int = 0
    merged: list[Area] = field(default_factory=list)
    ranges: list[Area] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Tags:
    row: bytes
    formula: bytes
    close: bytes
    number: re.Pattern[bytes]
    open: re.Pattern[bytes]


def check_text(data: bytes, name: str) -> None:
    """Refuse what no real workbook holds although XML allows it: DOCTYPE, CDATA, comments."""
    if b"!" in data and b"<!" in data:  # one rare character is found ten times as fast as two
        raise Refusal("CD-XLSX-011", name)


def check_runs(data: bytes, name: str, row: int = 0) -> None:
    """Refuse text so long between two tags that no cell can hold it."""
    for start in range(0, len(data) - limits.RUN_BYTES + 1, limits.RUN_BYTES):
        if data.find(b"<", start, start + limits.RUN_BYTES) < 0:
            raise Refusal("CD-XLSX-025", name, row=row)


def check_encoding(first: bytes, name: str) -> None:
    """Only UTF-8 can be searched for what must not be there; other encodings are refused."""
    declared = _DECLARED.search(first[:200])
    known = declared is None or declared[1].lower() in (b"utf-8", b"us-ascii", b"utf8")
    if not known or first[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in first[:200]:
        raise Refusal("CD-XLSX-012", f"{name}: encoding")


def pieces(blocks: Iterator[bytes], cut: SheetCut) -> Iterator[Piece]:
    """All rows of a sheet in order; refused with the row where the XML breaks a rule."""
    pending, closed = _start(blocks, cut)
    if closed:
        return
    tags = _tags(cut.prefix)
    for block in chain([b""], blocks):
        pending += block
        at = pending.rfind(tags.row)
        is_row = at >= 0 and pending[at + len(tags.row) :][:1] in b" >/\t\r\n"
        if at > 0 and is_row:
            yield from _split(pending[:at], cut, tags)
            pending = pending[at:]
            continue
        end = pending.find(tags.close)
        if end >= 0:
            yield from _split(pending[:end], cut, tags)
            _read_tail(pending[end:], blocks, cut)
            return
        if len(pending) > limits.ROW_BYTES:
            check_runs(pending, cut.name, cut.last_row + 1)
            raise Refusal("CD-XLSX-010", cut.name, row=cut.last_row + 1)
    end = pending.find(tags.close)
    if end < 0:
        raise Refusal("CD-XLSX-012", cut.name, row=cut.last_row)
    yield from _split(pending[:end], cut, tags)
    _read_tail(pending[end:], blocks, cut)


def _start(blocks: Iterator[bytes], cut: SheetCut) -> tuple[bytes, bool]:
    pending = b""
    for block in blocks:
        if not pending:
            check_encoding(block, cut.name)
        pending += block
        found = _START.search(pending)
        if found:
            check_text(pending[: found.end()], cut.name)
            cut.prefix = found[1]
            return pending[found.end() :], bool(found[2])
        check_text(pending, cut.name)
        check_runs(pending, cut.name)
        if len(pending) > limits.ROW_BYTES:
            break
    raise Refusal("CD-XLSX-012", f"{cut.name}: sheetData")


def _tags(prefix: bytes) -> _Tags:
    row = b"<" + prefix + b"row"
    return _Tags(
        row,
        b"<" + prefix + b"f",
        b"</" + prefix + b"sheetData",
        re.compile(re.escape(row) + rb'(?:\s+r="(\d+)"|[\s>/])'),
        re.compile(re.escape(row) + rb"(?=[\s>/])[^>]*"),
    )


def _split(data: bytes, cut: SheetCut, tags: _Tags) -> Iterator[Piece]:
    check_text(data, cut.name)
    check_runs(data, cut.name, cut.last_row + 1)
    found = tags.number.findall(data)
    if not found:
        if data.strip():
            raise Refusal("CD-XLSX-012", cut.name, row=cut.last_row)
        return
    if b"" in found:
        data = _numbered(data, cut, tags)
        found = tags.number.findall(data)
    numbers = _checked(found, cut)
    if b"f" in data and tags.formula in data:
        _note_ranges(data, cut)
    first_piece = cut.last_row == 0
    cut.last_row = numbers[-1]
    few = limits.HEAD_ROWS if first_piece else limits.PIECE_ROWS
    if len(numbers) <= few and numbers[-1] - numbers[0] < limits.PIECE_ROWS:
        yield _piece(data, numbers[0], numbers[-1], tags)
        return
    yield from _grouped(data, numbers, few, tags)


def _checked(found: list[bytes], cut: SheetCut) -> list[int]:
    if b"" in found:  # a tag that only begins like a row's
        raise Refusal("CD-XLSX-012", cut.name, row=cut.last_row)
    if len(max(found, key=len)) > _ENOUGH_DIGITS:
        raise Refusal("CD-XLSX-014", cut.name, row=cut.last_row)
    numbers = list(map(int, found))
    if numbers != sorted(set(numbers)) or numbers[0] <= cut.last_row:
        raise Refusal("CD-XLSX-016", cut.name, row=_unordered(numbers, cut.last_row))
    if numbers[-1] > limits.SHEET_ROWS:
        raise Refusal("CD-XLSX-014", cut.name, row=numbers[-1])
    return numbers


def _unordered(numbers: list[int], last: int) -> int:
    for number in numbers:
        if number <= last:
            return number
        last = number
    return last


def _numbered(data: bytes, cut: SheetCut, tags: _Tags) -> bytes:
    """The same rows, each with its number as first attribute: writers may leave it out."""
    last = cut.last_row

    def with_number(tag: re.Match[bytes]) -> bytes:
        nonlocal last
        stated = _R.search(tag[0])
        last = int(stated[1][: _ENOUGH_DIGITS + 1]) if stated else last + 1
        rest = _R.sub(b"", tag[0][len(tags.row) :])
        return b'%s r="%d"%s' % (tags.row, last, rest)

    return tags.open.sub(with_number, data)


def _grouped(data: bytes, numbers: list[int], few: int, tags: _Tags) -> Iterator[Piece]:
    starts = [tag.start() for tag in tags.number.finditer(data)]
    begin = 0
    for at in range(1, len(numbers) + 1):
        full = at == len(numbers) or at - begin >= few
        if full or numbers[at] - numbers[begin] >= limits.PIECE_ROWS:
            end = starts[at] if at < len(starts) else len(data)
            yield _piece(data[starts[begin] : end], numbers[begin], numbers[at - 1], tags)
            begin, few = at, limits.PIECE_ROWS


def _piece(data: bytes, first: int, last: int, tags: _Tags) -> Piece:
    return Piece(data, first, last, b"f" in data and tags.formula in data)


def _areas(found: list[tuple[bytes, bytes, bytes, bytes]], cut: SheetCut) -> list[Area]:
    if len(found) > limits.FORMULA_RANGES:
        raise Refusal("CD-XLSX-010", cut.name, row=cut.last_row)
    return [
        (int(top[:8]), column_of(left.decode()), int(bottom[:8]), column_of(right.decode()))
        for left, top, right, bottom in found
    ]


def _note_ranges(data: bytes, cut: SheetCut) -> None:
    cut.ranges += _areas(_RANGE.findall(data), cut)
    if len(cut.ranges) > limits.FORMULA_RANGES:
        raise Refusal("CD-XLSX-010", cut.name, row=cut.last_row)


def _read_tail(tail: bytes, blocks: Iterator[bytes], cut: SheetCut) -> None:
    for block in blocks:
        tail += block
        if len(tail) > limits.SMALL_PART_BYTES:
            raise Refusal("CD-XLSX-010", cut.name)
    check_text(tail, cut.name)
    cut.merged += _areas(_MERGED.findall(tail)[: limits.FORMULA_RANGES], cut)
