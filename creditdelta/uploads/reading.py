"""Have one upload read by a process of its own, and learn what it found.

Clause  S31, S70.
"""

import json
import secrets
import shutil
from datetime import date
from pathlib import Path
from typing import Any

from creditdelta.intake import reading as laid_out
from creditdelta.journal.home import folder, key
from creditdelta.journal.synthetic import business_day
from creditdelta.rulebook.digest import rulebook_digest
from creditdelta.rulebook.offices import office
from creditdelta.rulebook.reporters import kinds_of
from creditdelta.rulebook.uploads import uploads_on
from creditdelta.uploads import arriving, found, returned
from creditdelta.uploads.foreseen import foreseen
from creditdelta.uploads.models import Upload
from creditdelta.uploads.noting import SEEN, WRONG
from creditdelta.uploads.profile_rules import to_json
from creditdelta.uploads.profiles import profiles_of
from creditdelta.uploads.reading_process import READER, NotRead, Progress
from creditdelta.uploads.returned import RETURNED, Returned

STAGED, NOT_HERE = "upload-", "CD-UPLOAD-005"
TOKEN_BYTES = 4


def read_upload(upload: Upload, progress: Progress) -> tuple[found.Found, list[dict[str, Any]]]:
    """What was found, and the wrong rows that are kept; raises `NotRead`, `NotWanted`.

    `progress` is told the rows done and answers whether anybody still wants the rest.
    """
    if not arriving.path_of(upload).is_file():
        raise NotRead(NOT_HERE)
    forget(upload)
    place = folder("staging") / f"{STAGED}{upload.id}-{secrets.token_hex(TOKEN_BYTES)}"
    place.mkdir(mode=0o700)
    day = business_day()
    READER.read(_job(upload, place, day), progress)
    return _found(place, day), [*map(json.loads, (place / WRONG).read_bytes().splitlines())]


def forget(upload: Upload) -> None:
    """Remove what reading an upload left behind."""
    for path in folder("staging").glob(f"{STAGED}{upload.id}-*"):
        shutil.rmtree(path, ignore_errors=True)


def _job(upload: Upload, place: Path, day: date) -> dict[str, Any]:
    return {
        "path": str(arriving.path_of(upload)),
        "folder": str(place),
        "region": upload.region,
        "kind": upload.kind,
        "today": day.isoformat(),
        "key": key("identity").hex(),
        "allowed": kinds_of(office(upload.office, day), day),
        "wrong_rows": uploads_on(day).wrong_rows,
        "profiles": _profiles(upload),
    }


def _profiles(upload: Upload) -> list[str]:
    """The column mappings of its office that may be its form, as JSON: the one chosen, or all."""
    if upload.door != "file":
        return []
    own = profiles_of(upload.office)
    chosen = [one for one in own if one.id == upload.profile] or own
    return [to_json(one.mapping) for one in chosen]


def returned_in(told: found.Found) -> Returned | None:
    """The fix-it workbook that reading found, None where the file is none; raises `WorkbookRefused`."""
    path = folder("staging") / told.staging / RETURNED
    return returned.told(path.read_text(encoding="utf-8")) if path.is_file() else None


def _found(place: Path, day: date) -> found.Found:
    seen = json.loads((place / SEEN).read_text(encoding="utf-8"))
    seen |= {"rulebook": rulebook_digest(), "read_on": day.isoformat(), "staging": place.name}
    told = found.read(json.dumps(seen))
    if told.unreadable or not told.good:
        return told
    return found.counted(told, *foreseen(place, laid_out.read_before(place)))
