"""A deployment out of its backup: nothing altered, nothing revived, all of it or none of it.

Clause  S71. Every digest is checked before anything is written. The home is built beside its place and
moved there in one step; on a server everything is one transaction. Before that, erasures that
happened after the backup are done again from the list outside (records/erased_list.py).
"""

import os
import shutil
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.core.management import call_command
from django.db import connection, connections, transaction

from creditdelta.intake.erasure import erase_records
from creditdelta.intake.services import destroy_originals
from creditdelta.journal.home import home, prepare
from creditdelta.journal.outside import files
from creditdelta.journal.services import envelope
from creditdelta.kernel.durable import flush_folder
from creditdelta.project.backup import DATABASE, FORMAT, digest_of, files_of, read_manifest
from creditdelta.project.copies import NotEmpty, migrations, put_embedded, put_on_server
from creditdelta.records.erased_list import NAME, read_list
from creditdelta.records.models import Closure
from creditdelta.records.pool_apply import ERASED

EVERYWHERE = "100000"


class BackupDamaged(ValueError):
    """The folder is no whole backup; says which file is missing, altered or too many."""


class OtherVersion(RuntimeError):
    """The backup is of another kind of database, or of other tables; says which."""


class JournalWentOn(RuntimeError):
    """A checkpoint outside covers more events than the backup holds: (outside, backup)."""


@dataclass(frozen=True, slots=True)
class Outside:
    """What is known outside: erasures, and how far the journal had come."""

    erasures: Path | None
    size: int


@dataclass(frozen=True, slots=True)
class Restored:
    """What was restored, and how many erasures were done again."""

    events: int
    files: int
    erased: int
    lost: int  # events known outside that the backup does not hold


def beside(place: Path) -> Path:
    """Where a home is built before it is moved to its place."""
    return place.with_name(f".{place.name}.restoring")


def outside(given: Path | None) -> Outside:
    """What a list of erasures, or a folder with one and with checkpoints, tells."""
    if given is None:
        return Outside(None, 0)
    if given.is_file():
        return Outside(given, 0)
    return Outside(given / NAME, _furthest(given.glob("*.json")))


def _furthest(checkpoints: Iterable[Path]) -> int:
    """The most events any of the checkpoints covers, by their names."""
    return max((int(path.stem) for path in checkpoints if path.stem.isdecimal()), default=0)


def check(folder: Path) -> dict[str, object]:
    """The manifest of a whole backup; raises `BackupDamaged`."""
    try:
        told = read_manifest(folder)
    except (FileNotFoundError, ValueError):
        raise BackupDamaged("manifest.json") from None
    digests = told.get("files")
    if told.get("format") != FORMAT or not isinstance(digests, dict):
        raise BackupDamaged("manifest.json")
    there = {path.relative_to(folder).as_posix() for path in files_of(folder)}
    for name in sorted(there ^ set(digests)):
        raise BackupDamaged(name)
    for name, digest in sorted(digests.items()):
        if digest_of(folder / name) != digest:
            raise BackupDamaged(name)
    return told


def restore(
    folder: Path, place: Path, known: Outside, today: date, *, accept_loss: bool = False
) -> Restored:
    """Restore into the home `place`, which is empty; the process works in `beside(place)` already.

    Raises `BackupDamaged`, `NotEmpty`, `OtherVersion`, `JournalWentOn`, `ListDamaged`.
    """
    told = check(folder)
    events = int(str(told["events"]))
    if place.exists() and any(place.iterdir()):
        raise NotEmpty(str(place))
    if told["vendor"] != connection.vendor:
        raise OtherVersion(f"{told['vendor']}: {connection.vendor}")
    with ExitStack() as stack:
        stack.callback(shutil.rmtree, home(), ignore_errors=True)  # where it was not moved away
        _fresh(folder)
        # the keys are here now, and with them which folder of each witness is ours
        size = max(known.size, _furthest(files()))
        if size > events and not accept_loss:
            raise JournalWentOn(size, events)
        if connection.vendor == "sqlite":
            put_embedded(folder / DATABASE)
        else:
            call_command("migrate", verbosity=0, interactive=False)
            stack.enter_context(transaction.atomic())
            put_on_server(folder / DATABASE)
        if told["migrations"] != migrations():
            raise OtherVersion("migrations")
        erased = _again(known)
        destroy_originals(today, "restore")
        if connection.vendor == "sqlite":
            connections.close_all()
        _in_place(place)
    return Restored(events, len(files_of(folder)), erased, max(0, size - events))


def _fresh(folder: Path) -> None:
    """The home beside, with the files of the backup; what an earlier attempt left is removed."""
    work = home()
    shutil.rmtree(work, ignore_errors=True)
    for path in files_of(folder):
        name = path.relative_to(folder)
        if name.parts[0] != DATABASE:
            (work / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, work / name)
    prepare()


def _again(known: Outside) -> int:
    """Erase again what was erased after the backup was taken."""
    count = 0
    for line in read_list(known.erasures) if known.erasures else ():
        left = [one for one in line.records if not _is_erased(*one)]
        if left:
            erase_records(left, line.ground, envelope(EVERYWHERE, "restore"), on=line.on)
            count += len(left)
    return count


def _is_erased(ref: bytes, document: bytes) -> bool:
    return Closure.objects.filter(ref=ref, document=document, manner=ERASED).exists()


def _in_place(place: Path) -> None:
    work = home()
    for path in work.rglob("*"):
        if path.is_file():
            with path.open("rb+") as written:
                os.fsync(written.fileno())
        elif path.is_dir():
            flush_folder(path)
    place.parent.mkdir(parents=True, exist_ok=True)
    work.replace(place)
    flush_folder(place.parent)
