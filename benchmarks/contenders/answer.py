"""How a contender answers: one JSON line with the CPU of its job and what it found."""

import json
import resource
import sys
from collections.abc import Callable
from typing import Any, TypeVar

Found = TypeVar("Found")


def cpu() -> float:
    """CPU-seconds of this process and of the children it has waited for."""
    total = 0.0
    for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN):
        used = resource.getrusage(who)
        total += used.ru_utime + used.ru_stime
    return total


def give(job: Callable[[str], Found], count: Callable[[Found], dict[str, Any]]) -> None:
    """Do the job on the first file of the command line.

    Before the clock starts: the imports, and the same job on the small second file, which loads
    compiled code and rules. After it stops: the counting of findings.
    """
    path, small = sys.argv[1:3]
    count(job(small))
    before = cpu()
    found = job(path)
    spent = cpu() - before
    print(json.dumps({"job": round(spent, 3), **count(found)}))
