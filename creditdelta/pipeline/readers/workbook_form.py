"""What is a file that calls itself a workbook? Its first bytes say; what is none is named.

Clause  S31. Web pages and text tables named .xls are common: many programs export them so.
Pure    looks at bytes only.
"""

import re
from typing import Literal

from creditdelta.pipeline.readers.workbook_refusal import Refusal

Container = Literal["zip", "ole"]

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHER = (
    (b"%PDF", "PDF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"\x1f\x8b", "gzip"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7-Zip"),
    (b"PAR1", "Parquet"),
    (b"{\\rtf", "RTF"),
    (b"\x09\x00\x04\x00", "Excel 2"),
    (b"\x09\x02\x06\x00", "Excel 3"),
    (b"\x09\x04\x06\x00", "Excel 4"),
)
_PAGE = re.compile(rb"<\s*(?:!doctype\s+html|html|head|meta|body|table|div|style|script)\b", re.I)
_XML_2003 = b"urn:schemas-microsoft-com:office:spreadsheet"
_MIME_PAGE = re.compile(rb"mime-version:", re.I)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1f]")


def container(first: bytes) -> Container:
    """`zip` (.xlsx) or `ole` (.xls); anything else is refused with its name."""
    if not first:
        raise Refusal("CD-XLSX-002")
    if first.startswith(b"PK"):
        return "zip"
    if first.startswith(_OLE):
        return "ole"
    for magic, name in _OTHER:
        if first.startswith(magic):
            raise Refusal("CD-XLSX-006", name)
    raise _text(first)


def _text(first: bytes) -> Refusal:
    plain = _narrow(first)
    if _XML_2003 in plain:
        return Refusal("CD-XLSX-005")
    if _PAGE.search(plain) or _MIME_PAGE.match(plain):
        return Refusal("CD-XLSX-003")
    if plain.startswith(b"<?xml"):
        return Refusal("CD-XLSX-006", "XML")
    if _CONTROL.search(plain):
        return Refusal("CD-XLSX-001")
    return Refusal("CD-XLSX-004")


def _narrow(first: bytes) -> bytes:
    """The same text with one byte a character where it came as UTF-16."""
    for mark, name in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if first.startswith(mark):
            return first[2:].decode(name, "replace").encode()
    return first.removeprefix(b"\xef\xbb\xbf").lstrip()
