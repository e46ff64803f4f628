"""Everything a clerk may do with an upload: begin, send bytes, choose anew, confirm, discard.

Clause  S31, S33. Nothing here looks into a file: reading is done by another process (receiving.py).
"""

import csv
import io
import re
import secrets
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import PurePath

from creditdelta.journal.synthetic import business_day
from creditdelta.pipeline.validate.masked import masked
from creditdelta.rulebook.digest import rulebook_digest
from creditdelta.rulebook.offices import office as office_of_id
from creditdelta.rulebook.records import standards
from creditdelta.rulebook.reporters import kinds_of
from creditdelta.rulebook.standards import Standard
from creditdelta.rulebook.uploads import uploads_on
from creditdelta.uploads import arriving
from creditdelta.uploads.models import Upload
from creditdelta.uploads.moves import move
from creditdelta.uploads.queries import found_of
from creditdelta.uploads.rules import ENDED, MoveRefused

ID_BYTES = 16
NAME_LIMIT = 120
NAMELESS = "upload"
_UNSEEN = re.compile(r"[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
PERIOD = re.compile(r"20\d\d-(0[1-9]|1[0-2])")


class TooLarge(ValueError):
    """The file is larger than one may be; `megabytes` is the most."""

    def __init__(self, megabytes: int) -> None:
        super().__init__(str(megabytes))
        self.megabytes = megabytes


class TooMany(ValueError):
    """The office has as many uploads on their way as it may have."""


class Incomplete(ValueError):
    """Bytes are missing."""


class NotSent(ValueError):
    """The office does not send this kind of record."""


class NoMonth(ValueError):
    """The period is no month, as 2026-03."""


class ReadAnew(RuntimeError):
    """Day or rules are others than when the file was read: it is read again before it can be confirmed."""


def begin(
    office: str, account: str, name: str, size: int, *,
    door: str = "file", kind: str = "", profile: str = "", mends: str = "",
) -> Upload:  # fmt: skip
    """An upload of so many bytes, none of which is here yet.

    `kind`: a standard's id to hold it to, "" to recognise it. Raises `TooLarge`, `TooMany`, `NoRoom`,
    `UnknownOffice`, `NotSent`.
    """
    day, now = business_day(), datetime.now(UTC)
    figures, sender = uploads_on(day), office_of_id(office, day)
    if kind and kind not in {one.id for one in sent_by(office)}:
        raise NotSent(kind)
    if size > figures.largest_megabytes * arriving.MEGABYTE:
        raise TooLarge(figures.largest_megabytes)
    if Upload.objects.filter(office=office).exclude(state__in=ENDED).count() >= figures.most_open:
        raise TooMany(office)
    arriving.check_room(size, figures)
    upload = Upload(
        id=secrets.token_hex(ID_BYTES), office=office, region=sender.region, account=account,
        door=door, mends=mends, name=_shown(name), size=size, state="arriving", kind=kind,
        profile=profile, begun_at=now, changed_at=now,
    )  # fmt: skip
    arriving.lay_down(upload)
    upload.save(force_insert=True)
    return upload


def _shown(name: str) -> str:
    """What a file is called on pages: no folder, nothing unseen, no personal number; its suffix is kept."""
    last = PurePath(masked(_UNSEEN.sub("", name.replace("\\", "/")))).name
    suffix = PurePath(last).suffix
    return last.removesuffix(suffix)[: NAME_LIMIT - len(suffix)] + suffix[:NAME_LIMIT] or NAMELESS


def append(upload: Upload, at: int, pieces: Iterable[bytes]) -> int:
    """Add bytes that begin at a place; returns how many are here. `WrongPlace`, `NoRoom`."""
    return arriving.add(upload, at, pieces)


def complete(upload: Upload) -> Upload:
    """All bytes are here: it waits to be read. `Incomplete`, `MoveRefused`."""
    if upload.received != upload.size:
        raise Incomplete(f"{upload.received} of {upload.size}")
    return move(upload, "complete")


def receive(
    office: str, account: str, name: str, file: arriving.Incoming, *, door: str = "file", kind: str = ""
) -> Upload:  # fmt: skip
    """A file that came whole with a form or from a program. Raises as `begin` does."""
    upload = begin(office, account, name, file.size, door=door, kind=kind)
    file.become(upload)
    return complete(upload)


def again(
    upload: Upload, *, kind: str | None = None, profile: str | None = None, period: str | None = None
) -> Upload:  # fmt: skip
    """Choose anew; None leaves a choice as it was. Kind and profile have it read again.

    Raises `NotSent`, `MoveRefused`, `NoMonth`.
    """
    if kind and kind not in {one.id for one in sent_by(upload.office)}:
        raise NotSent(kind)
    if period and not PERIOD.fullmatch(period):
        raise NoMonth(period)
    chosen = {"kind": kind, "profile": profile, "period": period}
    given = {name: value for name, value in chosen.items() if value is not None}
    if kind is None and profile is None and period is not None:
        if upload.state != "read":
            raise MoveRefused(f"period in {upload.state}")
        Upload.objects.filter(pk=upload.pk, state="read").update(**given)
        upload.refresh_from_db()
        return upload
    return move(upload, "again", error="", found="", rows_done=0, **given)


def confirm(upload: Upload, account: str) -> Upload:
    """The clerk says yes; what can be taken in is taken in soon.

    Raises `MoveRefused` where there is nothing to take in, `ReadAnew`.
    """
    found = found_of(upload)
    if not found.good:
        raise MoveRefused("nothing to confirm")
    if (found.read_on, found.rulebook) != (business_day(), rulebook_digest()):
        again(upload, kind=upload.kind)
        raise ReadAnew(upload.pk)
    return move(upload, "confirm", account=account)


def discard(upload: Upload, error: str = "") -> Upload:
    """It is not reported; its bytes and rows go. `MoveRefused`."""
    move(upload, "discard", error=error)
    upload.wrongrow_set.all().delete()
    arriving.remove(upload)
    return upload


def sent_by(office: str) -> list[Standard]:
    """The standards by which an office may send records today, the newest edition of each kind first."""
    day = business_day()
    kinds = kinds_of(office_of_id(office, day), day)
    found = [one for one in standards().values() if one.kind in kinds and one.since <= day]
    return sorted(found, key=lambda one: (one.kind, -one.since.toordinal()))


def send_rows(
    office: str, account: str, standard_id: str, rows: Sequence[Mapping[str, str]], *,
    door: str, mends: str = "",
) -> Upload:  # fmt: skip
    """Rows by column code, as a file under the standard's headings, complete at once.

    It is confirmed by being sent: what passes is taken in, the rest waits as wrong rows of this
    upload. Row n of `rows` is row n + 2 of the file. Raises as `begin` does.
    """
    content = as_csv(standard_id, rows)
    name = f"{standard_id.replace('/', '-')}.csv"
    upload = begin(office, account, name, len(content), door=door, kind=standard_id, mends=mends)
    append(upload, 0, [content])
    return complete(upload)


def as_csv(standard_id: str, rows: Sequence[Mapping[str, str]]) -> bytes:
    """Rows by column code as a file under the standard's headings; no column of personal numbers."""
    columns = [
        column for column in standards()[standard_id].columns if column.privacy != "person_id"
    ]
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow([column.label.zh for column in columns])
    writer.writerows([_one_line(row.get(column.code, "")) for column in columns] for row in rows)
    return out.getvalue().encode()


def _one_line(cell: str) -> str:
    """A cell without line ends, so that rows of the file are lines of it."""
    return " ".join(cell.split("\n")).replace("\r", "")
