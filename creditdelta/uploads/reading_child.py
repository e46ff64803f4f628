"""The process that has uploads read, each by a disposable child: limited, without database and network.

Clause  S31, S70. Started by `reading_process.py`: a job as JSON in each line of its input. On its output a
word and a number a line: `child` and its number, `rows` and how many are done, `done`, `full` (the disk) or
`greedy` (for memory), and last
`ended` and how. What was found lies in the job's folder.
"""

import csv
import errno
import json
import os
import sys
import tempfile
import traceback
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NoReturn

from creditdelta.uploads.reading_limits import leave_network, limit_this_process

CHILD, ROWS, DONE, FULL, GREEDY, ENDED = "child", "rows", "done", "full", "greedy", "ended"
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def read_upload(job: dict[str, Any], progress: Callable[[int], None]) -> None:
    """Read the job's file into its folder."""
    from creditdelta.facade.check import rulebook
    from creditdelta.intake.identity import kinds
    from creditdelta.intake.reading import read_file
    from creditdelta.kernel.durable import write_whole
    from creditdelta.pipeline.ledger_rows import Context
    from creditdelta.rulebook.name_words import name_words
    from creditdelta.uploads.noting import Notes
    from creditdelta.uploads.profile_rules import from_json
    from creditdelta.uploads.returned import RETURNED
    from creditdelta.uploads.workbook_reading import looked_for

    folder = Path(job["folder"])
    key, words, known = bytes.fromhex(job["key"]), name_words(), kinds()
    own = [from_json(text) for text in job["profiles"]]
    book = rulebook()
    book = replace(book, mappings={**book.mappings, **{one.source: one for one in own}})
    path = Path(job["path"])
    notes = Notes(folder, frozenset(job["allowed"]), job["wrong_rows"])
    read_file(
        path,
        folder,
        book,
        lambda standard: Context(standard, key, words, job["region"], known),
        today=date.fromisoformat(job["today"]),
        kind=job["kind"],
        progress=progress,
        beside=notes,
    )
    if notes.marked:
        write_whole(folder / RETURNED, looked_for(path, book.standards.values()).encode())


def get_ready() -> None:
    """Read two made-up rows, so that rules and kernels are there when the job comes."""
    from creditdelta.rulebook.records import standard

    columns = standard("penalty").columns
    lines = [[column.label.zh for column in columns], [column.example for column in columns]]
    with TemporaryDirectory() as made:
        path = Path(made) / "example.csv"
        with path.open("w", encoding="utf-8", newline="") as out:
            csv.writer(out).writerows([*lines, [*lines[1][:-1], "x"]])
        job = {
            "path": path, "folder": f"{made}/rows", "key": "", "region": "", "kind": "",
            "today": "2026-01-01", "profiles": [], "allowed": ["penalty"], "wrong_rows": 1,
        }  # fmt: skip
        read_upload(job, lambda rows: None)


def say(word: str, number: int = 0) -> None:
    """A word and a number; where nobody is left to hear them, this process ends."""
    sys.stdout.write(f"{word} {number}\n")
    sys.stdout.flush()


def work(job: dict[str, Any]) -> NoReturn:
    """Do a job in a child, and end it; a full disk and too little memory are answers."""
    status = 1
    try:
        os.setsid()
        os.dup2(os.open(os.devnull, os.O_RDONLY), sys.stdin.fileno())  # the next job is not for it
        tempfile.tempdir = job["temporary"]
        say(CHILD, os.getpid())
        read_upload(job, lambda rows: say(ROWS, rows))
        say(DONE)
        status = 0
    except MemoryError:
        say(GREEDY)
        status = 0
    except OSError as refusal:
        if refusal.errno not in _NO_ROOM:
            raise
        say(FULL)
        status = 0
    finally:
        if status and sys.exc_info()[0] is not None:
            traceback.print_exc()
        os._exit(status)  # never back into the loop that started this


def main() -> None:
    """Have one job after the other done until nobody gives any more."""
    leave_network()
    limit_this_process()
    get_ready()
    for line in sys.stdin:
        child = os.fork()
        if not child:
            work(json.loads(line))
        _, status = os.waitpid(child, 0)
        say(ENDED, abs(os.waitstatus_to_exitcode(status)))  # a signal's number, or the exit code


if __name__ == "__main__":
    main()
