"""The measured files seen from outside: made in their own process, compared with the answers."""

import json
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from typing import Any

from benchmarks.processes import ROOT

SMALL = 2_000


@dataclass(frozen=True, slots=True)
class Measured:
    """A file, and how many mistakes were planted in each of its columns."""

    path: str
    small: str  # a little file of the same form, to prepare a process with
    rows: int
    planted: dict[str, int]


class WrongAnswer(Exception):
    """A contender did not find exactly the planted mistakes; its speed says nothing."""


def table(rows: int, kind: str, form: str) -> Measured:
    """The file of these arguments, made if need be without growing this process."""
    found = _made(rows, kind, form)
    small = _made(SMALL, "clean4", form)
    by_column: Counter[str] = Counter()
    for defect in found["defects"]:
        by_column[found["columns"][defect]] += found["defects"][defect]
    return Measured(found["path"], small["path"], rows, dict(by_column))


def _made(rows: int, kind: str, form: str) -> dict[str, Any]:
    ask = [sys.executable, "-m", "benchmarks.data", "--rows", str(rows)]
    ask += ["--kind", kind, "--form", form]
    done = subprocess.run(ask, cwd=ROOT, check=True, capture_output=True, text=True)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def must_agree(table: Measured, *answers: dict[str, Any]) -> None:
    """Raise `WrongAnswer` unless every answer names all rows and exactly the planted mistakes."""
    right = {
        "rows": table.rows,
        "wrong_rows": sum(table.planted.values()),
        "findings": table.planted,
    }
    for answer in answers:
        if answer != right:
            raise WrongAnswer(f"{table.path}: expected {right}, got {answer}")
