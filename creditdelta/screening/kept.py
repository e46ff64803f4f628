"""Where lie the entries of a list and the answers to them? In files of the home, never in the database.

Clause  S30, S70. `screenings/ID/`: a file of entries for each piece, and beside it one of answers once it is
answered; each is there whole or not at all. For the owner alone.
"""

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import orjson

from creditdelta.journal.home import folder, home
from creditdelta.kernel.durable import write_whole
from creditdelta.screening.rules import Entry

FOLDER, INCOMING = "screenings", ".incoming-"
_SECRET = 0o600
_OWNER_ALONE = 0o700


def place_of(job: str) -> Path:
    """The folder of a list."""
    return home() / FOLDER / job


def begun(job: str) -> Path:
    """An empty folder for a list that comes in; nobody knows of it yet."""
    place = folder(FOLDER) / f"{INCOMING}{job}"
    place.mkdir(mode=_OWNER_ALONE)
    return place


def named(incoming: Path, job: str) -> None:
    """All of the list is here."""
    incoming.replace(place_of(job))


def remove(place: Path) -> None:
    """Entries and answers are gone."""
    shutil.rmtree(place, ignore_errors=True)


def laid_down(place: Path, piece: int, entries: Sequence[Entry]) -> bytes:
    """Write the entries of a piece; returns the bytes."""
    content = b"".join(
        orjson.dumps([one.line, one.id, one.code, one.name, one.person]) + b"\n" for one in entries
    )
    write_whole(_entries(place, piece), content, mode=_SECRET)
    return content


def entries(place: Path, piece: int) -> list[Entry]:
    """The entries of a piece; `FileNotFoundError`."""
    content = _entries(place, piece).read_bytes()
    return [Entry(*orjson.loads(line)) for line in content.splitlines()]


def answer(place: Path, piece: int, lines: Sequence[dict[str, Any]]) -> None:
    """Write the answers to a piece."""
    content = b"".join(orjson.dumps(one) + b"\n" for one in lines)
    write_whole(_answers(place, piece), content, mode=_SECRET)


def is_answered(place: Path, piece: int) -> bool:
    """Whether the answers to a piece are there."""
    return _answers(place, piece).is_file()


def pieces(place: Path) -> int:
    """Of how many pieces a list is."""
    return sum(1 for _ in place.glob("entries-*.ndjson"))


def result(place: Path) -> Iterator[bytes]:
    """The answers from the first to the last; raises `FileNotFoundError` before the first byte."""
    count = pieces(place)
    if not count or not all(is_answered(place, piece) for piece in range(count)):
        raise FileNotFoundError(place.name)
    return (_answers(place, piece).read_bytes() for piece in range(count))


def answers(place: Path) -> Iterator[dict[str, Any]]:
    """The answers, read."""
    for content in result(place):
        yield from map(orjson.loads, content.splitlines())


def _entries(place: Path, piece: int) -> Path:
    return place / f"entries-{piece:05}.ndjson"


def _answers(place: Path, piece: int) -> Path:
    return place / f"answers-{piece:05}.ndjson"
