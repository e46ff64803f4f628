"""Where do signed checkpoints lie outside the database, and which are there?

Clause  S71. Whoever can rewrite the database must not be able to rewrite what it is measured by: at
least one folder of CREDITDELTA_WITNESS should belong to somebody else, best of another province.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from creditdelta.journal.checkpoint import Checkpoint, CheckpointUnclear, key_id
from creditdelta.journal.home import folder
from creditdelta.journal.kept_keys import signing_keys
from creditdelta.journal.signing_keys import SigningKeys, read_by
from creditdelta.kernel.durable import make_folder, write_whole

SUFFIX = ".json"


@dataclass(frozen=True, slots=True)
class Found:
    """Checkpoints lying outside, by size; `unclear`: files that are none, or not of our key."""

    checkpoints: tuple[Checkpoint, ...]
    unclear: tuple[str, ...]


def places() -> tuple[Path, ...]:
    """The home's folder, then one of ours with each witness, named after our first key."""
    given = os.environ.get("CREDITDELTA_WITNESS", "").split(os.pathsep)
    ours = key_id(signing_keys().first)
    return (folder("checkpoints"), *(Path(place) / ours for place in given if place))


def publish(size: int, text: str) -> tuple[Path, ...]:
    """Put a checkpoint wherever it is not yet; returns the witnesses out of reach.

    Raises `OSError` where the home itself cannot be written to.
    """
    missed = []
    for n, place in enumerate(places()):
        path = place / f"{size}{SUFFIX}"
        try:
            if not path.is_file():
                make_folder(place)
                write_whole(path, text.encode())
        except OSError:
            if n == 0:
                raise
            missed.append(place)
    return tuple(missed)


def latest() -> tuple[Checkpoint, str] | None:
    """The checkpoint outside that covers most, and its text; `CheckpointUnclear` if it is none."""
    files = [path for place in places() for path in place.glob(f"*{SUFFIX}")]
    sizes = {int(path.stem): path for path in files if path.stem.isdecimal()}
    if not sizes:
        return None
    text = sizes[max(sizes)].read_text(encoding="utf-8")
    return read_by(text, signing_keys()), text


def found() -> Found:
    """Every checkpoint outside; one that lies in several places is told once."""
    return read_all(files(), signing_keys())


def read_all(files: Iterator[Path], keys: SigningKeys) -> Found:
    """The checkpoints in files that our keys signed, each in its time."""
    clear: set[Checkpoint] = set()
    unclear = []
    for path in files:
        try:
            clear.add(read_by(path.read_text(encoding="utf-8"), keys))
        except (CheckpointUnclear, UnicodeDecodeError) as problem:
            unclear.append(f"{path.name}: {problem}")
    return Found(tuple(sorted(clear, key=lambda told: (told.size, told.moment))), tuple(unclear))


def files() -> Iterator[Path]:
    """Every checkpoint file, of the home first."""
    for place in places():
        yield from sorted(place.glob(f"*{SUFFIX}"))
