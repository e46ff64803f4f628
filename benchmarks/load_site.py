"""The site that `benchmarks.load` asks: on a PostgreSQL server of its own, behind walls, served as in life.

Only the allowances are larger than the rulebook's, in a copy of it: a few programs ask for hundreds.
"""

import json
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from shutil import copytree
from typing import Any

from benchmarks.bench_desk import served
from benchmarks.desk import family
from creditdelta.accounts.walls import WEB
from creditdelta.project.walls import OPERATOR
from creditdelta.rulebook.folder import folder
from creditdelta.rulebook.limits import FILE
from tests.browser.served import CDELTA

ROOT = Path(__file__).parents[1]
OWNER, FINDINGS = "postgres", 1
ALLOWANCES = {
    "key_requests": 200_000, "network_requests": 200_000,
    "key_organisations": 10_000_000, "network_organisations": 10_000_000,
    "key_screened": 10_000_000,
}  # fmt: skip
SECONDS = 1.0  # between two looks at the memory
ROLES = {
    "creditdelta.project.keeper": "keeper",
    "creditdelta.project.receiver": "receiver",
    "creditdelta.project.notifier": "notifier",
    "creditdelta.project.measure": "measurer",
    "creditdelta.uploads.reading_child": "reader",
    "resource_tracker": "tracker",
    "spawn_main": "web",
    "serve": "server",
}


@dataclass(frozen=True, slots=True)
class Ledger:
    """A filled ledger: the environment of its programs, and whom and with which keys to ask."""

    home: Path
    environment: dict[str, str]
    known: dict[str, Any]

    def command(self, *words: str) -> dict[str, Any]:
        """What a command of `cdelta` says in JSON; it may have findings."""
        done = subprocess.run(
            [CDELTA, *words, "--json"], env=self.environment, check=False, stdout=subprocess.PIPE
        )
        assert done.returncode in (0, FINDINGS), words
        told: dict[str, Any] = json.loads(done.stdout)
        return told


def filled(place: Path, owner: str, organisations: int) -> Ledger:
    """Prepare a home and a database as docs/serving.md says, and fill them."""
    environment = {
        **os.environ,
        "PYTHONPATH": str(
            ROOT
        ),  # the code beside this file, whatever the commands were installed from
        "CREDITDELTA_HOME": str(place / "home"),
        "CREDITDELTA_RULEBOOK": str(with_allowances(place / "rulebook")),
        "DATABASE_URL": _as(OPERATOR, owner),
        "CREDITDELTA_WEB": _as(WEB, owner),
    }
    subprocess.run(
        [CDELTA, "init"], env={**environment, "CREDITDELTA_OWNER": owner}, check=True,
        capture_output=True,
    )  # fmt: skip
    made = subprocess.run(
        [sys.executable, "-m", "benchmarks.load_ledger", str(organisations)],
        env=environment, check=True, stdout=subprocess.PIPE,
    )  # fmt: skip
    return Ledger(place / "home", environment, json.loads(made.stdout))


def _as(role: str, owner: str) -> str:
    return owner.replace(f"{OWNER}@", f"{role}@")


def with_allowances(place: Path) -> Path:
    """A copy of the rulebook whose allowances do not end before the load does."""
    copytree(folder(), place)
    path = place / FILE
    text = path.read_text(encoding="utf-8")
    for name, value in ALLOWANCES.items():
        text, done = re.subn(rf'(name = "{name}"\nvalue = )[\d_]+', rf"\g<1>{value}", text)
        assert done == 1, name
    path.write_text(text, encoding="utf-8")
    return place


@dataclass(slots=True)
class Memory:
    """Megabytes of each process of a site, as they were when first looked at, last, and at most."""

    process: int
    over: threading.Event = field(default_factory=threading.Event)
    roles: dict[int, str] = field(default_factory=dict)
    first: dict[int, float] = field(default_factory=dict)
    last: dict[int, float] = field(default_factory=dict)
    most: dict[int, float] = field(default_factory=dict)

    def look(self) -> None:
        """See how much everybody has, now and ever."""
        for one in family(self.process):
            with suppress(OSError):
                told = dict(
                    line.split(":", 1)
                    for line in Path(f"/proc/{one}/status").read_text().splitlines()
                )
                if "VmRSS" not in told:  # it has ended, and nobody has asked how
                    continue
                self.roles.setdefault(one, _role(one))
                self.last[one] = _megabytes(told["VmRSS"])
                self.most[one] = _megabytes(told["VmHWM"])
                self.first.setdefault(one, self.last[one])

    def follow(self) -> None:
        """Look until it is over."""
        while not self.over.wait(SECONDS):
            self.look()

    def begin_anew(self) -> None:
        """From now on is what counts as first."""
        self.first.clear()
        self.look()

    def told(self) -> list[dict[str, Any]]:
        """Every process by what it does; of those that come and go, the largest."""
        found: dict[str, dict[str, Any]] = {}
        for one, role in sorted(self.roles.items()):
            line = {
                "first_mb": self.first.get(one, 0.0), "last_mb": self.last[one],
                "peak_mb": self.most[one],
            }  # fmt: skip
            name = f"{role} {one}" if role == "web" else role
            if name not in found or found[name]["peak_mb"] < line["peak_mb"]:
                found[name] = line
        webs = [name for name in found if name.startswith("web ")]
        names = {name: f"web_{n}" for n, name in enumerate(webs, 1)}
        return [{"process": names.get(name, name), **line} for name, line in found.items()]


def _role(process: int) -> str:
    told = Path(f"/proc/{process}/cmdline").read_bytes().decode().replace("\0", " ")
    return next((role for mark, role in ROLES.items() if mark in told), told[:60])


def _megabytes(told: str) -> float:
    return round(int(told.split()[0]) / 1024, 1)


@contextmanager
def serving(ledger: Ledger) -> Iterator[tuple[int, Memory]]:
    """The site: its port and the memory of its processes."""
    with served(ledger.environment, ledger.home) as (port, process):
        memory = Memory(process)
        following = threading.Thread(target=memory.follow)
        following.start()
        try:
            yield port, memory
        finally:
            memory.over.set()
            following.join()
