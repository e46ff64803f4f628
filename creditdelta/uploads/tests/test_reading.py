"""The process that has files read is walled in; whatever ends one reading, the next file is read."""

import json
import os
import signal
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from creditdelta.intake.tests.supplies import penalties
from creditdelta.uploads import reading_process, receiving
from creditdelta.uploads.models import Upload
from creditdelta.uploads.queries import found_of
from creditdelta.uploads.reading_process import READER, NotRead
from creditdelta.uploads.receiving import work_once
from creditdelta.uploads.services import ReadAnew, again, confirm, discard
from creditdelta.uploads.tests.sent import CLERK, sent
from creditdelta.uploads.words import trouble

pytestmark = pytest.mark.usefixtures("ledger")
_CONNECT = """
import socket
from creditdelta.uploads.reading_limits import NoNetwork, leave_network
with socket.create_server(("127.0.0.1", 0)) as here:
    leave_network()
    try:
        socket.create_connection(here.getsockname(), 1)
    except NoNetwork:
        print("nobody")
"""
_LIMITS = """
import os, resource
from creditdelta.uploads.reading_limits import CPU_SECONDS, MEMORY_BYTES, limit_this_process
limit_this_process()
of = resource.RLIMIT_AS, resource.RLIMIT_CPU, resource.RLIMIT_CORE
limits = [resource.getrlimit(one)[0] for one in of]
print(limits[0] <= MEMORY_BYTES, limits[1] <= CPU_SECONDS, limits[2], os.nice(0) > 0)
"""


@pytest.fixture(autouse=True)
def day(monkeypatch: pytest.MonkeyPatch) -> None:
    for place in ("services", "reading"):
        monkeypatch.setattr(f"creditdelta.uploads.{place}.business_day", lambda: date(2026, 4, 1))


def told(script: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", script], check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


def test_the_child_reaches_nobody() -> None:
    assert told(_CONNECT) == "nobody"


def test_the_child_is_limited_and_gives_way() -> None:
    assert told(_LIMITS) == "True True 0 True"


def test_the_process_knows_no_database_and_no_home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://secret")
    READER.end()
    process = READER.ready()
    known = Path(f"/proc/{process.pid}/environ").read_bytes()
    assert b"secret" not in known
    assert b"CREDITDELTA_HOME" not in known
    monkeypatch.undo()
    READER.end()


def test_a_reader_that_dies_is_an_answer_and_another_reads_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload = sent(penalties(tmp_path, 3))
    whole = reading_process._words_of

    def dying(*given: Any) -> Any:
        for word, number in whole(*given):
            if word == "child":
                os.kill(number, signal.SIGKILL)
            yield word, number

    with monkeypatch.context() as patch:
        patch.setattr(reading_process, "_words_of", dying)
        work_once()
    upload.refresh_from_db()
    said = trouble(upload)
    assert said is not None
    assert (upload.state, said.code) == ("unreadable", "CD-UPLOAD-003")
    again(upload)
    work_once()
    upload.refresh_from_db()
    assert (upload.state, found_of(upload).good) == ("read", 3)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ([("full", 0), ("ended", 0)], "CD-UPLOAD-004"),
        ([("greedy", 0), ("ended", 0)], "CD-UPLOAD-002"),
        ([("rows", 5), ("ended", signal.SIGXCPU)], "CD-UPLOAD-002"),
        ([("rows", 5), ("ended", 1)], "CD-UPLOAD-003"),
        ([("rows", 5)], "CD-UPLOAD-003"),
    ],
)
def test_every_end_has_its_code(
    words: list[tuple[str, int]], code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading_process, "_words_of", lambda *given: iter(words))
    with pytest.raises(NotRead) as refusal:
        READER.read({}, lambda rows: True)
    assert refusal.value.code == code


def test_what_is_discarded_while_it_is_read_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ledger: Path
) -> None:
    upload = sent(penalties(tmp_path, 3))
    progress = receiving._progress

    def meanwhile(one: Upload) -> Any:
        discard(Upload.objects.get(pk=one.pk))
        return progress(one)

    monkeypatch.setattr(receiving, "_progress", meanwhile)
    work_once()
    upload.refresh_from_db()
    assert (upload.state, upload.found) == ("discarded", "")
    assert list((ledger / "staging").glob("upload-*")) == []


def test_what_was_read_another_day_is_read_again_before_it_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload = sent(penalties(tmp_path, 3))
    work_once()
    upload.refresh_from_db()
    for place in ("services", "reading"):
        monkeypatch.setattr(f"creditdelta.uploads.{place}.business_day", lambda: date(2026, 4, 2))
    with pytest.raises(ReadAnew):
        confirm(upload, CLERK)
    work_once()
    upload.refresh_from_db()
    assert found_of(upload).read_on == date(2026, 4, 2)
    assert confirm(upload, CLERK).state == "confirmed"


def test_bytes_that_a_restored_backup_lacks_are_told(tmp_path: Path, ledger: Path) -> None:
    upload = sent(penalties(tmp_path, 3))
    for path in (ledger / "uploads").glob("[!.]*"):
        path.unlink()
    work_once()
    upload.refresh_from_db()
    assert (upload.state, json.loads(upload.error)[0]) == ("unreadable", "CD-UPLOAD-005")
