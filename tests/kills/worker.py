"""A process that works on a ledger and may be killed at any point: `python -m tests.kills.worker FOLDER`.

It loads everything once, then forks a child for every job read from its input, so that a kill costs
no start-up. A child that finished a job writes so to FOLDER/done, flushed to the disk, before it ends:
what stands there was acknowledged and must never be lost. Where the database goes away, it tries again.
"""

import json
import os
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

TODAY = date(2026, 4, 1)
PART_ROWS = 15
PATIENCE_SECONDS = 60.0


def main(folder: Path) -> None:
    """Serve jobs until the input ends: print the child's number, then how it ended."""
    from creditdelta.project.setup import set_up

    set_up()
    _load_everything()
    _tell("ready")
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            _work(json.loads(line), folder)
        _tell(child)
        _, status = os.waitpid(child, 0)
        _tell(status)


def _load_everything() -> None:
    """What every child would load anew otherwise; no connection is opened."""
    from creditdelta.cli.warm import warm
    from creditdelta.facade.check import rulebook
    from creditdelta.intake import erasure, identity, reading, services
    from creditdelta.notices import mails
    from creditdelta.records import compaction, pool_proof
    from creditdelta.rulebook.calendars import calendar
    from creditdelta.rulebook.digest import rulebook_digest
    from creditdelta.rulebook.name_words import name_words
    from creditdelta.rulebook.publication import publications
    from tests.kills import looking

    assert [erasure, services, compaction, pool_proof, looking, mails]
    for load in (rulebook, identity.kinds, calendar, rulebook_digest, name_words, publications):
        load()
    reading.PART_ROWS = PART_ROWS
    with tempfile.TemporaryDirectory() as scratch:
        warm(Path(scratch))


def _tell(word: object) -> None:
    print(word, flush=True)  # noqa: T201


def _work(job: dict[str, Any], folder: Path) -> None:
    """One job, in the child; never returns."""
    status = 1
    try:
        answer = _patiently(JOBS[job["do"]], job)
        with (folder / "done").open("a", encoding="utf-8") as out:
            out.write(json.dumps({**job, "answer": answer}) + "\n")
            out.flush()
            os.fsync(out.fileno())
        status = 0
    except BaseException:  # the child must never fall back into the parent's loop
        (folder / "trouble").write_text(traceback.format_exc(), encoding="utf-8")
    finally:
        os._exit(status)


def _patiently(act: Callable[[dict[str, Any]], Any], job: dict[str, Any]) -> Any:
    from django.db import InterfaceError, OperationalError, connections

    until = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            return act(job)
        except (OperationalError, InterfaceError):
            if time.monotonic() > until:
                raise
            connections.close_all()
            time.sleep(0.05)


def _prepare(job: dict[str, Any]) -> None:
    from django.core.management import call_command

    from creditdelta.journal.home import prepare

    prepare()
    call_command("migrate", verbosity=0, interactive=False)


def _ingest(job: dict[str, Any]) -> int:
    from creditdelta.facade.check import rulebook
    from creditdelta.intake.services import Received, ingest

    return ingest(Received(Path(job["path"]), "310000", "clerk", TODAY), rulebook()).pk


def _compact(job: dict[str, Any]) -> None:
    from creditdelta.journal.services import envelope
    from creditdelta.records.compaction import compact
    from creditdelta.records.sweeping import sweep

    list(compact(envelope("310000", "operator"), everything=True))
    sweep(grace=0)


def _erase(job: dict[str, Any]) -> None:
    from creditdelta.intake.erasure import StillOpen, erase_records
    from creditdelta.journal.services import envelope

    record = bytes.fromhex(job["ref"]), bytes.fromhex(job["document"])
    try:
        erase_records([record], "retention", envelope("310000", "officer"), on=TODAY)
    except StillOpen:
        return


def _seal(job: dict[str, Any]) -> None:
    from creditdelta.journal.services import seal

    seal()


def _tell_many(job: dict[str, Any]) -> None:
    from tests.kills.mailing import tell_many

    tell_many(job["count"])


def _mail(job: dict[str, Any]) -> int:
    from datetime import datetime

    from creditdelta.notices.mails import send_due

    return len(send_due(datetime.fromisoformat(job["at"])))


def _mailed(job: dict[str, Any]) -> dict[str, Any]:
    from tests.kills.mailing import mailed

    return mailed()


def _upload(job: dict[str, Any]) -> str:
    from tests.kills.receiving import upload

    return upload(Path(job["path"]))


def _receive(job: dict[str, Any]) -> None:
    from tests.kills.receiving import receive

    receive()


def _received(job: dict[str, Any]) -> dict[str, Any]:
    from tests.kills.receiving import received

    return received()


def _list(job: dict[str, Any]) -> str:
    from tests.kills.screening import listed

    return listed(job["count"], job["known"])


def _screen(job: dict[str, Any]) -> None:
    from tests.kills.screening import screen

    screen()


def _screened(job: dict[str, Any]) -> dict[str, Any]:
    from tests.kills.screening import screened

    return screened(job["job"])


def _forget(job: dict[str, Any]) -> None:
    from creditdelta.screening.models import Job
    from creditdelta.screening.services import remove

    remove(Job.objects.get(pk=job["job"]))


def _look(job: dict[str, Any]) -> dict[str, Any]:
    from tests.kills.looking import look

    return look()


def _end(job: dict[str, Any]) -> dict[str, Any]:
    from tests.kills.looking import end

    return end()


JOBS: dict[str, Callable[[dict[str, Any]], Any]] = {
    "prepare": _prepare,
    "ingest": _ingest,
    "compact": _compact,
    "erase": _erase,
    "seal": _seal,
    "tell_many": _tell_many,
    "mail": _mail,
    "mailed": _mailed,
    "upload": _upload,
    "receive": _receive,
    "received": _received,
    "list": _list,
    "screen": _screen,
    "screened": _screened,
    "forget": _forget,
    "look": _look,
    "end": _end,
}


if __name__ == "__main__":
    main(Path(sys.argv[1]))
