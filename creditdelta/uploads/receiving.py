"""Do what waits: read what came in, take in what was confirmed, look after what is held.

Clause  S31, S3. One process at a time does it, whoever calls. Killed anywhere, the next call goes on: what
was being read is read again, what was being taken in goes on where it stood.
"""

import fcntl
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

from django.db import transaction

from creditdelta.journal.home import folder
from creditdelta.uploads import found, reading, taking_in
from creditdelta.uploads.arriving import FOLDER, LOCK
from creditdelta.uploads.mending import take_back
from creditdelta.uploads.merging import WorkbookRefused
from creditdelta.uploads.models import Upload, WrongRow
from creditdelta.uploads.moves import move
from creditdelta.uploads.reading_process import NotRead, NotWanted, Progress
from creditdelta.uploads.rules import MoveRefused
from creditdelta.uploads.settling import settle_all

TOLD_EVERY = 0.5  # seconds between two words about how far it is
SAVED = ("grid", "workbook", "form", "program")  # doors behind which sending is confirming


def work_once() -> int:
    """Do everything that waits; returns how many uploads went on. 0 where somebody else is at it."""
    with _alone() as alone:
        if not alone:
            return 0
        settle_all()
        done = _go_on(("reading",), _waits_again)
        done += _go_on(("loading", "confirmed"), taking_in.take_in)
        done += _go_on(("held",), taking_in.look_after)
        done += _go_on(("waiting",), _read, between=_take_in_confirmed)
        return done


def _go_on(
    states: tuple[str, ...], go: Callable[[Upload], bool], between: Callable[[], int] | None = None
) -> int:
    """Let every upload in some states go on, the oldest first; others may come and go meanwhile."""
    done = 0
    waiting = Upload.objects.filter(state__in=states).order_by("changed_at", "id")
    for id in list(waiting.values_list("id", flat=True)):
        upload = Upload.objects.filter(pk=id, state__in=states).first()
        if upload is not None:
            try:
                done += go(upload)
            except MoveRefused as refusal:  # the clerk was quicker
                sys.stderr.write(f"receiver: {refusal}\n")
            except FileNotFoundError as lost:  # somebody cleared the home: the others go on
                sys.stderr.write(f"receiver: {id}: {lost.filename}\n")
            settle_all()
            if between is not None:
                done += between()
    return done


def _take_in_confirmed() -> int:
    return _go_on(("confirmed",), taking_in.take_in)


def _waits_again(upload: Upload) -> bool:
    """Whoever read it was killed."""
    move(upload, "again", rows_done=0)
    return True


def _read(upload: Upload) -> bool:
    move(upload, "begin", rows_done=0)
    try:
        told, wrong = reading.read_upload(upload, _progress(upload))
    except NotWanted:
        reading.forget(upload)
        return True
    except NotRead as refusal:
        reading.forget(upload)
        move(upload, "fail", error=json.dumps([refusal.code, refusal.detail]))
        return True
    if upload.door == "file" and _came_back(upload, told):
        return True
    with transaction.atomic():
        if told.unreadable:
            why = json.dumps([told.unreadable, told.detail], ensure_ascii=False)
            move(upload, "fail", found=found.written(told), error=why)
            return True
        move(upload, "find", found=found.written(told), rows_done=told.rows)
        upload.wrongrow_set.filter(mended_by="", set_aside=False).delete()
        kept = set(
            upload.wrongrow_set.values_list("row", flat=True)
        )  # mended, or set aside, before
        WrongRow.objects.bulk_create(
            [
                WrongRow(
                    upload=upload,
                    row=one["row"],
                    cells=json.dumps(one["cells"], ensure_ascii=False),
                    wrong=json.dumps(one["wrong"], ensure_ascii=False),
                )
                for one in wrong
                if one["row"] not in kept
            ],
            batch_size=500,
        )
        if upload.door in SAVED and told.good:
            move(upload, "confirm")
    return True


def _came_back(upload: Upload, told: found.Found) -> bool:
    """Whether it is a fix-it workbook: then it is read anew as the rows that were changed in it."""
    try:
        workbook = reading.returned_in(told)
        if workbook is not None:
            take_back(upload, workbook)
    except WorkbookRefused as refusal:
        move(upload, "fail", error=json.dumps([refusal.code, refusal.detail]))
    else:
        if workbook is None:
            return False
    reading.forget(upload)
    return True


def _progress(upload: Upload) -> Progress:
    told_at, told_rows = 0.0, 0

    def told(rows: int) -> bool:
        nonlocal told_at, told_rows
        now = monotonic()
        if now < told_at + TOLD_EVERY:
            return True
        told_at = now
        stands = Upload.objects.filter(pk=upload.pk, state="reading")
        if rows == told_rows:
            return stands.exists()
        told_rows = rows
        return bool(stands.update(rows_done=rows))

    return told


@contextmanager
def _alone() -> Iterator[bool]:
    """Whether nobody else works; held until the end of the block, or of the process."""
    with (folder(FOLDER) / LOCK).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
