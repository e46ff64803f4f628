"""Parts are folded: the same rows, fewer files, every root still proved, nothing half-moved."""

import os
import time
from pathlib import Path
from typing import Any

import pytest

from creditdelta.intake.tests.supplies import penalties
from creditdelta.journal.home import home
from creditdelta.journal.models import Event
from creditdelta.pipeline import pool, pool_fold
from creditdelta.records.compaction import compact
from creditdelta.records.models import Part
from creditdelta.records.pool_proof import Fault, verify
from creditdelta.records.sweeping import sweep, unnamed
from creditdelta.records.tests.pooled import fill, officer, taken

pytestmark = pytest.mark.usefixtures("ledger")


def rows() -> set[tuple[Any, ...]]:
    """Every row that counts, with its standard."""
    found: list[tuple[Any, ...]] = []
    for part in Part.objects.all():
        batch = pool.read(home() / "pool", part.address)
        columns = [batch.column(name).to_pylist() for name in sorted(batch.schema.names)]
        found += ((part.standard, *row) for row in zip(*columns, strict=True))
    assert len(set(found)) == len(found)
    return set(found)


def damage() -> list[Fault]:
    return [fault for fault in verify() if fault.weighs]


@pytest.fixture
def filled(ledger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(tmp_path, monkeypatch)


@pytest.mark.usefixtures("filled")
def test_the_rows_stay_what_they_are() -> None:
    before, parts = rows(), Part.objects.count()
    done = list(compact(officer(), everything=True))
    assert rows() == before
    assert sum(fold.old for fold in done) == parts
    assert not Part.objects.filter(bucket=None).exists()
    assert damage() == []


@pytest.mark.usefixtures("filled")
def test_a_bucket_holds_the_references_that_begin_with_it() -> None:
    list(compact(officer(), everything=True))
    for part in Part.objects.all():
        batch = pool.read(home() / "pool", part.address)
        assert {ref[0] >> 4 for ref in batch.column("_ref").to_pylist()} == {part.bucket}
        order = list(
            zip(*(batch.column(n).to_pylist() for n in ("_ref", "_document", "_row")), strict=True)
        )
        assert order == sorted(order)


def test_later_parts_join_the_light_ones_of_their_bucket(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(tmp_path, monkeypatch)
    list(compact(officer(), everything=True))
    taken(penalties(tmp_path, 40, name="again.csv", CF_NR="警告，责令改正"))
    before = rows()
    list(compact(officer(), everything=True))
    assert rows() == before
    penalty = Part.objects.filter(standard="penalty/2018")
    assert penalty.count() == penalty.values("bucket").distinct().count()
    assert damage() == []


@pytest.mark.usefixtures("filled")
def test_a_full_bucket_is_split(monkeypatch: pytest.MonkeyPatch) -> None:
    before = rows()
    monkeypatch.setattr(pool_fold, "PART_ROWS", 3)
    list(compact(officer(), everything=True))
    assert rows() == before
    assert damage() == []


@pytest.mark.usefixtures("filled")
def test_few_parts_are_left_alone_and_the_event_names_no_more_than_addresses() -> None:
    assert list(compact(officer())) == []
    list(compact(officer(), everything=True))
    event = Event.objects.filter(kind="pool.compacted").first()
    assert event is not None
    assert event.number is not None
    assert "DEMA" not in event.body


@pytest.mark.usefixtures("filled")
def test_a_part_moved_meanwhile_leaves_the_manifest_as_it_was(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = set(Part.objects.values_list("address", flat=True))
    original = pool_fold.fold

    def slow(*given: Any) -> Any:
        yield from original(*given)
        Part.objects.filter(address=sorted(given[1])[0]).update(address=given[2])

    monkeypatch.setattr(pool_fold, "fold", slow)
    assert list(compact(officer(), everything=True)) == []
    assert Part.objects.count() == len(before)


@pytest.mark.usefixtures("filled")
def test_old_files_stay_for_readers_and_are_swept_later() -> None:
    list(compact(officer(), everything=True))
    old = list(unnamed(home() / "pool"))
    assert old
    assert sweep() == 0
    assert {fault.kind for fault in verify()} == {"unswept"}
    past = time.time() - 7200
    for path in old:
        os.utime(path, (past, past))
    assert {fault.kind for fault in verify()} == {"surplus"}
    assert sweep() == len(old)
    assert sweep() == 0
    assert list(verify()) == []


@pytest.mark.usefixtures("filled")
def test_what_a_killed_process_laid_down_is_swept() -> None:
    left = home() / "staging" / "fold-999999999-x"
    left.mkdir()
    (left / "rows.arrow").write_bytes(b"rows")
    own = home() / "staging" / f"fold-{os.getpid()}-x"
    own.mkdir()
    assert sweep(grace=0) == 1
    assert own.is_dir()
    assert not left.exists()
