"""Files that a clerk sends and confirms, and what became of them; run inside a worker's child."""

import json
import time
from collections import Counter
from pathlib import Path
from typing import Any

from creditdelta.intake.models import Submission
from creditdelta.journal.home import folder
from creditdelta.uploads.clearing import clear_away
from creditdelta.uploads.models import Upload
from creditdelta.uploads.queries import found_of
from creditdelta.uploads.receiving import work_once
from creditdelta.uploads.rules import ENDED
from creditdelta.uploads.services import again, append, begin, complete, confirm

OFFICE, CLERK = "310000-market_regulation", "a" * 32
BROKEN = "CD-UPLOAD-003"
PIECE_BYTES = 1_000


def upload(path: Path) -> str:
    """Send a file in pieces."""
    content = path.read_bytes()
    one = begin(OFFICE, CLERK, path.name, len(content))
    for at in range(0, len(content), PIECE_BYTES):
        append(one, at, [content[at : at + PIECE_BYTES]])
    return complete(one).pk


def receive() -> None:
    """Work until all is done; the clerk confirms what was read, and what broke is read again."""
    while Upload.objects.exclude(state__in=ENDED).exists():
        work_once()
        for one in Upload.objects.filter(state="read"):
            confirm(one, CLERK)
        for one in Upload.objects.filter(state="unreadable"):
            assert json.loads(one.error)[0] == BROKEN, one.error
            again(one)
        time.sleep(0.01)


def received() -> dict[str, Any]:
    """How the uploads stand, what was foreseen and taken in, and what lies about."""
    done = Upload.objects.filter(state="done")
    counts = Counter[str]()
    unlike = []
    for one in done:
        told, row = found_of(one), Submission.objects.get(pk=one.submission or 0)
        counts["rows"] += row.rows
        counts["accepted"] += row.accepted
        if (row.rows, row.accepted + row.duplicate) != (told.rows, told.good):
            unlike.append(one.pk)
    clear_away()
    left = [path.name for path in folder("uploads").iterdir() if path.name[0] != "."]
    return {
        "states": dict(Counter(Upload.objects.values_list("state", flat=True))),
        "submissions": Submission.objects.count(),
        "counts": dict(counts),
        "unlike": unlike,
        "left": left,
    }
