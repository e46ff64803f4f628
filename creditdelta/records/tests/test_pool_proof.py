"""Whatever is changed in the pool is found: a byte, a part, a row, a commitment."""

from pathlib import Path
from random import Random

import pyarrow as pa
import pytest

from creditdelta.journal.home import home
from creditdelta.pipeline import pool
from creditdelta.records.compaction import compact
from creditdelta.records.models import Load, Part
from creditdelta.records.pool_proof import verify
from creditdelta.records.tests.pooled import fill, officer

pytestmark = pytest.mark.usefixtures("ledger")
FLIPS = 200


@pytest.fixture
def place(ledger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    fill(tmp_path, monkeypatch, rows=20)
    list(compact(officer(), everything=True))
    return home() / "pool"


def kinds() -> set[str]:
    return {fault.kind for fault in verify() if fault.weighs}


def test_every_flipped_byte_is_found(place: Path) -> None:
    draw = Random(1)
    parts = list(Part.objects.values_list("address", flat=True))
    for _ in range(FLIPS):
        address = draw.choice(parts)
        path = pool.path_of(place, address)
        content = path.read_bytes()
        at = draw.randrange(len(content))
        flipped = bytes([content[at] ^ (1 << draw.randrange(8))])
        path.write_bytes(content[:at] + flipped + content[at + 1 :])
        with pytest.raises(pool.AlteredPart):
            pool.verify(place, address)
        path.write_bytes(content)
    assert kinds() == set()


def test_an_altered_part_is_named_and_so_are_the_loads_it_held(place: Path) -> None:
    part = Part.objects.first()
    assert part is not None
    path = pool.path_of(place, part.address)
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    found = {(fault.kind, fault.what) for fault in verify() if fault.weighs}
    assert ("altered", part.address) in found
    assert any(kind == "rows" for kind, _ in found)


def test_a_missing_part_is_found(place: Path) -> None:
    part = Part.objects.first()
    assert part is not None
    pool.path_of(place, part.address).unlink()
    assert kinds() == {"missing", "rows"}


def test_a_part_beside_the_manifest_is_found(place: Path) -> None:
    (place / "00").mkdir(exist_ok=True)
    (place / "00" / "stray.parquet").write_bytes(b"PAR1")
    assert kinds() == {"surplus"}


def test_a_part_taken_out_of_the_manifest_too_is_found(place: Path) -> None:
    part = Part.objects.first()
    assert part is not None
    pool.path_of(place, part.address).unlink()
    part.delete()
    assert kinds() == {"rows"}


def test_a_row_changed_with_its_part_and_manifest_is_found_by_its_commitment(place: Path) -> None:
    part = Part.objects.filter(standard="penalty/2018").first()
    assert part is not None
    batch = pool.read(place, part.address)
    at = batch.schema.get_field_index("CF_NR")
    fined = pa.array(["罚款"] * batch.num_rows, pa.string())
    changed = batch.set_column(at, batch.schema.field(at), fined)
    address, size = pool.write(place, changed, part.standard)
    pool.path_of(place, part.address).unlink()
    Part.objects.filter(pk=part.address).update(address=address, byte_count=size)
    assert kinds() == {"root"}


def test_a_load_unknown_to_the_journal_is_found(place: Path) -> None:
    Load.objects.filter(delivery=2, part=1).delete()
    assert kinds() == {"surplus"}
