"""How long is the longest word of a Parquet column's dictionary? Seen in the page itself, before it is read.

Clause  S31: a few kilobytes of Parquet can stand for gigabytes of text, one long word repeated by number.
Pure    reads one page. The library builds the whole dictionary and a page of rows for the same answer,
        ten times the work; it is asked only where a page is not of the ordinary form (`None`).
Source  Apache Parquet format: PageHeader in Thrift's compact protocol, dictionary words in PLAIN encoding.
"""

from io import BufferedIOBase
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from creditdelta.kernel.columns import Bytes
from creditdelta.kernel.compiled import compiled

_HEADER = 1024  # bytes; without statistics, which no dictionary page has, a header takes thirty
_CODECS = {"SNAPPY": "snappy", "GZIP": "gzip", "ZSTD": "zstd"}
_DICTIONARY_PAGE = 2
_PLAIN = (0, 2)  # PLAIN, PLAIN_DICTIONARY
_STOP, _NUMBERS, _FLAGS, _STRUCT = 0, (4, 5, 6), (1, 2), 12


class PageHeader(NamedTuple):
    """What a page header says: sizes in bytes, and where the page itself begins after it."""

    kind: int
    size: int
    packed: int
    encoding: int
    begins: int


class UnknownPage(Exception):
    """The header holds something that no dictionary page's header holds."""


def longest_word(file: BufferedIOBase, chunk: pq.ColumnChunkMetaData) -> int | None:
    """Bytes of the longest word of the chunk's dictionary; `None` where the page is of no ordinary form."""
    first, dictionary = chunk.data_page_offset, chunk.dictionary_page_offset
    begins = dictionary if dictionary and dictionary < first else first
    file.seek(begins)
    try:
        header = page_header(file.read(_HEADER))
    except (UnknownPage, IndexError):
        return None
    if header.kind != _DICTIONARY_PAGE or header.encoding not in _PLAIN:
        return None
    if not 0 < header.size <= chunk.total_uncompressed_size or header.packed < 0:
        return None
    file.seek(begins + header.begins)
    words = _inflated(file.read(header.packed), header.size, chunk.compression)
    longest = _longest(words) if words is not None else -1
    return longest if longest >= 0 else None


def page_header(data: bytes) -> PageHeader:
    """The header at the beginning of the bytes; `UnknownPage` or `IndexError` where it is none."""
    found, at = _struct(data, 0)
    page = found.get(7, {})
    if not isinstance(page, dict):
        raise UnknownPage
    numbers = [found.get(field) for field in (1, 2, 3)] + [page.get(2)]
    kind, size, packed, encoding = (one if isinstance(one, int) else -1 for one in numbers)
    return PageHeader(kind, size, packed, encoding, at)


_Fields = dict[int, "int | _Fields"]


def _struct(data: bytes, at: int, depth: int = 0) -> tuple[_Fields, int]:
    found: _Fields = {}
    field = 0
    while (lead := data[at]) != _STOP:
        at += 1
        step, kind = lead >> 4, lead & 0x0F
        if not step or depth > 1:
            raise UnknownPage
        field += step
        if kind in _NUMBERS:
            number, at = _varint(data, at)
            found[field] = (number >> 1) ^ -(number & 1)
        elif kind == _STRUCT:
            found[field], at = _struct(data, at, depth + 1)
        elif kind not in _FLAGS:
            raise UnknownPage
    return found, at + 1


def _varint(data: bytes, at: int) -> tuple[int, int]:
    number = shift = 0
    while True:
        byte = data[at]
        number |= (byte & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if byte < 0x80:  # noqa: PLR2004  the last byte of a number
            return number, at


def _inflated(packed: bytes, size: int, compression: str) -> Bytes | None:
    if compression == "UNCOMPRESSED":
        return np.frombuffer(packed, dtype=np.uint8)
    if compression not in _CODECS:
        return None
    try:
        words = pa.Codec(_CODECS[compression]).decompress(packed, size)
    except (pa.ArrowException, OSError):
        return None
    return np.frombuffer(words, dtype=np.uint8)


@compiled
def _longest(data: Bytes) -> int:
    """Words stand end to end, each after its size in four bytes; -1 where they do not fill the page."""
    longest = at = 0
    end = data.shape[0]
    while at + 4 <= end:
        size = int(data[at]) | int(data[at + 1]) << 8 | int(data[at + 2]) << 16
        size |= int(data[at + 3]) << 24
        longest = max(longest, size)
        at += 4 + size
    return longest if at == end else -1
