"""Answer for the archives of two organisations in turn, one with 20 records and one with 200, as JSON.

All records are read, placed and counted; the latest 20 of each section are told whole.

python -m benchmarks.contenders.archive_read TIMES
"""

import json
import os
import sys
import time
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

DAY = date(2026, 4, 1)
FEW, MANY = 20, 200


def main() -> None:
    """Fill a ledger of its own, read, print CPU-seconds a reading and what was read."""
    times = int(sys.argv[1])
    with TemporaryDirectory() as folder:
        os.environ["CREDITDELTA_HOME"] = folder
        from creditdelta.project.setup import set_up

        set_up()
        codes = filled(Path(folder))
        answer = {str(count): read(code) for count, code in codes.items()}
        spent = dict.fromkeys(codes, 0.0)
        for _ in range(times):
            for count, code in codes.items():
                begun = time.process_time()
                look(code)
                spent[count] += time.process_time() - begun
    few, many = (spent[count] / times for count in (FEW, MANY))
    print(json.dumps({"job": many, "few": few, "answer": answer}))


def look(code: str) -> str:
    """The archive as an officer is told it."""
    from creditdelta.archive.queries import archive
    from creditdelta.cli.archive_lines import archive_line
    from creditdelta.records.publishing import Viewer

    found = archive(code, today=DAY, viewer=Viewer("officer", purpose="bench"))
    return json.dumps(archive_line(found), ensure_ascii=False)


def read(code: str) -> dict[str, int]:
    """How many records are counted, how many SQL statements it takes."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    look(code)
    with CaptureQueriesContext(connection) as captured:
        found = look(code)
    counted = sum(section["count"] for section in json.loads(found)["sections"])
    return {"records": counted, "statements": len(captured)}


def filled(folder: Path) -> dict[int, str]:
    """A ledger with two registered organisations and their penalties; returns their codes."""
    from django.core.management import call_command

    from creditdelta.facade.check import rulebook
    from creditdelta.intake.services import Received, ingest
    from creditdelta.intake.tests.supplies import organisation, penalty, registrations, written
    from creditdelta.journal.home import prepare

    prepare()
    call_command("migrate", verbosity=0)
    rows = [
        penalty(number, CF_WSH=f"沪示罚〔2025〕{n}号")
        for number, count in enumerate((FEW, MANY))
        for n in range(count)
    ]
    at = datetime(2026, 1, 1, tzinfo=UTC)
    for path in (registrations(folder, 2), written(folder / "p.csv", "penalty", rows)):
        ingest(Received(path, "310000", "clerk", DAY, issued_at=at), rulebook())
    return {count: organisation(number)[0] for number, count in enumerate((FEW, MANY))}


if __name__ == "__main__":
    main()
