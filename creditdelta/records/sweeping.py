"""Which files of the home does nothing name any more, and when may they go?

Clause  S34, S71. Safe to repeat and to kill. A file is removed under the write lock, under which
alone parts begin to count; a writer looks under the same lock that its part still lies there, so
that nothing that counts, or is about to, is ever swept away. Until a file is an hour old it is left
alone, for those who began to read when it still counted.
"""

import shutil
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from creditdelta.journal.database import writing
from creditdelta.journal.home import folder, home
from creditdelta.kernel.durable import flush_folder
from creditdelta.pipeline import pool
from creditdelta.records.models import Part
from creditdelta.records.work_folder import left_behind

GRACE_SECONDS = 3600
AT_ONCE = 200


def sweep(*, grace: float = GRACE_SECONDS) -> int:
    """Remove what nothing names and nobody may still read; returns how many files and folders."""
    place = home() / "pool"
    now = time.time()
    gone = sorted(unnamed(place))
    swept = 0
    for first in range(0, len(gone), AT_ONCE):
        swept += _removed(gone[first : first + AT_ONCE], now - grace)
    for path in folder("staging").iterdir():
        if left_behind(path) and _age_from(path) <= now - grace:
            shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink(
                missing_ok=True
            )
            swept += 1
    return swept


def remove_parts(addresses: Iterable[str]) -> None:
    """Remove at once those of the parts that do not count any more."""
    place = home() / "pool"
    _removed([pool.path_of(place, address) for address in addresses], float("inf"))


def unnamed(place: Path) -> Iterator[Path]:
    """Every file of the pool that the manifest does not name."""
    addresses = Part.objects.values_list("address", flat=True)
    named = {pool.path_of(place, address) for address in addresses}
    yield from (path for path in place.rglob("*") if path.is_file() and path not in named)


def _removed(paths: list[Path], before: float) -> int:
    swept, place = 0, home() / "pool"
    with writing():
        found = Part.objects.filter(address__in=[path.stem for path in paths])
        counts = {
            pool.path_of(place, address) for address in found.values_list("address", flat=True)
        }
        for path in paths:
            if path not in counts and _age_from(path) <= before:
                path.unlink(missing_ok=True)
                flush_folder(path.parent)
                swept += 1
    return swept


def _age_from(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return float("inf")
