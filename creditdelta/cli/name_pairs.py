"""Pairs of names from a CSV file as it comes: columns a and b by heading, any common encoding.

Clause  S27. Streaming: a pair is answered before the next line is read.
"""

import csv
import unicodedata
from collections.abc import Iterator
from typing import BinaryIO

from creditdelta.kernel.errors import Words

Pair = tuple[str, str]

_BOM = b"\xef\xbb\xbf"
_WANTED = ("a", "b")


class PairsUnreadable(ValueError):
    """The file cannot be read as pairs; `words` says why, for the caller's language."""

    def __init__(self, zh: str, en: str) -> None:
        """Both sentences, for the message is shown and not looked up."""
        self.words = Words(zh, en)
        super().__init__(en)


def read_pairs(file: BinaryIO) -> Iterator[Pair]:
    """The cells of columns a and b, row by row; a short row's missing cell is ""."""
    rows = csv.reader(_lines(file), strict=True)
    try:
        first, second = _columns(next(rows, []))
        for row in filter(None, rows):
            yield _cell(row, first), _cell(row, second)
    except csv.Error as error:
        raise PairsUnreadable(
            f"第 {rows.line_num} 行不是完整的 CSV：引号没有配对或单元格过长。",
            f"line {rows.line_num} is no complete CSV: an unpaired quote or a huge cell.",
        ) from error


def _columns(heading: list[str]) -> tuple[int, int]:
    plain = [unicodedata.normalize("NFKC", cell).strip().lower() for cell in heading]
    if missing := [name for name in _WANTED if name not in plain]:
        raise PairsUnreadable(
            f"首行缺少列 {'、'.join(missing)}；需要名为 a 和 b 的两列。",
            f"the first row lacks column {', '.join(missing)}; columns a and b are needed.",
        )
    return plain.index(_WANTED[0]), plain.index(_WANTED[1])


def _cell(row: list[str], at: int) -> str:
    return row[at] if at < len(row) else ""


def _lines(file: BinaryIO) -> Iterator[str]:
    """Decoded lines; the first one that is not plain ASCII shows the encoding of them all.

    No byte of a GB18030 character is a line feed, so bytes may be cut into lines first.
    """
    encoding = ""
    for number, line in enumerate(file, 1):
        if number == 1 and line.startswith(_BOM):
            encoding, line = "utf-8", line[len(_BOM) :]  # noqa: PLW2901  the mark is no content
        if not encoding and not line.isascii():
            encoding = "utf-8" if _is_utf8(line) else "gb18030"
        try:
            yield line.decode(encoding or "ascii")
        except UnicodeDecodeError as error:
            raise PairsUnreadable(
                f"第 {number} 行既不是 UTF-8 也不是 GB18030 编码，或两种编码混用。",
                f"line {number} is neither UTF-8 nor GB18030, or the file mixes both.",
            ) from error


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
