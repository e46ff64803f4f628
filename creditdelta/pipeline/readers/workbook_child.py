"""The disposable process that reads one workbook: small limits, no network, frames on its output.

Clause  S75. Started by `workbook.py`; a file that makes a parser abort, grow or spin ends this
process and nothing else. Arguments: the workbook, and a folder of its own.
"""

import gc
import json
import resource
import sys
from array import array
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from creditdelta.pipeline.readers import workbook_limits as limits
from creditdelta.pipeline.readers.cell_address import address
from creditdelta.pipeline.readers.workbook_refusal import Refusal
from creditdelta.pipeline.readers.workbook_rows import NewSheet, Sheet, Stretch, Workbook, open_rows
from creditdelta.pipeline.readers.workbook_text import SEPARATOR, CellValue, as_text, texts
from creditdelta.pipeline.readers.workbook_wire import Frame, packed

Send = Callable[[Frame], None]
Found = list[list[Any]]  # row, column from 0, code, detail

NUL, TOO_LONG, BEYOND, MERGED = "CD-XLSX-024", "CD-XLSX-023", "CD-XLSX-030", "CD-XLSX-031"


def limit_this_process() -> None:
    """Cap memory, processor time, file size and core files, for good."""
    for what, most in (
        (resource.RLIMIT_AS, limits.MEMORY_BYTES),
        (resource.RLIMIT_CPU, limits.CPU_SECONDS),
        (resource.RLIMIT_FSIZE, 2 * limits.INFLATED_BYTES),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(what)
        allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
        with suppress(ValueError, OSError):  # systems without this limit keep their own
            resource.setrlimit(what, (allowed, allowed))


def head_of(book: Workbook) -> dict[str, Any]:
    """What the parent needs to recognise the form and to read what is written plainly.

    Of an .xlsx where its pieces lie; of an .xls every filled sheet's first rows as text.
    """
    sheets = [_head(sheet) for sheet in book.sheets]
    return {"form": book.form, "sheets": sheets, "styles": book.styles, "notes": book.notes}


def _head(sheet: Sheet) -> dict[str, Any]:
    head: dict[str, Any] = {"name": sheet.name, "hidden": sheet.hidden}
    if not isinstance(sheet, NewSheet):
        return {**head, "rows": _first_rows(sheet)}
    pieces = [
        (one.at, one.size, one.first, one.last, sheet.plain(one)) for one in sheet.note.pieces
    ]
    return {**head, "pieces": pieces, "merged": bool(sheet.merged)}


def _first_rows(sheet: Sheet) -> list[tuple[int, list[str]]]:
    found = []
    for stretch in sheet.stretches():
        for number, row in enumerate(stretch.rows, start=stretch.first):
            shown = [""] * stretch.left + [as_text(value) for value in row]
            while shown and not shown[-1]:
                shown.pop()
            if shown:
                found.append((number, shown))
            if len(found) == limits.SAMPLE_ROWS:
                return found
    return found


def send_rows(sheet: Sheet, header: int, width: int, send: Send) -> None:
    """All rows below the header as blocks; each names the refused and the noted ones."""
    listed = 0
    merged = _merged(sheet, header)
    for stretch in sheet.stretches():
        block, found = _block(stretch, header, width, listed)
        listed += found
        block.meta["noted"] += merged
        merged = []
        send(block)
    if merged:
        send(_empty(merged))


def _merged(sheet: Sheet, header: int) -> Found:
    areas = [area for area in sheet.merged if area[2] > header and area[:2] != area[2:]]
    return [
        [max(top, header + 1), left, MERGED, f"{address(top, left)}:{address(bottom, right)}"]
        for top, left, bottom, right in areas[: limits.LISTED_CELLS]
    ]


def _empty(noted: Found) -> Frame:
    meta = {"rows": 0, "refused": [], "refused_rows": 0, "noted": noted, "numeric": []}
    return Frame("B", meta)


def _block(stretch: Stretch, header: int, width: int, listed: int) -> tuple[Frame, int]:
    refused: Found = []
    left, count = stretch.left, 0
    if stretch.first > header and not stretch.refused and all(map(any, stretch.rows)):
        rows = stretch.rows
        numbers = array("q", range(stretch.first, stretch.first + len(rows)))
    else:
        numbers, rows, refused, count = _chosen(stretch, header, width, listed)
    noted = _beyond(rows, numbers, left, width)
    columns = _columns(rows, left, width)
    bad = _bad_texts(columns, numbers)
    if bad:
        out = {found[0] for found in bad}
        keep = [at for at, number in enumerate(numbers) if number not in out]
        columns = [tuple(column[at] for at in keep) for column in columns]
        numbers = array("q", (numbers[at] for at in keep))
        noted = [found for found in noted if found[0] not in out]
        refused, count = refused + bad, count + len(out)
    return _framed(columns, numbers, refused, count, noted), len(refused)


def _chosen(
    stretch: Stretch, header: int, width: int, listed: int
) -> tuple["array[int]", list[list[CellValue]], Found, int]:
    """Filled rows below the header that may be read, and findings on and count of the others."""
    numbers, count = array("q"), 0
    rows: list[list[CellValue]] = []
    refused: Found = []
    for number, row in enumerate(stretch.rows, start=stretch.first):
        if number <= header:
            continue
        wrong = _wrong(stretch.refused.get(number), width)
        if not wrong and not _filled(row):
            continue
        if wrong:
            few = wrong if listed + len(refused) < limits.LISTED_CELLS else wrong[:1]
            refused += [[number, at, code, address(number, at)] for at, code in few]
            count += 1
            continue
        numbers.append(number)
        rows.append(row)
    return numbers, rows, refused, count


def _framed(
    columns: list[tuple[CellValue, ...]],
    numbers: "array[int]",
    refused: Found,
    count: int,
    noted: Found,
) -> Frame:
    joined, numeric = [], []
    if numbers:
        for at, column in enumerate(columns):
            text, places = texts(column)
            joined.append(text)
            numeric += [(row, at) for row in places]
    meta = {
        "rows": len(numbers),
        "refused": refused,
        "refused_rows": count,
        "noted": noted,
        "numeric": numeric,
    }
    return Frame("B", meta, numbers.tobytes(), "".join(joined).encode())


def _filled(row: list[CellValue]) -> bool:
    return any(row) or row.count("") < len(row)


def _wrong(cells: dict[int, str] | None, width: int) -> list[tuple[int, str]]:
    return sorted((at, code) for at, code in (cells or {}).items() if at < width)


def _columns(rows: list[list[CellValue]], left: int, width: int) -> list[tuple[CellValue, ...]]:
    empty = ("",) * len(rows)
    found = list(zip(*rows, strict=True))[: max(0, width - left)]
    columns = [empty] * min(left, width) + found
    return columns + [empty] * (width - len(columns))


def _beyond(rows: list[list[CellValue]], numbers: "array[int]", left: int, width: int) -> Found:
    """One note a row with a filled cell right of the header: the first such cell."""
    found: Found = []
    begin = max(width - left, 0)
    if not rows or len(rows[0]) <= begin:
        return found
    for number, row in zip(numbers, rows, strict=True):
        at = next((at for at in range(begin, len(row)) if row[at] != ""), None)
        if at is not None:
            found.append([number, left + at, BEYOND, address(number, left + at)])
    return found


def _bad_texts(columns: list[tuple[CellValue, ...]], numbers: "array[int]") -> Found:
    found: Found = []
    for at, column in enumerate(columns):
        for row, code in _bad_cells(column):
            found.append([numbers[row], at, code, address(numbers[row], at)])
    return found


def _bad_cells(column: tuple[CellValue, ...]) -> Iterator[tuple[int, str]]:
    try:
        joined = "".join(column)  # type: ignore[arg-type]  # the usual case: all are text
        rows = range(len(column)) if len(joined) > limits.CELL_CHARACTERS else range(0)
        longest = max(map(len, column), default=0) if rows else 0  # type: ignore[arg-type]
        if longest <= limits.CELL_CHARACTERS and SEPARATOR not in joined:
            return
    except TypeError:
        pass  # numbers among them: look at each value
    for row, value in enumerate(column):
        if isinstance(value, str) and len(value) > limits.CELL_CHARACTERS:
            yield row, TOO_LONG
        elif isinstance(value, str) and SEPARATOR in value:
            yield row, NUL


def _serve(path: Path, folder: Path, send: Send) -> None:
    book = open_rows(path, folder)
    send(Frame("H", head_of(book)))
    sheets = {sheet.name: sheet for sheet in book.sheets}
    while order := sys.stdin.buffer.readline():
        wanted = json.loads(order)
        _obey(sheets[wanted["sheet"]], wanted, send)


def _obey(sheet: Sheet, wanted: dict[str, Any], send: Send) -> None:
    if wanted["do"] == "first rows":
        send(Frame("S", {"rows": _first_rows(sheet)}))
    elif wanted["do"] == "merged":
        send(_empty(_merged(sheet, wanted["header"])))
    elif wanted["do"] == "piece" and isinstance(sheet, NewSheet):
        stretch = sheet.stretch(sheet.note.pieces[wanted["piece"]])
        send(_block(stretch, wanted["header"], wanted["width"], wanted["listed"])[0])
    else:
        send_rows(sheet, wanted["header"], wanted["width"], send)
        send(Frame("Z", {}))


def main() -> None:
    """Read the workbook named on the command line; a refusal is an answer, not a failure."""
    limit_this_process()
    gc.disable()
    out = sys.stdout.buffer

    def send(frame: Frame) -> None:
        out.write(packed(frame))
        out.flush()

    try:
        _serve(Path(sys.argv[1]), Path(sys.argv[2]), send)
    except Refusal as refusal:
        send(Frame("E", {"code": refusal.code, "detail": refusal.detail, "row": refusal.row}))
    except MemoryError:
        send(Frame("E", {"code": "CD-XLSX-018", "detail": "", "row": 0}))
