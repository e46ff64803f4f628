"""Programs that go on where they stopped: who keeps a mirror, reads the feed anew, or waits for an answer.

What a request brings decides what is asked next. Several connections ask for them; each place is given to one
at a time.
"""

import json
import queue
import threading
from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.load_mix import API, LISTED, PAGE, Asker, Asking
from creditdelta.client.calling import Client
from creditdelta.client.following import SNAPSHOT
from creditdelta.client.mirror import Mirror

GOING_ON = ("arriving", "waiting", "working", "reading", "read", "confirmed", "loading")
DONE, RESULT = "done", "/result"
Json = dict[str, Any]
Then = Callable[[bytes | None], None]  # what is done with an answer; None: there was none


@dataclass(slots=True)
class Follower:
    """Keeps a mirror as `cdelta mirror pull` does, in a thread of its own: pages come from any connection."""

    client: Client
    path: Path
    today: date
    place: str = ""
    told: int = 0
    asking: threading.Lock = field(default_factory=threading.Lock)
    pages: "queue.SimpleQueue[Json | None]" = field(default_factory=queue.SimpleQueue)
    keeping: threading.Thread | None = None
    ready: threading.Event = field(default_factory=threading.Event)

    def begin(self) -> None:
        """Take everything once."""
        self.keeping = threading.Thread(target=self._keep, daemon=True)
        self.keeping.start()
        if not self.ready.wait(self.client.seconds):
            raise TimeoutError("no snapshot")

    def _keep(self) -> None:
        mirror = Mirror(self.path)
        mirror.take_over(self.client.lines(SNAPSHOT), today=self.today)
        self.place = mirror.value("next")
        self.ready.set()
        while (page := self.pages.get()) is not None:
            self.told += mirror.apply(page, today=self.today)
        mirror.close()

    def ask(self) -> tuple[Asking, Then]:
        """The next page; nobody else is given it before what is to be done with it is done."""
        self.asking.acquire()
        return Asking(self.place, self.client.key, holds=b'"items"'), self._went_on

    def _went_on(self, content: bytes | None) -> None:
        if content is not None:
            page = json.loads(content)
            self.place = page["next"]
            self.pages.put(page)
        self.asking.release()

    def end(self) -> None:
        """Apply what came, and close the mirror."""
        self.pages.put(None)
        if self.keeping is not None:
            self.keeping.join()


@dataclass(slots=True)
class Waiting:
    """Jobs that are not done, each as the address to ask at and its key; what became of the others."""

    place: str  # begins the address of one
    kind: str  # of the request that asks how far one is
    open: "deque[tuple[str, str]]" = field(default_factory=deque)
    ended: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    last: tuple[str, str] = ("", "")

    def begun(self, key: str) -> Then:
        """What is done with the answer that says where a job is to be looked after."""

        def then(content: bytes | None) -> None:
            if content is not None:
                self.open.append((self.place + json.loads(content)["id"], key))

        return then

    def ask(self) -> tuple[Asking, Then] | None:
        """How far the job is that waited longest; the last one again where all are done."""
        try:
            path, key = self.open.popleft()
        except IndexError:
            path, key = self.last
            return (Asking(path, key), lambda content: None) if path else None
        return Asking(path, key), lambda content: self._heard(path, key, content)

    def _heard(self, path: str, key: str, content: bytes | None) -> None:
        if content is None:
            self.open.appendleft((path, key))
            return
        if path.endswith(RESULT):
            self._ended("answered", content, whole=content.count(b"\n") == LISTED)
            self.last = path, key
            return
        told = json.loads(content)
        if told["state"] in GOING_ON:
            self.open.appendleft((path, key))
        elif told["state"] == DONE and "result" in told:
            self.open.appendleft((told["result"], key))
        else:
            self._ended(told["state"], content, whole=_is_whole(told))
            self.last = path, key

    def _ended(self, state: str, content: bytes, *, whole: bool) -> None:
        self.ended[state] += 1
        if not whole:
            self.faults.append(content.decode()[:500])


def _is_whole(told: Json) -> bool:
    """Whether every row of a report was taken in; a list that ends without answers is not."""
    return bool(told["state"] == DONE and told["taken_in"]["accepted"] == told["counts"]["rows"])


@dataclass(slots=True)
class Programs:
    """Everybody that goes on where they stopped."""

    follower: Follower
    readers: "deque[tuple[str, str]]" = field(default_factory=deque)
    reports: Waiting = field(default_factory=lambda: Waiting(f"{API}/jobs/", "job"))
    lists: Waiting = field(default_factory=lambda: Waiting(f"{API}/screenings/", "answers"))
    broken: list[str] = field(default_factory=list)  # why threads ended before their time
    number: int = 0
    counting: threading.Lock = field(default_factory=threading.Lock)

    def ask(self, kind: str, asker: Asker) -> tuple[Asking, Then] | None:
        """A request of a kind, and what is done with its answer; None where there is nothing to ask."""
        if kind == "follow":
            return self.follower.ask()
        if kind == "feed":
            return self._feed(asker)
        if kind == "job":
            return self.reports.ask()
        if kind == "answers":
            return self.lists.ask()
        if kind == "import":
            asking = asker.table(self._next())[1]
            return asking, self.reports.begun(asking.key)
        if kind == "screening":
            asking = asker.listed(self._next())[1]
            return asking, self.lists.begun(asking.key)
        return asker.asking(kind), lambda content: None

    def _next(self) -> int:
        with self.counting:
            self.number += 1
            return self.number

    def _feed(self, asker: Asker) -> tuple[Asking, Then]:
        try:
            path, key = self.readers.popleft()
        except IndexError:
            path, key = f"{API}/events?after=0&limit={PAGE}", asker.key("feed")
        return Asking(path, key, holds=b'"items"'), lambda content: self._read_on(content, key)

    def _read_on(self, content: bytes | None, key: str) -> None:
        page = json.loads(content) if content is not None else {"more": False}
        if page["more"]:
            self.readers.append((page["next"], key))
