"""Make the golden journal anew: `python -m tests.golden.make`; with `--tables`, only its digests.

A golden journal is never made anew once a release wrote events of its version: later versions get a
journal beside it. What may change is how tables are laid out; then only the digests are written.
"""

import json
import os
import shutil
import sys
import tempfile
from datetime import date
from pathlib import Path

HERE = Path(__file__).parent
JOURNAL, TABLES, SHAPES = HERE / "journal-v1.jsonl", HERE / "tables.json", HERE / "shapes.json"
HOME = HERE / "home"
DAY = date(2026, 4, 1)


def keys(home: Path) -> None:
    """The golden home's keys: known to everybody, made for this test, used nowhere else."""
    (home / "keys").mkdir(parents=True)
    for number, name in enumerate(("identity", "originals", "signing"), 1):
        (home / "keys" / f"{name}.key").write_text(f"{number:02x}" * 32)


def scenes(folder: Path) -> None:
    """Something of everything that may happen to a ledger."""
    from creditdelta.facade.check import rulebook
    from creditdelta.intake.services import Received, destroy_originals, ingest
    from creditdelta.intake.tests.supplies import OFFICE, penalties, penalty, registrations, written
    from creditdelta.journal.services import checkpoint, envelope
    from creditdelta.records.compaction import compact

    def take(path: Path) -> None:
        ingest(Received(path, "310000", "clerk", DAY), rulebook())

    take(registrations(folder, 3))
    take(penalties(folder, 4))
    take(penalties(folder, 4))
    checkpoint()
    taken_back = {
        "kind": "行政处罚",
        "uscc": penalty(1)["CF_XDR_SHXYM"],
        "authority": OFFICE,
        "number": penalty(1)["CF_WSH"],
        "ground": "原决定被撤销",
        "annulling_number": "沪示撤〔2026〕1号",
        "withdrawn_on": "2026-03-02",
        "reason": "合成示例",
    }
    take(written(folder / "withdrawals.csv", "withdrawal", [taken_back]))
    (folder / "nothing.csv").write_text("没有这样的表头\n1\n", encoding="utf-8")
    take(folder / "nothing.csv")
    held()
    list(compact(envelope("310000", "worker"), everything=True))
    destroy_originals(date(2030, 1, 1), "worker")
    erased()
    checkpoint()


def held() -> None:
    """A submission that waited for a second officer."""
    from creditdelta.intake import apply
    from creditdelta.intake.events import SubmissionClosed, SubmissionOpened, SubmissionReleased
    from creditdelta.intake.queries import next_number
    from creditdelta.journal.database import writing
    from creditdelta.journal.services import envelope, record
    from creditdelta.rulebook.digest import rulebook_digest

    first, second = envelope("320000", "clerk"), envelope("320000", "chief")
    with writing():
        number = next_number()
        event = SubmissionOpened(
            submission=number,
            region="320000",
            source="penalty",
            standard="penalty/2018",
            file_id=bytes(16),
            rulebook=rulebook_digest(),
            issued_at=first.recorded_at,
            batch="7",
            received_on=DAY,
            rows=2,
            rejected=2,
            parts=0,
            findings={"CD-CODE-001": 2},
            held_for="rows 2 > 10 x 0",
        )
        record(event, apply.opened, first)
        record(SubmissionReleased(number, "合成示例"), apply.released, second)
        record(SubmissionClosed(number), apply.closed, second)


def erased() -> None:
    """A record that was erased; its part is not written again, so that the journal can be played."""
    from creditdelta.journal.database import writing
    from creditdelta.journal.services import envelope, record
    from creditdelta.records import pool_apply
    from creditdelta.records.models import Statement
    from creditdelta.records.pool_events import Erased, RecordErased

    about = envelope("310000", "chief")
    with writing():
        told = Statement.objects.filter(standard__startswith="penalty").order_by("-place")[:1].get()
        one = Erased(bytes(told.ref), bytes(told.document), bytes(range(16)))
        event = RecordErased((one,), (told.place,), "合成示例", DAY, ())
        record(event, pool_apply.erased, about)


def make() -> None:
    """Live through the scenes in a home of their own, and keep what a rebuild needs."""
    with tempfile.TemporaryDirectory() as place:
        home = Path(place) / "home"
        keys(home)
        os.environ["CREDITDELTA_HOME"] = str(home)
        from creditdelta.project.setup import set_up

        set_up()
        from creditdelta.journal.queries import exported
        from creditdelta.project.prepare import prepare

        prepare("310000", "golden", "clerk")
        scenes(Path(place))
        JOURNAL.write_bytes(b"".join(exported()))
        shutil.rmtree(HOME, ignore_errors=True)
        for name in ("keys", "pool"):
            shutil.copytree(home / name, HOME / name)
        tables()


def tables() -> None:
    """Write what the journal gives today, table by table, and the forms of all events."""
    from creditdelta.journal.database import on
    from creditdelta.project.rebuild import BESIDE, empty_ledger
    from creditdelta.project.table_digests import table_digests
    from tests.golden.replay import play_file, shapes

    with empty_ledger(), on(BESIDE):
        play_file(JOURNAL)
        told = table_digests()
    TABLES.write_text(json.dumps(told, indent=1, sort_keys=True) + "\n")
    known = json.loads(SHAPES.read_text()) if SHAPES.is_file() else {}
    SHAPES.write_text(json.dumps(known | shapes(), indent=1, sort_keys=True) + "\n")


def main() -> None:
    """All of it, or the digests alone."""
    if "--tables" not in sys.argv:
        make()
        return
    with tempfile.TemporaryDirectory() as place:
        home = Path(place) / "home"
        shutil.copytree(HOME, home)
        os.environ["CREDITDELTA_HOME"] = str(home)
        from creditdelta.project.setup import set_up

        set_up()
        tables()


if __name__ == "__main__":
    main()
