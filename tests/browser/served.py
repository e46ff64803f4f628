"""The site as its users have it: a small demonstration, served by `cdelta serve` in processes of its own."""

import fcntl
import json
import os
import random
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ORGANISATIONS = 400
PATIENCE = 120  # seconds until ready
OWN_PORTS, PORTS_EACH, MOST_WORKERS = 20_000, 500, 20
CDELTA = str(Path(sys.executable).parent / "cdelta")


class NotReady(RuntimeError):
    """The site did not become ready; the message holds what it printed."""


@dataclass(frozen=True, slots=True)
class Site:
    """A served demonstration: its address, its folder, and what is to be seen in it."""

    address: str
    folder: Path

    @property
    def home(self) -> Path:
        """Where its ledger lies."""
        return self.folder / "ledger"

    @property
    def log(self) -> Path:
        """Everything its processes printed."""
        return self.folder / "serve.log"

    def ask(self, question: str) -> list[dict[str, Any]]:
        """Rows of the pool, by `cdelta sql`."""
        command = [CDELTA, "sql", question, "--format", "json", "--limit", "0"]
        done = subprocess.run(
            command, env=_environment(self.home), check=True, capture_output=True, text=True
        )
        found: list[dict[str, Any]] = [json.loads(line) for line in done.stdout.splitlines()]
        return found


def built(folder: Path) -> None:
    """A demonstration, taken in and held to its key."""
    command = [CDELTA, "demo", "--out", str(folder), "--organisations", str(ORGANISATIONS)]
    subprocess.run([*command, "--no-serve"], check=True, capture_output=True)


def built_once(shared: Path) -> Path:
    """The demonstration of a run, built by whichever of its processes asks first; each serves a copy."""
    made, beside = shared / "demonstration", shared / "demonstration.part"
    with (shared / "demonstration.lock").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        if not made.is_dir():
            built(beside)
            beside.rename(made)
    return made


@contextmanager
def serving(folder: Path) -> Iterator[Site]:
    """The demonstration of a folder, served until the block is left."""
    port = free_port()
    site = Site(f"http://127.0.0.1:{port}", folder)
    command = [CDELTA, "serve", "--port", str(port)]
    with site.log.open("w") as log:
        process = subprocess.Popen(
            command, env=_environment(site.home), stdout=log, stderr=subprocess.STDOUT
        )
        try:
            _await_ready(site, process)
            yield site
        finally:
            process.terminate()
            process.wait(PATIENCE)


def _environment(home: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return {**kept, "CREDITDELTA_HOME": str(home)}


def _await_ready(site: Site, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{site.address}/healthz") as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.2)
    raise NotReady(site.log.read_text())


def free_port() -> int:
    """A port nobody listens on, of those that belong to this test process and are drawn for no connection.

    Servers share a port without a word: two processes that drew the same would see each other's site.
    """
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    first = OWN_PORTS + worker % MOST_WORKERS * PORTS_EACH
    for port in random.sample(range(first, first + PORTS_EACH), PORTS_EACH):
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise NotReady("no port is free")
