"""Everything of a deployment in one folder, of one moment, every byte accounted for.

Clause  S71. The manifest is written last: a folder without one is no backup. It holds the keys and so
everything there is to know; keep it like the home itself.
"""

import json
import os
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from django.db import connection

from creditdelta.journal.codec import moment
from creditdelta.journal.home import home
from creditdelta.journal.services import seal
from creditdelta.kernel import canonical
from creditdelta.kernel.durable import flush_folder, make_folder, write_whole
from creditdelta.pipeline import pool
from creditdelta.project.copies import Named, copy_out, migrations
from creditdelta.records.erased_list import write_list

FORMAT = "creditdelta backup 1"
MANIFEST = "manifest.json"
DATABASE = "database"
TRIES = 5
BLOCK_BYTES = 1 << 20


class BackupRefused(RuntimeError):
    """The folder is not empty, or parts kept moving away under the copy; says which."""


@dataclass(frozen=True, slots=True)
class Backup:
    """What was kept."""

    events: int
    parts: int
    files: int
    size: int


def back_up(target: Path, *, link: bool = False) -> Backup:
    """Keep everything in an empty folder; raises `BackupRefused`, `AlteredPart`, `OSError`.

    `link`: parts, which never change, are linked and not copied where the file system allows it.
    """
    if target.exists() and any(target.iterdir()):
        raise BackupRefused(str(target))
    seal()
    write_list()
    for left in reversed(range(TRIES)):
        named = _whole(target, link=link, patient=bool(left))
        if named is not None:
            return _signed_off(target, named)
        shutil.rmtree(target)
    raise BackupRefused("parts move")


def _whole(target: Path, *, link: bool, patient: bool) -> Named | None:
    """Copy database and files; nothing where a part, or rows not taken in yet, went between the two.

    `patient`: rows that are missing may have been taken in meanwhile, so it is worth another try.
    """
    make_folder(target)
    target.chmod(0o700)
    database = target / DATABASE
    make_folder(database)
    named = copy_out(database)
    place = home()
    parts = [pool.path_of(place / "pool", address) for address in named.parts]
    originals = [place / "originals" / f"{token}.aes" for token in named.originals]
    kept = [path for name in ("keys", "checkpoints") for path in (place / name).iterdir()]
    try:
        _copied(place, target, parts, _linked if link else _copy)
        rows = [place / "staging" / name for name in named.staged]
        there = [one for one in rows if patient or one.is_dir()]
        _copied(place, target, [path for one in there for path in one.iterdir()], _copy)
    except FileNotFoundError:
        return None
    _copied(place, target, (path for path in originals if path.is_file()), _copy)
    _copied(place, target, kept, _copy)
    return named


def _copied(
    place: Path, target: Path, paths: Iterable[Path], how: Callable[[Path, Path], None]
) -> None:
    folders = set()
    for path in paths:
        there = target / path.relative_to(place)
        make_folder(there.parent.parent)
        make_folder(there.parent)
        how(path, there)
        folders.add(there.parent)
    for folder in folders:
        flush_folder(folder)


def _copy(source: Path, target: Path) -> None:
    shutil.copy2(source, target)
    with target.open("rb+") as written:
        os.fsync(written.fileno())


def _linked(source: Path, target: Path) -> None:
    try:
        target.hardlink_to(source)
    except FileNotFoundError:
        raise
    except OSError:
        _copy(source, target)


def _signed_off(target: Path, named: Named) -> Backup:
    files = {path.relative_to(target).as_posix(): path for path in files_of(target)}
    digests: dict[str, canonical.Value] = {name: digest_of(path) for name, path in files.items()}
    for name, digest in digests.items():
        if name.startswith("pool/") and Path(name).stem != digest:
            raise pool.AlteredPart(Path(name).stem)
    told: canonical.Value = {
        "format": FORMAT,
        "taken_at": moment(datetime.now(UTC)),
        "vendor": connection.vendor,
        "events": named.events,
        "migrations": [*migrations()],
        "files": digests,
    }
    write_whole(target / MANIFEST, canonical.dumps(told), mode=0o600)
    size = sum(path.stat().st_size for path in files.values())
    return Backup(named.events, len(named.parts), len(files), size)


def files_of(folder: Path) -> list[Path]:
    """Every file of a backup but the manifest."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return sorted(path for path in found if path != folder / MANIFEST)


def digest_of(path: Path) -> str:
    """SHA-256 of a file, in hex."""
    digest = sha256()
    with path.open("rb") as source:
        while block := source.read(BLOCK_BYTES):
            digest.update(block)
    return digest.hexdigest()


def read_manifest(folder: Path) -> dict[str, object]:
    """The manifest of a backup; `FileNotFoundError` where it was never finished."""
    told: dict[str, object] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    return told
