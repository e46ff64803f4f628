"""Killed at any point, fifty times: nothing lost, nothing doubled, nothing half-visible.

A quarter of the kills hits the database server and all its processes. CREDITDELTA_KILLS says how
many; `make soak` asks for 500.
"""

import os
from pathlib import Path
from random import Random
from typing import Any

import pytest

from creditdelta.intake.tests.supplies import OFFICE, organisation, penalty, registrations, written
from creditdelta.kernel.keyed import opaque
from creditdelta.pipeline.ledger_rows import document_parts
from tests.kills.driver import Worker, worker
from tests.postgres import kill_and_restart, server

KILLS = int(os.environ.get("CREDITDELTA_KILLS", "50"))
ROWS = 45
FILES = 6
ERASED = 8


def supplies(folder: Path) -> list[Path]:
    """Registrations, then files of penalties that overlap by a third: duplicates are at stake too."""
    folder.mkdir()
    files = [registrations(folder, ROWS)]
    for number in range(FILES):
        first = number * 10
        rows = [penalty(n % ROWS, CF_WSH=f"示〔2025〕{n}号") for n in range(first, first + ROWS)]
        files.append(written(folder / f"penalties-{number}.csv", "penalty", rows))
    return files


def record(key: bytes, number: int) -> dict[str, str]:
    """The keyed ids of a penalty of the files."""
    parts = document_parts("penalty", OFFICE, (f"示〔2025〕{number}号",))
    code, _ = organisation(number % ROWS)
    return {
        "ref": opaque(key, "reference", ("uscc", code)).hex(),
        "document": opaque(key, "document", parts).hex(),
    }


def key_of(found: Worker) -> bytes:
    """The identity key of a worker's ledger."""
    return bytes.fromhex((found.folder / "home" / "keys" / "identity.key").read_text())


def a_job(draw: Random, files: list[Path], key: bytes) -> tuple[str, dict[str, Any]]:
    """Mostly imports; each of them goes on where an earlier one was killed, or repeats it."""
    kind = draw.choices(("ingest", "compact", "erase", "seal"), (6, 3, 2, 1))[0]
    if kind == "ingest":
        return kind, {"path": str(draw.choice(files))}
    if kind == "erase":
        return kind, record(key, draw.randrange(ERASED))
    return kind, {}


def harmed(found: Worker, draw: Random, files: list[Path], kills: int, data: Path | None) -> None:
    """Kill again and again, looking after each kill."""
    key, cut = key_of(found), 0
    for _ in range(kills):
        kind, given = a_job(draw, files, key)
        after = draw.uniform(0.0, 0.5) ** 1.5
        if data is None:
            cut += not found.killed(after, kind, **given)
        else:
            found.begin(kind, **given)
            kill_and_restart(data, after)
            assert found.ended() == 0, (found.folder / "trouble").read_text(encoding="utf-8")
            cut += 1
        seen = found.do("look")
        assert seen["faults"] == []
        acknowledged = {job["answer"] for job in found.done() if job["do"] == "ingest"}
        assert acknowledged - set(seen["closed"]) == set()
    assert cut > kills // 4, "most jobs must be cut off for the test to mean anything"


def finished(found: Worker, files: list[Path]) -> str:
    """Everything brought to its end; the order-free digest of what the ledger is then."""
    for path in files:
        found.do("ingest", path=str(path))
    for number in range(ERASED):
        found.do("erase", **record(key_of(found), number))
    found.do("compact")
    told: dict[str, Any] = found.do("end")
    digest: str = told.pop("digest")
    assert told == {
        "faults": [], "closed": told["closed"], "files": len(files), "twice": 0, "unsealed": 0,
        "rebuilt": True, "pool": [], "inexact": 0, "open": 0,
    }  # fmt: skip
    return digest


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The supplier files of all scenes."""
    return supplies(tmp_path_factory.mktemp("kills") / "files")


@pytest.fixture(scope="module")
def calm(tmp_path_factory: pytest.TempPathFactory, files: list[Path]) -> tuple[str, Path]:
    """The digest of a ledger that nobody disturbed, and its keys, which the others share."""
    place = tmp_path_factory.mktemp("calm")
    with worker(place, "") as found:
        found.do("prepare")
        return finished(found, files), place / "home" / "keys"


def test_the_process_is_killed(tmp_path: Path, files: list[Path], calm: tuple[str, Path]) -> None:
    digest, keys = calm
    with worker(tmp_path, "", keys=keys) as found:
        found.do("prepare")
        harmed(found, Random(KILLS), files, KILLS // 2, None)
        assert finished(found, files) == digest


def test_the_server_is_killed_and_its_client(
    tmp_path: Path, files: list[Path], calm: tuple[str, Path]
) -> None:
    digest, keys = calm
    with server(safe=True) as (address, data), worker(tmp_path, address, keys=keys) as found:
        found.do("prepare")
        harmed(found, Random(KILLS), files, KILLS // 4, None)
        harmed(found, Random(KILLS + 1), files, KILLS - KILLS // 2 - KILLS // 4, data)
        assert finished(found, files) == digest
