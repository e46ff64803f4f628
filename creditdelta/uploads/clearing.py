"""What was not confirmed in time, and what nothing names any more, goes: rows, bytes and staged parts.

Clause  S31. Safe to repeat and to kill.
"""

import json
import shutil
import time
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from creditdelta.journal.home import folder
from creditdelta.journal.synthetic import business_day
from creditdelta.records.work_folder import left_behind
from creditdelta.rulebook.uploads import uploads_on
from creditdelta.uploads import arriving
from creditdelta.uploads.models import Upload
from creditdelta.uploads.reading import NOT_HERE, STAGED
from creditdelta.uploads.rules import ENDED, MoveRefused
from creditdelta.uploads.services import discard

LATE = "CD-UPLOAD-006"
GRACE_SECONDS = 600.0  # for a file whose row is about to be written
_BYTES_NEEDED = (
    "arriving", "waiting", "reading", "read", "unreadable", "confirmed", "loading",
)  # fmt: skip
_ROWS_NEEDED = ("reading", "read", "confirmed", "loading", "held")
_UNCONFIRMED = ("arriving", "waiting", "read", "unreadable")


def clear_away(now: datetime | None = None) -> int:
    """Clear everything that is due; returns how much went."""
    at = now or datetime.now(UTC)
    figures = uploads_on(business_day())
    late = at - timedelta(days=figures.unconfirmed_days)
    gone = _discarded(late)
    old = Upload.objects.filter(
        state__in=ENDED, changed_at__lt=at - timedelta(days=figures.ended_days)
    )
    gone += len(old)
    old.delete()
    return gone + _unnamed_bytes() + _unnamed_rows()


def _discarded(late: datetime) -> int:
    """Those nobody confirmed in time, and those whose bytes a restored backup does not have."""
    gone = 0
    for upload in Upload.objects.filter(state__in=_UNCONFIRMED):
        lost = not arriving.path_of(upload).is_file()
        if lost or upload.changed_at < late:
            try:
                discard(upload, json.dumps([NOT_HERE if lost else LATE, ""]))
            except MoveRefused:  # somebody was quicker
                continue
            gone += 1
    return gone


def _unnamed_bytes() -> int:
    """Bytes of uploads that were discarded or ended, and those that never became one."""
    needed = Upload.objects.filter(state__in=_BYTES_NEEDED)
    named = {arriving.path_of(one).name for one in needed.only("id", "name")}
    found = folder(arriving.FOLDER).iterdir()
    return _removed(path for path in found if path.name not in named | {arriving.LOCK})


def _unnamed_rows() -> int:
    """Staged rows of uploads that have ended, and what killed processes left."""
    needed = Upload.objects.filter(state__in=_ROWS_NEEDED).values_list("id", flat=True)
    named = set(needed)
    return _removed(path for path in folder("staging").iterdir() if _is_left(path, named))


def _is_left(path: Path, named: set[str]) -> bool:
    kind, _, rest = path.name.partition("-")
    return rest.partition("-")[0] not in named if f"{kind}-" == STAGED else left_behind(path)


def _removed(paths: Iterable[Path]) -> int:
    gone = 0
    for path in list(paths):
        with suppress(FileNotFoundError):
            if path.stat().st_mtime > time.time() - GRACE_SECONDS:
                continue
            shutil.rmtree(path) if path.is_dir() else path.unlink()
            gone += 1
    return gone
