"""Count how often this process asks the disk to keep what was written, without any tool of the machine.

`python -m tests.flushes N [lax]` records N events one by one in an empty embedded ledger and prints
{"events", "flushes"}: the calls of fdatasync and fsync by the database library meanwhile. The calls are
seen by putting our own function in the place where the library looks the system's up (its global
offset table); Linux, 64 bits.
"""

import ctypes
import json
import os
import struct
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

CALLS = ("fdatasync", "fsync")
RELOCATIONS, DYNAMIC_SYMBOLS, SHARED = 4, 11, 3
READ_WRITE = 3
COUNT = [0]
KEPT: list[object] = []  # a function that C calls must not be collected


def imports(path: Path) -> Iterator[tuple[str, int]]:
    """(name, place in memory relative to the base) of every function a library looks up."""
    file = path.read_bytes()
    start, size, count = (*struct.unpack_from("<Q", file, 40), *struct.unpack_from("<HH", file, 58))
    sections = [struct.unpack_from("<IIQQQQIIQQ", file, start + n * size) for n in range(count)]
    for _, kind, _, _, at, length, link, _, _, _ in sections:
        if kind != RELOCATIONS or sections[link][1] != DYNAMIC_SYMBOLS:
            continue
        symbols, names = sections[link][4], sections[sections[link][6]][4]
        for entry in range(at, at + length, 24):
            place, about, _ = struct.unpack_from("<QQq", file, entry)
            (name,) = struct.unpack_from("<I", file, symbols + (about >> 32) * 24)
            end = file.index(b"\0", names + name)
            yield file[names + name : end].decode(), place


def loaded() -> Iterator[tuple[Path, int]]:
    """Every library in this process and where it begins; 0 for a program that cannot be moved."""
    for line in Path("/proc/self/maps").read_text().splitlines():
        place, _, offset, _, _, *name = line.split(maxsplit=5)
        path = Path(name[0]) if name else None
        if path is None or int(offset, 16) or not path.is_file():
            continue
        with path.open("rb") as file:
            head = file.read(18)
        if head[:5] == b"\x7fELF\x02":
            base = int(place.partition("-")[0], 16)
            yield path, base if struct.unpack_from("<H", head, 16)[0] == SHARED else 0


def watch() -> None:
    """From now on COUNT[0] grows with every flush that a loaded library asks for."""
    libc = ctypes.CDLL(None, use_errno=True)
    form = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_int)
    ours: dict[str, int] = {}
    for name in CALLS:
        real = form((name, libc))

        def counted(handle: int, real: Any = real) -> int:
            COUNT[0] += 1
            return int(real(handle))

        KEPT.append(form(counted))
        ours[name] = ctypes.cast(KEPT[-1], ctypes.c_void_p).value or 0
    page = os.sysconf("SC_PAGESIZE")
    for path, base in set(loaded()):
        for name, place in imports(path):
            if name in ours:
                start = (base + place) // page * page
                libc.mprotect(ctypes.c_void_p(start), 2 * page, READ_WRITE)
                ctypes.c_uint64.from_address(base + place).value = ours[name]


def main(events: int, *, lax: bool = False) -> None:
    """Record events in a ledger of their own, each in a transaction; `lax` flushes less, to compare."""
    with tempfile.TemporaryDirectory() as home:
        os.environ["CREDITDELTA_HOME"] = home
        os.environ.pop("DATABASE_URL", None)
        from creditdelta.project.setup import set_up

        set_up()
        from creditdelta.journal.tests.events import recorded
        from creditdelta.project.prepare import prepare

        prepare("310000", "here", "clerk")
        if lax:
            from django.db import connection

            connection.cursor().execute("PRAGMA synchronous=NORMAL")
        watch()
        recorded(events)
        flushes = COUNT[0]
    print(json.dumps({"events": events, "flushes": flushes}))  # noqa: T201


if __name__ == "__main__":
    main(int(sys.argv[1]), lax="lax" in sys.argv)
