"""Which records were erased, told outside the database, so that a restored backup forgets them again?

Clause  S71. `checkpoints/erasures.jsonl` of the home: one line an erasure, keyed ids only, appended and
flushed after the event is sealed. What a crash kept from being appended is appended the next time:
the list follows from the journal, the journal from nothing but itself.
"""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from creditdelta.journal.codec import decode
from creditdelta.journal.home import folder
from creditdelta.journal.models import Event
from creditdelta.journal.services import body_of
from creditdelta.kernel import canonical
from creditdelta.kernel.durable import flush_folder
from creditdelta.records.pool_events import RecordErased

NAME = "erasures.jsonl"


class ListDamaged(ValueError):
    """A line of the list cannot be read; the last one may be cut short by a crash, no other."""


@dataclass(frozen=True, slots=True)
class Line:
    """One erasure: the keyed ids of its records, why, and when."""

    number: int  # of the event, in the journal it was written from
    records: tuple[tuple[bytes, bytes], ...]
    ground: str
    on: date


def write_list() -> int:
    """Append the sealed erasures that are not in the list yet; returns how many."""
    path = folder("checkpoints") / NAME
    known = {line.records for line in read_list(path)}
    events = Event.objects.filter(kind=RecordErased.kind, number__isnull=False).order_by("number")
    lines = [line for line in map(_line, events) if line.records not in known]
    if lines:
        _append(path, b"".join(map(_written, lines)))
    return len(lines)


def read_list(path: Path) -> list[Line]:
    """The erasures of a list; none where there is no such file. A last line cut short is left out."""
    return list(_read(path)) if path.is_file() else []


def _read(path: Path) -> Iterator[Line]:
    content = path.read_bytes()
    whole, _, _ = content.rpartition(b"\n")
    for number, text in enumerate(filter(None, whole.split(b"\n")), 1):
        try:
            told = json.loads(text)
            records = tuple(
                (bytes.fromhex(ref), bytes.fromhex(document)) for ref, document in told["records"]
            )
            yield Line(told["number"], records, told["ground"], date.fromisoformat(told["on"]))
        except (ValueError, KeyError, TypeError) as problem:
            raise ListDamaged(f"{path.name}:{number}") from problem


def _line(event: Event) -> Line:
    told = decode(RecordErased, body_of(event))
    records = tuple((one.ref, one.document) for one in told.erased)
    return Line(event.number or 0, records, told.ground, told.on)


def _written(line: Line) -> bytes:
    records: list[canonical.Value] = [[ref.hex(), document.hex()] for ref, document in line.records]
    plain: canonical.Value = {
        "number": line.number,
        "records": records,
        "ground": line.ground,
        "on": line.on.isoformat(),
    }
    return canonical.dumps(plain) + b"\n"


def _append(path: Path, content: bytes) -> None:
    """After the last whole line; what a crash left of another is overwritten."""
    path.touch()
    with path.open("r+b") as out:
        whole = out.read().rfind(b"\n") + 1
        out.seek(whole)
        out.truncate()
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    flush_folder(path.parent)
