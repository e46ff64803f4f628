"""Ask a site as many programs do, at a given rate; a process of its own, so that it measures itself least.

Told on standard input, a JSON object a line: first the site and whom to ask about, then loads
(`rate`, `seconds`, `seed`); `{}` ends. Answers each load with what came of it.
"""

import gzip
import http.client
import json
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.load_mix import EVERY, WEIGHTS, Asker, Asking
from benchmarks.load_programs import Follower, Programs, Then
from benchmarks.load_rules import Arrival, arrivals, percentile
from creditdelta.client.calling import Client
from creditdelta.facade.today import today

CONNECTIONS = 64
PATIENCE = 30.0  # seconds for an answer
IDLE = 10.0  # seconds after which a program closes a connection, before the server does
SHOWN = 20  # errors that are told in full
SETTLED = 120.0  # seconds within which what was begun is done


@dataclass(slots=True)
class Tally:
    """What came of a load: seconds of each answer by kind, from when it was due."""

    took: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    errors: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    shown: list[str] = field(default_factory=list)
    begun_late: list[float] = field(
        default_factory=list
    )  # seconds for which no connection was free
    within: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def answered(self, kind: str, took: float, late: float, *, in_time: bool) -> None:
        """An answer that is right."""
        with self.lock:
            self.took[kind].append(took)
            self.begun_late.append(late)
            self.within += in_time

    def failed(self, kind: str, asking: Asking, why: str) -> None:
        """An answer that is not, or none."""
        with self.lock:
            self.errors[kind] += 1
            if len(self.shown) < SHOWN:
                self.shown.append(f"{kind} {asking.method} {asking.path}: {why}"[:1_000])


@dataclass(slots=True)
class Load:
    """Arrivals that connections take one after the other."""

    arrivals: Iterator[Arrival]
    seconds: float
    begun: float
    tally: Tally = field(default_factory=Tally)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def next(self) -> Arrival | None:
        """The next one; None after the last."""
        with self.lock:
            return next(self.arrivals, None)


@dataclass(slots=True)
class Connection:
    """One that is kept, and whoever asks by it."""

    port: int
    asker: Asker
    line: http.client.HTTPConnection | None = None
    used_at: float = 0.0

    def work(self, load: Load, programs: Programs) -> None:
        """Ask what arrives until there is no more."""
        while (arrival := load.next()) is not None:
            due = load.begun + arrival.at
            time.sleep(max(due - time.monotonic(), 0))
            asked = programs.ask(arrival.kind, self.asker)
            if asked is not None:
                self.ask(load, arrival.kind, due, *asked)

    def ask(self, load: Load, kind: str, due: float, asking: Asking, then: Then) -> None:
        """Ask one thing that was due at a moment, and write down what came of it."""
        begun, right = time.monotonic(), None
        try:
            status, content = self._answer(asking)
        except (OSError, http.client.HTTPException) as broken:
            self.line = None
            load.tally.failed(kind, asking, f"{type(broken).__name__} {broken}")
        else:
            done = time.monotonic()
            if status == asking.expected and asking.holds in content:
                right = content
                in_time = done <= load.begun + load.seconds
                load.tally.answered(kind, done - due, begun - due, in_time=in_time)
            else:
                why = f"{status} {content.decode(errors='replace')[:400]}"
                load.tally.failed(kind, asking, why)
        then(right)

    def _answer(self, asking: Asking) -> tuple[int, bytes]:
        if self.line is None or time.monotonic() - self.used_at > IDLE:
            if self.line is not None:
                self.line.close()
            self.line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        told = {"Accept-Encoding": "gzip", "Accept-Language": "zh-hans"}
        if asking.key:
            told["Authorization"] = f"Bearer {asking.key}"
        if asking.method == "POST":
            told["Content-Type"] = asking.form
        self.line.request(asking.method, asking.path, asking.body or None, told)
        response = self.line.getresponse()
        content = response.read()
        self.used_at = time.monotonic()
        if response.headers.get("Content-Encoding") == "gzip":
            content = gzip.decompress(content)
        return response.status, content


def loaded(
    connections: list[Connection], programs: Programs, rate: float, seconds: float, seed: int
) -> dict[str, Any]:
    """Ask at a rate for so long; what came of it."""
    found = arrivals(rate, seconds, seed, WEIGHTS, EVERY)
    load = Load(iter(found), seconds, time.monotonic())
    threads = [threading.Thread(target=one.work, args=(load, programs)) for one in connections]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return {"rate": rate, "seconds": seconds, "arrived": len(found), **summary(load.tally)}


def summary(tally: Tally) -> dict[str, Any]:
    """Counts and milliseconds, of all and by kind."""
    everything = [one for took in tally.took.values() for one in took]
    kinds = {
        kind: {"count": len(took), "errors": tally.errors[kind], **times(took)}
        for kind in (*WEIGHTS, *EVERY)
        if (took := tally.took[kind]) or tally.errors[kind]
    }
    return {
        "answered": tally.within, "errors": sum(tally.errors.values()), **times(everything),
        "late_p95": times(tally.begun_late).get("p95", 0.0), "kinds": kinds, "shown": tally.shown,
    }  # fmt: skip


def times(took: list[float]) -> dict[str, float]:
    """Percentiles in milliseconds; none of nothing."""
    return {f"p{n}": round(percentile(took, n) * 1000, 2) for n in (50, 95, 99)} if took else {}


def settled(connection: Connection, programs: Programs) -> dict[str, Any]:
    """Wait until what was begun is done; how it ended."""
    until = time.monotonic() + SETTLED
    load = Load(iter(()), SETTLED, time.monotonic())
    for waiting in (programs.reports, programs.lists):
        while waiting.open and time.monotonic() < until:
            asked = waiting.ask()
            if asked is not None:
                connection.ask(load, waiting.kind, time.monotonic(), *asked)
            time.sleep(0.1)
    return {
        "reports": dict(programs.reports.ended), "lists": dict(programs.lists.ended),
        "open": len(programs.reports.open) + len(programs.lists.open),
        "faults": [
            *programs.reports.faults, *programs.lists.faults, *load.tally.shown, *programs.broken,
        ],
        "told": programs.follower.told,
    }  # fmt: skip


def main() -> None:
    """Do as told."""
    told = json.loads(sys.stdin.readline())
    key = next(iter(told["known"]["keys"].values()))
    client = Client(f"http://127.0.0.1:{told['port']}", key)
    follower = Follower(client, Path(told["mirror"]), today())
    follower.begin()
    programs = Programs(follower)
    threading.excepthook = lambda ended: programs.broken.append(repr(ended.exc_value))
    connections = [
        Connection(told["port"], Asker(told["known"], Random(n))) for n in range(CONNECTIONS)
    ]
    while load := json.loads(sys.stdin.readline()):
        found = loaded(connections, programs, load["rate"], load["seconds"], load["seed"])
        found |= settled(connections[0], programs)
        print(json.dumps(found, ensure_ascii=False), flush=True)
    follower.end()


if __name__ == "__main__":
    main()
