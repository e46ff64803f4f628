"""Let a ledger grow by files, then read its feed from the beginning, as a lawful follower does.

python -m benchmarks.contenders.feed_read ORGANISATIONS

A registration and a penalty of each organisation. Growth is everything that a file costs until its changes
are in the feed: reading, loading, sealing, every follower. Reading is pages of 1,000 as the door writes
them, and their taking over into a mirror. CPU-seconds; one process.
"""

import json
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

from benchmarks.register import empty_ledger, registered

DAY = date(2026, 4, 1)
LIMIT = 1_000


def main() -> None:
    """Grow, read, take over; print one line."""
    count = int(sys.argv[1])
    with TemporaryDirectory(prefix="cd-bench-") as folder:
        place = Path(folder)
        empty_ledger(place)
        from creditdelta.journal.synthetic import mark

        mark("invented", DAY)
        files = written(place, registered(count))
        told = grown(files)
        told |= read(place, count)
    print(json.dumps({"job": told["read"], **told}))


def written(place: Path, rows: list[tuple[str, str, str]]) -> list[Path]:
    """A file of registrations and one of penalties."""
    from creditdelta.intake.tests.supplies import penalty
    from creditdelta.intake.tests.supplies import written as write

    known = [
        {"uscc": code, "name": name, "status": "存续", "established_on": "2015-03-04"}
        for code, name, _ in rows
    ]
    fined = [
        penalty(0, CF_XDR_SHXYM=code, CF_XDR_MC=name, CF_WSH=f"沪示罚〔2025〕{number}号")
        for number, (code, name, _) in enumerate(rows)
    ]
    return [
        write(place / "registrations.csv", "registration", known),
        write(place / "penalties.csv", "penalty", fined),
    ]


def grown(files: list[Path]) -> dict[str, float]:
    """Take the files in until everybody has seen them."""
    from creditdelta.facade.check import rulebook
    from creditdelta.feed import following as feed
    from creditdelta.intake.services import Received, ingest
    from creditdelta.project.followers import FOLLOWERS, run_followers

    began = process_time()
    for file in files:
        issued = datetime(2026, 1, 1, tzinfo=UTC)
        ingest(Received(file, "310000", "bench", DAY, issued_at=issued), rulebook())
    taken = process_time()
    run_followers({feed.NAME: FOLLOWERS[feed.NAME]})
    noted = process_time()
    run_followers()
    return {"taken": taken - began, "noted": noted - taken, "growth": process_time() - began}


def read(place: Path, count: int) -> dict[str, float]:
    """Read every page as the door writes it, and take it over."""
    import orjson
    from django.db import connection

    from creditdelta.client.mirror import Mirror
    from creditdelta.feed.queries import Place, everything, page

    mirror, at, more, pages = Mirror(place / "mirror.sqlite3"), Place(0), True, []
    mirror.remember(through="0")
    before = process_time()
    while more:
        found = page(at, LIMIT, day=DAY, now=datetime.now(UTC))
        said = {"after": found.after, "through": found.through, "items": found.items}
        pages.append(orjson.dumps(said))
        at, more = found.next, found.more
    read = process_time()
    rest = {"next": "-", "day": DAY.isoformat(), "rules": "", "rules_until": None}
    for content in pages:
        mirror.apply(json.loads(content) | rest, today=DAY)
    applied = process_time()
    assert mirror.count() == count, "the mirror does not hold everybody"
    assert sum(1 for _ in everything(DAY)) == count
    whole = process_time()
    counted = _Counted()
    with connection.execute_wrapper(counted):
        page(Place(0), LIMIT, day=DAY, now=datetime.now(UTC))
    mirror.close()
    return {
        "read": read - before,
        "applied": applied - read,
        "snapshot": whole - applied,
        "bytes": sum(map(len, pages)),
        "statements": float(counted.statements),
    }


class _Counted:
    """How many statements a piece of work sends."""

    statements = 0

    def __call__(self, execute, sql, params, many, context):
        self.statements += 1
        return execute(sql, params, many, context)


if __name__ == "__main__":
    main()
