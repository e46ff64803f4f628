"""A rebuild finds the rows of every load, in their order, wherever compaction moved them."""

from pathlib import Path

import pyarrow as pa
import pytest

from creditdelta.intake.tests.supplies import penalties
from creditdelta.journal.home import home
from creditdelta.pipeline import pool_fold
from creditdelta.pipeline.pool_split import LoadScattered
from creditdelta.records.compaction import compact
from creditdelta.records.content import for_rebuild, rows_of
from creditdelta.records.models import Load
from creditdelta.records.tests.pooled import fill, officer, taken

pytestmark = pytest.mark.usefixtures("ledger")


def all_loads() -> dict[tuple[int, int], pa.RecordBatch]:
    return {
        (load.delivery, load.part): rows_of(
            load.delivery, load.part, load.address
        ).replace_schema_metadata(None)
        for load in Load.objects.order_by("delivery", "part")
    }


@pytest.mark.parametrize("part_rows", [3, 100_000])
def test_the_rows_of_every_load_come_back_as_they_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, part_rows: int
) -> None:
    fill(tmp_path, monkeypatch, rows=20)
    before = all_loads()
    monkeypatch.setattr(pool_fold, "PART_ROWS", part_rows)
    list(compact(officer(), everything=True))
    taken(penalties(tmp_path, 5, name="again.csv", CF_NR="警告，责令改正"))
    later = Load.objects.latest("delivery")
    with for_rebuild():
        after = all_loads()
    assert after.pop((later.delivery, 1)).num_rows == 5
    assert {load: rows.equals(before[load]) for load, rows in after.items()} == dict.fromkeys(
        before, True
    )
    assert not [*(home() / "staging").glob("split-*")]


def test_a_load_the_pool_lost_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(tmp_path, monkeypatch, rows=5)
    with for_rebuild(), pytest.raises(LoadScattered, match="9/1"):
        rows_of(9, 1, "nowhere")
