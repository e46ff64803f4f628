"""A PostgreSQL server for one run of tests: `python -m tests.postgres COMMAND...`.

Own, because the packaged fixture refuses to run as root. The server listens on a socket in a
temporary folder only, runs as another user when we are root, and is gone afterwards.
"""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

BINARIES = max(Path("/usr/lib/postgresql").glob("*/bin"), default=Path("/usr/bin"))
SETTINGS = "-c listen_addresses='' -c shared_buffers=128MB -c max_connections=40"


def _run_as() -> dict[str, Any]:
    """Root may not run a server: another user of the machine does."""
    if os.geteuid() != 0:
        return {}
    names = {entry.pw_name: entry for entry in pwd.getpwall()}
    user = names.get("postgres") or names["nobody"]
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


@contextmanager
def server(*, safe: bool = True) -> Iterator[tuple[str, Path]]:
    """(address for DATABASE_URL, data folder) of a fresh cluster."""
    folder = Path(tempfile.mkdtemp(prefix="cd-pg-"))
    who = _run_as()
    if who:
        os.chown(folder, who["user"], who["group"])
    environment = {"PATH": f"{BINARIES}:/usr/bin:/bin", "LC_ALL": "C.UTF-8"}
    data = folder / "data"

    def run(program: str, *given: str | Path, check: bool = True) -> None:
        command = [BINARIES / program, "-D", data, *given]
        how: dict[str, Any] = {"cwd": folder, "env": environment, "check": check, **who}
        subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **how)  # noqa: PLW1510

    options = SETTINGS if safe else f"{SETTINGS} -c fsync=off"
    try:
        run("initdb", "-U", "postgres", "-A", "trust", "-E", "UTF8", "-k")
        run("pg_ctl", "-w", "-l", folder / "log", "-o", f"{options} -k {folder}", "start")
        yield f"postgres://postgres@%2F{str(folder).lstrip('/').replace('/', '%2F')}/postgres", data
    finally:
        run("pg_ctl", "-m", "immediate", "stop", check=False)
        for _ in range(20):
            shutil.rmtree(folder, ignore_errors=True)
            if not folder.exists():
                break
            time.sleep(0.1)


def kill_and_restart(data: Path, after: float = 0.0) -> None:
    """Kill a server and all its processes without a word after some seconds, and start it again."""
    time.sleep(after)
    postmaster = int((data / "postmaster.pid").read_text().split()[0])
    for process in [postmaster, *_children(postmaster)]:
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)
    how: dict[str, Any] = {"cwd": data.parent, "check": False, **_run_as()}
    environment = {"PATH": f"{BINARIES}:/usr/bin:/bin", "LC_ALL": "C.UTF-8"}
    command = [BINARIES / "pg_ctl", "-D", data, "-w", "-l", data.parent / "log", "restart"]
    for _ in range(50):  # shared memory of the dead may linger for a moment
        done = subprocess.run(  # noqa: PLW1510
            command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **how
        )
        if done.returncode == 0:
            return
        time.sleep(0.2)
    raise RuntimeError((data.parent / "log").read_text())


def _children(parent: int) -> list[int]:
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        with suppress(FileNotFoundError, ProcessLookupError):
            fields = status.read_text().rpartition(")")[2].split()
            if int(fields[1]) == parent:
                found.append(int(status.parent.name))
    return found


def main() -> int:
    """Run a command with DATABASE_URL set to a fresh server; `--there`: is there one to start?"""
    if sys.argv[1:] == ["--there"]:
        return 0 if (BINARIES / "initdb").is_file() else 1
    with server(safe=False) as (address, _):
        return subprocess.run(
            sys.argv[1:],
            env={**os.environ, "DATABASE_URL": address, "CREDITDELTA_UNDURABLE": "1"},
            check=False,
        ).returncode


if __name__ == "__main__":
    sys.exit(main())
