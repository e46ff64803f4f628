"""Wrong rows are mended, set aside and brought back; what became of a mended one is written at its row.

Clause  S31, S3. A row of an upload waits, is set aside, or is held by the upload that has it mended: never
two of these, never none. Row by row the first clerk wins; the second one is told.
"""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from creditdelta.journal.database import writing
from creditdelta.uploads import arriving, services
from creditdelta.uploads.merging import FOREIGN, WorkbookRefused, edited, merged
from creditdelta.uploads.models import Upload, WrongRow
from creditdelta.uploads.moves import move
from creditdelta.uploads.queries import found_of, rows_by_number, upload_of
from creditdelta.uploads.returned import Returned
from creditdelta.uploads.wrong import Cells, Row, token

AT_ONCE = 500  # rows of one statement
GONE = "{}"  # cells of a row of which nothing is kept
FIRST_LINE = 2  # of the rows that services.send_rows writes


@dataclass(frozen=True, slots=True)
class Edit:
    """What a form says of a row. `seen`: `token` of the cells that the form was filled with."""

    row: int
    seen: str
    given: Cells


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of some edits. `late`: rows that somebody else mended, changed or set aside before."""

    sent: Upload | None
    rows: tuple[int, ...]
    late: tuple[int, ...]


def mend(upload: Upload, account: str, edits: Sequence[Edit]) -> Outcome:
    """Send the rows that were changed; they are held until they have been read. As `services.begin`."""
    with writing():
        waiting = rows_by_number(upload, [edit.row for edit in edits])
        unjudged = _unjudged(upload)
        late, changed = [], []
        for edit in sorted(edits, key=lambda edit: edit.row):
            cells = waiting.get(edit.row)
            if cells is None or token(cells) != edit.seen:
                late.append(edit.row)
            elif (changes := edited(cells, edit.given)) or edit.row in unjudged:
                changed.append(Row(edit.row, {**cells, **changes}))
        if not changed:
            return Outcome(None, (), tuple(late))
        rows = [row.cells for row in changed]
        standard = found_of(upload).standard
        sent = services.send_rows(
            upload.office, account, standard, rows, door="grid", mends=upload.id
        )
        _hold(upload, sent, changed)
    return Outcome(sent, tuple(row.number for row in changed), tuple(late))


def _hold(upload: Upload, sent: Upload, rows: Sequence[Row]) -> None:
    cells = {row.number: json.dumps(row.cells, ensure_ascii=False) for row in rows}
    held = list(upload.wrongrow_set.filter(row__in=list(cells)))
    for row in held:
        row.mended_by, row.cells, row.edited = sent.id, cells[row.row], True
    WrongRow.objects.bulk_update(held, ["mended_by", "cells", "edited"], batch_size=AT_ONCE)


def _unjudged(upload: Upload) -> set[int]:
    """Rows that were mended, but what held them was discarded: they are sent as they stand."""
    rows = upload.wrongrow_set.filter(edited=True, mended_by="", set_aside=False)
    return set(rows.values_list("row", flat=True))


def set_aside(upload: Upload, rows: Collection[int]) -> int:
    """Waiting rows that are not to be reported after all; returns how many."""
    return upload.wrongrow_set.filter(row__in=rows, mended_by="", set_aside=False).update(
        set_aside=True
    )


def bring_back(upload: Upload, rows: Collection[int]) -> int:
    """Rows that were set aside wait again; returns how many."""
    again = upload.wrongrow_set.filter(row__in=rows, set_aside=True).exclude(cells=GONE)
    return again.update(set_aside=False)


def take_back(workbook: Upload, found: Returned) -> None:
    """A fix-it workbook came back: from now on the upload is its changed rows. `WorkbookRefused`."""
    before = arriving.path_of(workbook)
    with writing():
        upload = upload_of(found.mark)
        if upload is None or upload.office != workbook.office or not upload.found:
            raise WorkbookRefused(FOREIGN)
        standard = found_of(upload).standard
        if standard != found.standard:
            raise WorkbookRefused(FOREIGN)
        waiting = rows_by_number(upload, [row.number for row in found.rows])
        changed = merged(waiting, found.rows, _unjudged(upload))
        content = services.as_csv(standard, [row.cells for row in changed])
        move(
            workbook, "again", door="workbook", mends=upload.id, kind=standard,
            name=arriving.beside(workbook, content), size=len(content), received=len(content),
        )  # fmt: skip
        _hold(upload, workbook, changed)
    before.unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class Tally:
    """The refused rows of an upload that are kept, by what became of them."""

    waiting: int
    aside: int
    under_way: int
    mended: int


def tally(upload: Upload) -> Tally:
    """How many rows of an upload wait, were set aside, are on their way, are mended."""
    held = list(upload.wrongrow_set.values_list("mended_by", "set_aside"))
    done = set(Upload.objects.filter(mends=upload.id, state="done").values_list("id", flat=True))
    mended = sum(by in done for by, _ in held)
    aside = sum(aside for _, aside in held)
    waiting = sum(not by and not aside for by, aside in held)
    return Tally(waiting, aside, len(held) - mended - aside - waiting, mended)


def mending_uploads(upload: Upload) -> list[Upload]:
    """The uploads that hold, or held, mended rows of an upload; the latest first."""
    return list(Upload.objects.filter(mends=upload.id).order_by("-begun_at", "id"))


def aside_rows(upload: Upload) -> list[tuple[int, bool]]:
    """The rows that were set aside, and whether each can be brought back."""
    rows = upload.wrongrow_set.filter(set_aside=True).order_by("row")
    return [(row, cells != GONE) for row, cells in rows.values_list("row", "cells")]


def held_rows(upload_id: str, sent: Upload) -> list[WrongRow]:
    """The rows that an upload holds mended, in the order in which it has them."""
    return list(WrongRow.objects.filter(upload=upload_id, mended_by=sent.id).order_by("row"))
