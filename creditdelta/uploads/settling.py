"""What became of mended rows? Those that are wrong again wait again, with what is wrong with them now.

Clause  S31, S3. Done by whoever reads and takes in (receiving.py); safe to repeat and to kill.
"""

import json

from creditdelta.intake import services as intake
from creditdelta.intake.reading import EXPIRED
from creditdelta.journal.database import writing
from creditdelta.journal.services import envelope, seal
from creditdelta.kernel.errors import find
from creditdelta.pipeline.screen import PERSON_ROW
from creditdelta.uploads import services
from creditdelta.uploads.found import Found
from creditdelta.uploads.mending import AT_ONCE, FIRST_LINE, GONE, held_rows
from creditdelta.uploads.models import Upload, WrongRow
from creditdelta.uploads.queries import found_of, upload_of
from creditdelta.uploads.rules import ENDED

_LOST = ("unreadable", "discarded", "refused")
_UNREAD = ("arriving", "waiting", "reading")
NOTHING, READ, OVER = "", "read", "over"  # how far the rows that an upload mends know of it


def settle_all() -> int:
    """Settle every upload that mends rows and has come further; returns how many."""
    open_ones = Upload.objects.exclude(mends="").exclude(settled=OVER).exclude(state__in=_UNREAD)
    return sum(_settled(id) for id in list(open_ones.values_list("id", flat=True)))


def _settled(id: str) -> bool:
    with writing():
        sent = Upload.objects.get(pk=id)
        if sent.state in _LOST:
            return _lost(sent)
        if sent.settled == NOTHING:
            _distribute(sent, found_of(sent))
            return True
        if sent.state != "done":
            return False
    return _done(sent)


def _mark(sent: Upload, settled: str) -> bool:
    Upload.objects.filter(pk=sent.pk).update(settled=settled)
    return True


def _lost(sent: Upload) -> bool:
    """Nothing of it is reported: its rows wait again, as they were mended."""
    WrongRow.objects.filter(upload=sent.mends, mended_by=sent.id).update(mended_by="")
    if sent.state not in ENDED:
        services.discard(sent, sent.error)
    return _mark(sent, OVER)


def _distribute(sent: Upload, found: Found) -> None:
    """Rows that did not pass go back to where they came from, with their new findings."""
    wrong = {row.row: row for row in sent.wrongrow_set.all()}
    persons, expired = set(found.person_rows), set(found.expired_rows)
    changed = []
    for line, row in enumerate(held_rows(sent.mends, sent), FIRST_LINE):
        if line in persons:  # it is about a person after all: nothing of it is kept
            row.set_aside, row.cells, row.wrong = True, GONE, _said(PERSON_ROW)
        elif line in expired:
            row.wrong = _said(EXPIRED)
        elif line in wrong:
            now = wrong[line]
            row.cells, row.wrong = row.cells if now.cells == GONE else now.cells, now.wrong
        else:
            continue
        row.mended_by, row.edited = "", False
        changed.append(row)
    columns = ["mended_by", "set_aside", "cells", "wrong", "edited"]
    WrongRow.objects.bulk_update(changed, columns, batch_size=AT_ONCE)
    sent.wrongrow_set.all().delete()
    _mark(sent, READ)
    if sent.state == "read":  # nothing of it passed
        services.discard(sent, sent.error)
        _mark(sent, OVER)


def _said(code: str) -> str:
    """A finding about a row as a whole, as the rows keep it."""
    kind = find(code)
    told = {
        "column": "", "heading": "", "code": code, "severity": kind.severity, "value": "",
        "zh": [kind.title.zh, kind.suggestion.zh], "en": [kind.title.en, kind.suggestion.en],
        "suggested": "",
    }  # fmt: skip
    return json.dumps([told], ensure_ascii=False)


def _done(sent: Upload) -> bool:
    """What was mended is in the ledger: here only its number stays, and history learns of it."""
    mended = upload_of(sent.mends)
    numbers = sent.submission, mended.submission if mended else None
    with writing():
        WrongRow.objects.filter(upload=sent.mends, mended_by=sent.id).update(cells=GONE, wrong="[]")
        if numbers[0] is not None and numbers[1] is not None:
            intake.mended(numbers[0], numbers[1], envelope(sent.region, sent.account))
        elif mended is not None and mended.state not in ENDED:
            return False  # its own rows are not reported yet
        _mark(sent, OVER)
    seal()
    return True
