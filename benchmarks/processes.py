"""One contender in one fresh process: how many CPU-seconds, how much memory, what answer.

The kernel accounts for the process and everything it waited for (wait4). A new process starts with
the memory mark of the one that started it, so this module and its callers import nothing large.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True, slots=True)
class Run:
    """One measured process. `job` is the CPU of a prepared process, `process` all of it (s)."""

    contender: str
    job: float
    process: float
    wall: float
    peak_mb: float
    answer: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Summary:
    """Several runs of one contender on one file; the answer was the same in each."""

    contender: str
    file: str
    rows: int
    job: float  # median
    job_least: float
    process: float  # median
    wall: float  # median
    peak_mb: float  # greatest
    answer: dict[str, Any]


class ContenderFailed(Exception):
    """A measured process did not end well; its messages are in the text."""


def run(contender: str, *arguments: str) -> Run:
    """Run `benchmarks.contenders.<contender>` on the arguments and wait for its last line."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as problems:
        began = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, "-m", f"benchmarks.contenders.{contender}", *arguments],
            stdout=out,
            stderr=problems,
            cwd=ROOT,
        )
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        wall = time.perf_counter() - began
        out.seek(0)
        problems.seek(0)
        if process.returncode:
            raise ContenderFailed(f"{contender}: {problems.read().decode()[-2000:]}")
        answer = json.loads(out.read().decode().splitlines()[-1])
    cpu = used.ru_utime + used.ru_stime
    return Run(contender, answer.pop("job"), cpu, wall, used.ru_maxrss / 1024, answer)


def rounds(contenders: list[str], file: str, small: str, rows: int, times: int) -> list[Summary]:
    """Every contender `times` times, in turn, so that a busy minute falls on all of them."""
    runs: dict[str, list[Run]] = {name: [] for name in contenders}
    for _ in range(times):
        for name in contenders:
            runs[name].append(run(name, file, small))
            print(f"  {name}: {runs[name][-1].job:.2f} CPU-s", file=sys.stderr)
    return [summary(file, rows, of) for of in runs.values()]


def summary(file: str, rows: int, runs: list[Run]) -> Summary:
    """Medians of the runs; raises when they disagree on the answer."""
    answers = {json.dumps(item.answer, sort_keys=True) for item in runs}
    if len(answers) > 1:
        raise ContenderFailed(f"{runs[0].contender} gave {len(answers)} answers for {file}")
    return Summary(
        contender=runs[0].contender,
        file=Path(file).name,
        rows=rows,
        job=statistics.median(item.job for item in runs),
        job_least=min(item.job for item in runs),
        process=statistics.median(item.process for item in runs),
        wall=statistics.median(item.wall for item in runs),
        peak_mb=max(item.peak_mb for item in runs),
        answer=runs[0].answer,
    )
