"""Whatever clerks do in whatever order: refused = mended + set aside + waiting, row by row, to the end.

A walk of drawn acts against a second description of them. Files are read by the same code as ever, in this
process; the limits of the one that does it in life are tried in test_receiving.py.
"""

import json
import threading
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any

import openpyxl
import pytest
from django.db import connection

from creditdelta.facade.check import rulebook
from creditdelta.intake.services import Received, ingest
from creditdelta.intake.tests.supplies import penalty, registrations, written
from creditdelta.records.models import Statement
from creditdelta.rulebook.records import standard
from creditdelta.uploads import reading_child
from creditdelta.uploads.mending import Edit, Outcome, bring_back, mend, set_aside, tally
from creditdelta.uploads.models import Upload
from creditdelta.uploads.queries import waiting_rows, wrong_rows
from creditdelta.uploads.reading_process import READER
from creditdelta.uploads.receiving import work_once
from creditdelta.uploads.services import append, begin, complete, confirm, discard
from creditdelta.uploads.tests.sent import CLERK, OFFICE, sent
from creditdelta.uploads.workbook import workbook
from creditdelta.uploads.wrong import token

DAY = date(2026, 4, 1)
GOOD, BAD = "2025-06-02", "2025-06-3{}"
PENALTY = standard("penalty")
ROWS, WRONG, WALKS, STEPS = 15, 12, 4, 45
FIRST = 2  # line of a file's first row
COLUMN = "CF_JDRQ"


@pytest.fixture(autouse=True)
def read_here(ledger: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def read(job: dict[str, Any], progress: Callable[[int], bool]) -> None:
        del progress
        reading_child.read_upload(job, lambda rows: None)

    monkeypatch.setattr(READER, "read", read)
    for place in ("services", "reading"):
        monkeypatch.setattr(f"creditdelta.uploads.{place}.business_day", lambda: DAY)
    path = registrations(tmp_path, ROWS * WALKS)
    ingest(Received(path, "310000", CLERK, DAY), rulebook())


def spoilt(folder: Path, walk: int = 0) -> Upload:
    """Penalties, the last of which have a day of decision that is none."""
    rows = [penalty(n + walk * ROWS) for n in range(ROWS)]
    for n in range(ROWS - WRONG, ROWS):
        rows[n][COLUMN] = "昨天"
    found = sent(written(folder / f"walk-{walk}.csv", "penalty", rows))
    work_once()
    found.refresh_from_db()
    return found


class Model:
    """Each wrong row by where it is: waits, is aside, lies in a parcel, or is in the ledger."""

    def __init__(self, rows: list[int]) -> None:
        self.place: dict[int, str] = dict.fromkeys(rows, "waits")
        self.says: dict[int, str] = dict.fromkeys(rows, "昨天")
        self.parcels: dict[str, list[int]] = {}
        self.unjudged: set[int] = set()  # mended, and thrown away before anybody looked

    def at(self, place: str) -> list[int]:
        return [row for row, where in self.place.items() if where == place]

    def packed(self, parcel: str, said: dict[int, str]) -> None:
        self.parcels[parcel] = list(said)
        self.says |= said
        self.place |= dict.fromkeys(said, "parcel")

    def opened(self) -> None:
        for rows in self.parcels.values():
            self.unjudged -= set(rows)
            for row in rows:
                self.place[row] = "ledger" if self.says[row] == GOOD else "waits"
        self.parcels.clear()

    def thrown(self, parcel: str) -> None:
        self.unjudged |= set(self.parcels[parcel])
        self.place |= dict.fromkeys(self.parcels.pop(parcel), "waits")


class Walk:
    """One upload, the acts of its clerks, and the model beside it."""

    def __init__(self, upload: Upload, draw: Random) -> None:
        self.upload, self.draw = upload, draw
        self.model = Model([row.row for row in waiting_rows(upload)])
        self.stale: Edit | None = None
        self.count = 0

    def some(self, place: str) -> list[int]:
        rows = self.model.at(place)
        return (
            sorted(self.draw.sample(rows, self.draw.randint(1, min(4, len(rows))))) if rows else []
        )

    def word(self) -> str:
        self.count += 1
        return GOOD if self.draw.random() < 0.2 else BAD.format(self.count)

    def edit(self) -> None:
        """A form of some rows; the one before of one of them stays open on another clerk's screen."""
        said = {row: self.word() for row in self.some("waits")}
        seen = {row.row: token(row.cells) for row in waiting_rows(self.upload)}
        edits = [Edit(row, seen[row], {COLUMN: text}) for row, text in said.items()]
        done = mend(self.upload, CLERK, edits)
        assert done.rows == tuple(said)
        if done.sent is not None:
            self.stale = edits[0]
            self.model.packed(done.sent.id, said)

    def late(self) -> None:
        """The other clerk sends the older form: nothing happens, and it is told."""
        if self.stale is not None:
            assert mend(self.upload, "b" * 32, [self.stale]).sent is None

    def aside(self) -> None:
        rows = self.some("waits")
        assert set_aside(self.upload, rows) == len(rows)
        self.model.place |= dict.fromkeys(rows, "aside")

    def back(self) -> None:
        rows = self.some("aside")
        assert bring_back(self.upload, rows) == len(rows)
        self.model.place |= dict.fromkeys(rows, "waits")

    def sheet(self) -> None:
        """The workbook of all that waits comes back with some rows changed."""
        self.work()
        said = {row: self.word() for row in self.some("waits")}
        if not said:
            return
        content = workbook(self.upload.id, PENALTY, waiting_rows(self.upload), "zh")
        content = typed_over(content, said)
        along = self.model.unjudged & set(self.model.at("waits"))
        said = {row: self.model.says[row] for row in along} | said
        found = begin(OFFICE, CLERK, "fix.xlsx", len(content))
        append(found, 0, [content])
        complete(found)
        self.model.packed(found.id, said)
        self.work()

    def settled(self) -> bool:
        return not self.model.parcels

    def throw(self) -> None:
        """A parcel that nobody has opened yet is discarded."""
        if not self.model.parcels:
            self.edit()
        if self.model.parcels:
            parcel = self.draw.choice(sorted(self.model.parcels))
            discard(Upload.objects.get(pk=parcel))
            self.model.thrown(parcel)

    def work(self) -> None:
        while work_once():
            pass
        self.model.opened()

    def good_ones(self) -> None:
        self.upload.refresh_from_db()
        if self.upload.state == "read":
            confirm(self.upload, CLERK)

    def read_again(self) -> None:
        """As where day or rules changed before anybody confirmed."""
        self.upload.refresh_from_db()
        if self.upload.state == "read" and self.settled():
            Upload.objects.filter(pk=self.upload.pk).update(state="waiting")
            self.work()
            self.model.says |= dict.fromkeys(self.model.at("waits"), "昨天")
            self.model.unjudged &= set(self.model.at("aside"))
            self.stale = None  # rows say what the file says once more: an older form fits again

    def look(self) -> None:
        """What the platform says is what the model says, row by row and added up."""
        kept = {row.row: row for row in wrong_rows(self.upload)}
        assert kept.keys() == self.model.place.keys()
        now = tally(self.upload)
        if self.settled():
            assert now.under_way == 0
        assert now.waiting + now.aside + now.under_way + now.mended == WRONG
        assert now.mended == len(self.model.at("ledger"))
        assert now.aside == len(self.model.at("aside"))
        for row, place in self.model.place.items():
            assert kept[row].set_aside == (place == "aside"), row
            if place in ("waits", "aside"):
                assert kept[row].cells[COLUMN] == self.model.says[row], row


def typed_over(content: bytes, days: dict[int, str]) -> bytes:
    """A workbook with some days of decision typed over, by original row number."""
    book = openpyxl.load_workbook(BytesIO(content))
    sheet = book.worksheets[0]
    head = [cell.value for cell in sheet[1]]
    for row in sheet.iter_rows(min_row=2):
        if (number := int(str(row[0].value))) in days:
            row[head.index(PENALTY.column(COLUMN).label.zh)].value = days[number]
    out = BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("seed", range(WALKS))
def test_no_row_is_lost_or_doubled_on_any_way(tmp_path: Path, seed: int) -> None:
    walk = Walk(spoilt(tmp_path), Random(seed))
    acts = [
        *[walk.edit, walk.late, walk.aside, walk.back, walk.back, walk.sheet, walk.throw] * 3,
        walk.throw, walk.work, walk.good_ones, walk.read_again, walk.read_again,
    ]  # fmt: skip
    for _ in range(STEPS):
        walk.draw.choice(acts)()
        if walk.model.parcels and walk.draw.random() < 0.5:
            walk.work()
        if walk.settled():
            walk.work()
        walk.look()
    walk.good_ones()
    walk.work()
    mended = len(walk.model.at("ledger"))
    told = Statement.objects.filter(standard=PENALTY.id)
    assert told.values("ref", "document").distinct().count() == ROWS - WRONG + mended
    assert told.count() == ROWS - WRONG + mended, "a row mended twice is one record"


def test_of_two_clerks_at_the_same_moment_one_wins(tmp_path: Path) -> None:
    upload = spoilt(tmp_path)
    seen = {row.row: token(row.cells) for row in waiting_rows(upload)}
    gate, outcomes = threading.Barrier(2), dict[str, Outcome]()

    def clerk(name: str) -> None:
        edits = [Edit(row, word, {COLUMN: GOOD}) for row, word in seen.items()]
        gate.wait()
        outcomes[name] = mend(upload, name * 32, edits)
        connection.close()

    both = [threading.Thread(target=clerk, args=(name,)) for name in "cd"]
    for each in both:
        each.start()
    for each in both:
        each.join()
    rows = sorted((len(done.rows), len(done.late)) for done in outcomes.values())
    assert rows == [(0, WRONG), (WRONG, 0)]
    while work_once():
        pass
    assert tally(upload).mended == WRONG
    assert json.loads(Upload.objects.get(mends=upload.id).found)["good"] == WRONG
