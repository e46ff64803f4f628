"""Uploads of small invented files, for scenes."""

from pathlib import Path

from creditdelta.uploads.models import Upload
from creditdelta.uploads.services import append, begin, complete

OFFICE = "310000-credit"
CLERK = "a" * 32


def sent(path: Path, office: str = OFFICE, account: str = CLERK, **given: str) -> Upload:
    """A file that has arrived whole and waits to be read."""
    content = path.read_bytes()
    upload = begin(office, account, path.name, len(content), **given)
    append(upload, 0, [content])
    return complete(upload)
