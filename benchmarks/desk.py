"""A served site with one clerk, for `bench_desk`: pages asked for one after the other, a file sent meanwhile.

`python -m benchmarks.desk HOME ROWS` fills the ledger of the environment with the organisations of the
penalty table, makes the clerk's account, and prints its session and the code of one organisation.
"""

import http.client
import json
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

TOKEN, LIST = "t" * 32, "/desk/uploads/"
OFFICE = "310000-credit"
CALM, PACE = 0.02, 1.5  # seconds between two pages; for which work goes on, or is held up
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(slots=True)
class Clerk:
    """A connection of somebody signed in; one a thread."""

    port: int
    session: str
    line: http.client.HTTPConnection | None = None

    def ask(self, address: str, body: bytes | None = None, **headers: str) -> tuple[int, str]:
        """(status, text) of an answer."""
        if self.line is None:
            self.line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        told = {"Cookie": f"session={self.session}; csrf={TOKEN}", "X-CSRFToken": TOKEN}
        told |= {name.replace("_", "-"): text for name, text in headers.items()}
        if body is not None and "Content-Type" not in told:
            told["Content-Type"] = "application/x-www-form-urlencoded"
        self.line.request("POST" if body is not None else "GET", address, body, told)
        answer = self.line.getresponse()
        return answer.status, answer.read().decode()

    def send(self, path: Path) -> str:
        """Send a file in the parts the list asks for; the address of its page."""
        size = path.stat().st_size
        form = urlencode({"name": path.name, "size": size}).encode()
        told: dict[str, Any] = json.loads(self.ask(f"{LIST}begin", form)[1])
        part = int(self.ask(LIST)[1].partition('data-part="')[2].partition('"')[0])
        with path.open("rb") as source:
            while not told["whole"]:
                source.seek(told["received"])
                told = json.loads(
                    self.ask(
                        told["bytes"], source.read(part), Upload_Offset=str(told["received"]),
                        Content_Type="application/octet-stream",
                    )[1]
                )  # fmt: skip
        return str(told["page"])

    def followed(self, page: str, states: tuple[str, ...]) -> str:
        """Look how far it is every second, as the page does, until it stands in one of some states."""
        while True:
            for state in states:
                if self.ask(f"{page}progress/?state={state}")[0] != http.client.NO_CONTENT:
                    return state
            time.sleep(1.0)

    def report(self, path: Path) -> dict[str, float]:
        """Send a file, wait for what was found, confirm, wait until it is taken in; seconds of each."""
        began = time.monotonic()
        page = self.send(path)
        sent = time.monotonic()
        state = self.followed(page, ("read", "unreadable"))
        assert state == "read", self.ask(page)[1]
        read = time.monotonic()
        self.ask(f"{page}act/", urlencode({"move": "confirm"}).encode())
        assert self.followed(page, ("done", "held", "unreadable")) == "done"
        done = time.monotonic()
        told = {"sent": sent - began, "read": read - sent, "taken_in": done - read}
        return {name: round(seconds, 1) for name, seconds in told.items()}


@dataclass(slots=True)
class Visitor:
    """Asks for some pages in turn; notes how long each took, apart for work going on and held up."""

    clerk: Clerk
    pages: dict[str, str]
    took: dict[tuple[str, bool], list[float]] = field(default_factory=dict)

    def visit(self, over: Callable[[], bool], busy: Callable[[], bool]) -> None:
        """One page after the other until it is over; those during which that changed are left out."""
        while not over():
            for name, address in self.pages.items():
                before, began = busy(), time.perf_counter()
                status, text = self.clerk.ask(address)
                spent = time.perf_counter() - began
                assert status == http.client.OK, (address, status, text)
                if busy() == before:
                    self.took.setdefault((name, before), []).append(spent)
                time.sleep(CALM)

    def p95(self, name: str, busy: bool) -> float:
        """The 95th of a hundred, in milliseconds."""
        found = sorted(self.took[name, busy])
        return found[min(len(found) - 1, len(found) * 95 // 100)] * 1000


@dataclass(slots=True)
class Held:
    """Lets a process and what it started work for a while, holds them up for a while, and so on.

    Whatever else the machine does falls on both alike, so that the two can be compared.
    """

    process: int
    works: bool = True
    over: bool = False

    def alternate(self) -> None:
        """Until it is over; at the end everybody works."""
        while not self.over:
            time.sleep(PACE)
            self.works = not self.works
            self._tell(signal.SIGCONT if self.works else signal.SIGSTOP)
        self.works = True
        self._tell(signal.SIGCONT)

    def _tell(self, word: signal.Signals) -> None:
        for one in family(self.process):
            with suppress(ProcessLookupError):
                os.kill(one, word)


def while_doing(visitor: Visitor, held: Held, work: Callable[[], Any]) -> Any:
    """Visit pages for as long as something is done in another thread; its answer."""
    answers: list[Any] = []
    doing = threading.Thread(target=lambda: answers.append(work()))
    holding = threading.Thread(target=held.alternate)
    doing.start()
    holding.start()
    visitor.visit(lambda: not doing.is_alive(), lambda: held.works)
    held.over = True
    doing.join()
    holding.join()
    return answers[0]


def receiver_of(site: int) -> int:
    """The process of a served site that has files read."""
    for one in family(site):
        with suppress(OSError):
            if b"creditdelta.project.receiver" in Path(f"/proc/{one}/cmdline").read_bytes():
                return one
    raise LookupError("no receiver")


def family(process: int) -> list[int]:
    """A process and everybody it started, and they started."""
    children: dict[int, list[int]] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            parent = int(path.read_text().rpartition(")")[2].split()[1])
            children.setdefault(parent, []).append(int(path.parent.name))
    found, left = [], [process]
    while left:
        found.append(left.pop())
        left += children.get(found[-1], [])
    return found


def cpu_of(process: int) -> float:
    """Processor seconds of a process and of everybody it started, those that ended included."""
    spent = 0
    for one in family(process):
        with suppress(OSError):
            told = Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()
            spent += sum(map(int, told[11:15]))
    return spent / TICKS


def fill(home: Path, rows: int) -> None:
    """The organisations, the account; prints a session and a code."""
    from benchmarks import register

    register.empty_ledger(home)
    import numpy as np

    from benchmarks.data import SEED
    from benchmarks.organisations import world
    from creditdelta.accounts.tests.signed_in import signed_in, with_post
    from creditdelta.facade.check import rulebook
    from creditdelta.facade.today import today
    from creditdelta.intake.services import Received, ingest
    from creditdelta.intake.tests.supplies import written

    made = world(np.random.default_rng(SEED), rows)
    codes = dict(zip(made.usccs.to_pylist(), made.names.to_pylist(), strict=True))
    firms = {code: name for code, name in codes.items() if code[:2] != "92"}
    told = {"status": "存续", "established_on": "2015-03-04"}
    rows_of = [{"uscc": code, "name": name, **told} for code, name in firms.items()]
    path = written(home / "registrations.csv", "registration", rows_of)
    ingest(Received(path, "310000", "bench", today()), rulebook())
    client = signed_in(with_post("credit_officer", OFFICE))
    print(client.cookies["session"].value, next(iter(firms)))


if __name__ == "__main__":
    fill(Path(sys.argv[1]), int(sys.argv[2]))
