"""A mixed load on the interface for programs, for minutes, at 70 % of what the site can take: no error.

    python -m benchmarks.load [--minutes 10] [--quick]

A site is served on a PostgreSQL server of its own (`load_site`), with a ledger of some thousand
organisations (`load_ledger`), and asked by a process of its own (`load_driver`) for what programs ask
(`load_mix`).

The knee: the rate grows by a fifth from step to step. A step is held if 95 % of what arrived in it was
answered before it ended, and the p95 of all answers is at most five times that of the first step, which is
quiet. A step that is not held is tried once more. The knee is the highest rate up to which all were held.
--quick doubles the rate instead, on a smaller ledger, and shows only that everything works.

Exit code 1 on any error: a status that was not expected, a broken connection, no answer within 30 seconds,
a report or a list that is not done, a trace of a failure in the site's log, a journal that is altered,
tables that do not follow from it, a mirror that is not what a snapshot says. Times are those of a machine
that others may use too: what counts is the ratio to the door that does next to nothing, asked in the same
minutes.
"""

import argparse
import json
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from benchmarks.load_driver import SETTLED
from benchmarks.load_rules import GROWTH, Step, is_held, knee
from benchmarks.load_site import Ledger, Memory, filled, serving
from creditdelta.client.calling import Client
from creditdelta.client.following import CHECKPOINT, SNAPSHOT, pull
from creditdelta.client.lines import kept
from creditdelta.client.mirror import Mirror
from creditdelta.facade.today import today
from tests.postgres import server

SHARE = 0.7  # of the knee
FIRST, MOST_STEPS = 20.0, 20  # requests a second in the first step; steps
ORGANISATIONS, STEP = 4_000, 15.0
QUICK_ORGANISATIONS, QUICK_STEP, QUICK_MINUTES, QUICK_GROWTH = 500, 3.0, 0.2, 2.0
NOTHING = "nothing"
FAILURE = "Traceback"
Line = dict[str, Any]
Ask = Callable[[float, float], Line]


def main() -> int:
    """Measure, verify, print JSON lines; 1 where there was an error."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--minutes", type=float, default=10.0)
    wanted = parser.parse_args()
    count = QUICK_ORGANISATIONS if wanted.quick else ORGANISATIONS
    minutes = QUICK_MINUTES if wanted.quick else wanted.minutes
    with tempfile.TemporaryDirectory(prefix="cd-load-") as folder, server() as (owner, _):
        place = Path(folder)
        ledger = filled(place, owner, count)
        mirror = place / "mirror.sqlite3"
        with serving(ledger) as (port, memory):
            errors = measured(ledger, port, memory, mirror, minutes, quick=wanted.quick)
            errors += followed(ledger, port, mirror)
        errors += verified(ledger)
    return int(errors > 0)


def measured(
    ledger: Ledger, port: int, memory: Memory, mirror: Path, minutes: float, *, quick: bool
) -> int:
    """Find the knee, then load the site for minutes; how many errors there were."""
    command = [sys.executable, "-m", "benchmarks.load_driver"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as driver:
        assert driver.stdin is not None
        assert driver.stdout is not None
        orders, answers = driver.stdin, driver.stdout
        seeds = iter(range(1_000_000))

        def told(what: Line) -> None:
            orders.write(json.dumps(what) + "\n")
            orders.flush()

        def ask(rate: float, seconds: float) -> Line:
            told({"rate": rate, "seconds": seconds, "seed": next(seeds)})
            found: Line = json.loads(answers.readline())
            return found

        told({"port": port, "known": ledger.known, "mirror": str(mirror)})
        best, errors = searched(ask, quick=quick)
        memory.begin_anew()
        found = ask(round(best * SHARE, 1), minutes * 60)
        told({})
    for line in memory.told():
        say("load_memory", 0, **line)
    return errors + summed(found, minutes)


def searched(ask: Ask, *, quick: bool) -> tuple[float, int]:
    """The knee in requests a second, and the errors on the way."""
    seconds, growth = (QUICK_STEP, QUICK_GROWTH) if quick else (STEP, GROWTH)
    errors = complained(ask(FIRST, seconds))  # what is loaded and compiled on first use
    steps: list[Step] = []
    rate, tried, found_it = FIRST, False, False
    while len(steps) < MOST_STEPS:
        found = ask(rate, seconds)
        step = Step(rate, found["arrived"], found["answered"], found["p95"])
        steps.append(step)
        errors += complained(found)
        held = is_held(step, steps[0].p95)
        say("load_step", round(rate), held=held, **_short(found))
        found_it = not held and tried
        if found_it:
            break
        tried = not held
        rate = rate * growth if held else rate
    best = knee(steps)
    say("load_knee", round(best), rate=round(best, 1), found=found_it)
    return best, errors


def summed(found: Line, minutes: float) -> int:
    """Tell of each kind, against the door that does next to nothing; how many errors there were."""
    kinds = found.pop("kinds")
    least = kinds[NOTHING]["p95"]
    size = round(found["rate"])
    for kind, line in kinds.items():
        ratio = {"ratio": round(line["p95"] / least, 2)} if "p95" in line else {}
        say(f"load_{kind}", size, **line, **ratio)
    found["kinds"] = kinds
    errors = complained(found)
    say(
        "load", size, minutes=minutes, **_short(found), ratio=round(found["p95"] / least, 2),
        reports=found["reports"], lists=found["lists"], followed=found["told"],
    )  # fmt: skip
    return errors


def _short(found: Line) -> Line:
    names = ("arrived", "answered", "errors", "p50", "p95", "p99", "late_p95", "open")
    return {name: found[name] for name in names if name in found}


def complained(found: Line) -> int:
    """Show what went wrong in a load; how much that was."""
    for text in (*found["shown"], *found["faults"]):
        print(f"  ! {text}", file=sys.stderr)
    return int(found["errors"] + found["open"] + len(found["faults"]))


def followed(ledger: Ledger, port: int, path: Path) -> int:
    """Bring the mirror up to the end, prove it, and compare it with a snapshot; 1 where it differs."""
    ledger.command("journal", "checkpoint")
    client = Client(f"http://127.0.0.1:{port}", next(iter(ledger.known["keys"].values())))
    mirror = Mirror(path)
    last = client.get(CHECKPOINT)["size"] - 1
    until = monotonic() + SETTLED
    while client.get(mirror.value("next"))["head"] < last and monotonic() < until:
        sleep(1.0)  # the feed has not seen all there is
    done = pull(client, mirror, today=today())
    *lines, end = client.lines(SNAPSHOT)
    held, count, day = mirror.digest(today()), mirror.count(), lines[0]["day"]
    mirror.close()
    equal = held == end["digest"] and not done.anew and done.through == last
    say(
        "load_mirror", count, equal=equal, anew=done.anew, through=done.through, last=last,
        proved=done.proved, digest=held,
    )  # fmt: skip
    for id, numbers in differing(path, lines[1:], day).items():
        print(f"  ! {id}: held by number {numbers[0]}, told by {numbers[1]}", file=sys.stderr)
    return int(not equal)


def differing(path: Path, lines: list[Line], day: str) -> dict[str, tuple[int, int]]:
    """Of whom a mirror holds something else than a snapshot: the number it was told by, and that of now."""
    with closing(sqlite3.connect(path)) as file:
        rows = file.execute("SELECT line FROM organisation").fetchall()
    held, told = (
        {one["id"]: (one["number"], kept(one, day)) for one in of if kept(one, day)}
        for of in ((json.loads(text) for (text,) in rows), lines)
    )
    nothing = (-1, b"")
    pairs = {id: (held.get(id, nothing), told.get(id, nothing)) for id in held.keys() | told.keys()}
    return {id: (one[0], other[0]) for id, (one, other) in pairs.items() if one[1] != other[1]}


def verified(ledger: Ledger) -> int:
    """Verify the journal, what follows from it, and the log; how many faults there were."""
    told = ledger.command("journal", "verify", "--content")
    failures = (ledger.home / "serve.log").read_text(encoding="utf-8").count(FAILURE)
    say("load_journal", told["events"], **{name: told[name] for name in ("ok", "pool", "equal")})
    say("load_log", failures, failures=failures)
    return int(not told["ok"]) + failures


def say(name: str, size: int, **told: Any) -> None:
    """A line for whoever reads the results."""
    print(json.dumps({"name": name, "size": size, **told}, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    sys.exit(main())
