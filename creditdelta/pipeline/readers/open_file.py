"""What kind of file is this? Its first bytes decide, never its name alone.

Clause  S31, S75.
"""

from pathlib import Path

from creditdelta.pipeline.readers.byte_stream import first_bytes
from creditdelta.pipeline.readers.source import Source, UnreadableFile

_PARQUET, _ZIP, _OLE = b"PAR1", b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_NOT_TABLES = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!", b"7z\xbc\xaf")


def open_file(path: Path, sheet: str = "") -> Source:
    """A source over the file; `UnreadableFile` names what it is when it cannot be read.

    `sheet` is the sheet of a workbook to read, as a report names it; "" leaves the choice open.
    """
    if not path.is_file():
        raise UnreadableFile("CD-FILE-008", detail=path.name)
    with path.open("rb") as stream:
        magic = stream.read(8)
    if not magic:
        raise UnreadableFile("CD-FILE-002")
    if magic.startswith(_PARQUET):
        from creditdelta.pipeline.readers.parquet import open_parquet

        return open_parquet(path)
    if magic.startswith((_ZIP, _OLE)) or path.suffix.lower() in (".xlsx", ".xls"):
        from creditdelta.pipeline.readers.workbook import open_workbook

        return open_workbook(path, sheet=sheet or None)
    if magic.startswith(_NOT_TABLES):
        raise UnreadableFile("CD-FILE-001", detail=path.suffix or path.name)
    return _text_file(path)


def _text_file(path: Path) -> Source:
    start = first_bytes(path, 4096).removeprefix(b"\xef\xbb\xbf").lstrip()
    if start[:2] not in (b"\xff\xfe", b"\xfe\xff") and start.count(b"\0") > len(start) // 8:
        raise UnreadableFile("CD-FILE-001", detail=path.suffix or path.name)
    if start.startswith(b"{"):
        from creditdelta.pipeline.readers.json_lines import open_json_lines

        return open_json_lines(path)
    from creditdelta.pipeline.readers.delimited import open_delimited

    return open_delimited(path)
