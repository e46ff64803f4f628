"""A record is erased: its content is nowhere, every proof still holds, nobody revives it."""

from datetime import date
from pathlib import Path

import pytest

from creditdelta.intake.erasure import StillOpen, erase_records
from creditdelta.intake.models import Finding, Submission
from creditdelta.intake.tests.supplies import OFFICE, organisation, penalties, penalty, written
from creditdelta.journal.database import embedded
from creditdelta.journal.home import folder, home, key
from creditdelta.journal.models import Event
from creditdelta.kernel.keyed import opaque
from creditdelta.pipeline import pool
from creditdelta.pipeline.ledger_rows import document_parts
from creditdelta.project.rebuild import compare
from creditdelta.records.compaction import compact
from creditdelta.records.erased_list import NAME, read_list
from creditdelta.records.erasure import RecordKey
from creditdelta.records.models import Closure, Part, Statement
from creditdelta.records.pool_proof import verify
from creditdelta.records.tests.pooled import fill, officer, taken
from creditdelta.rulebook.records import standard
from creditdelta.subjects.models import Reference

pytestmark = pytest.mark.usefixtures("ledger")
DAY = date(2026, 5, 1)


def penalty_on(number: int) -> RecordKey:
    """The keyed ids of the penalty on the n-th organisation."""
    code, _ = organisation(number)
    parts = document_parts("penalty", OFFICE, (f"沪示罚〔2025〕{number}号",))
    return (
        opaque(key("identity"), "reference", ("uscc", code)),
        opaque(key("identity"), "document", parts),
    )


def registration_of(number: int) -> RecordKey:
    ref = penalty_on(number)[0]
    found = Statement.objects.get(ref=ref, standard__startswith="registration")
    return ref, bytes(found.document)


def erase(*records: RecordKey) -> None:
    erase_records(records, "retention", officer(), on=DAY)


def whole() -> bool:
    return not [fault for fault in verify() if fault.weighs] and compare().equal


@pytest.fixture(params=["as loaded", "folded"])
def filled(
    ledger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    fill(tmp_path, monkeypatch, rows=20)
    if request.param == "folded":
        list(compact(officer(), everything=True))


@pytest.mark.usefixtures("filled")
def test_the_row_goes_its_commitment_stays_and_the_rest_is_untouched() -> None:
    ref, document = penalty_on(3)
    rows = sum(Part.objects.values_list("row_count", flat=True))
    erase((ref, document))
    assert not Statement.objects.filter(ref=ref, document=document).exists()
    assert sum(Part.objects.values_list("row_count", flat=True)) == rows
    assert whole()
    lying = {path.stem for path in (home() / "pool").rglob("*.parquet")}
    if Part.objects.filter(bucket=None).exists():
        assert lying == set(Part.objects.values_list("address", flat=True))
    for address in lying & set(Part.objects.values_list("address", flat=True)):
        batch = pool.read(home() / "pool", address)
        for row in batch.filter(batch.column("_salt").is_null()).to_pylist():
            kept = {name for name, value in row.items() if value is not None}
            assert kept == set(pool.STAYS)


@pytest.mark.usefixtures("filled")
def test_a_compaction_after_the_erasure_keeps_every_proof() -> None:
    erase(penalty_on(3), registration_of(4))
    list(compact(officer(), everything=True))
    assert whole()


@pytest.mark.usefixtures("filled")
def test_who_reports_it_again_is_answered_closed(tmp_path: Path) -> None:
    erase(penalty_on(3))
    again = taken(penalties(tmp_path, 5, name="old-full-file.csv", CF_NR="警告"))
    assert (again.rows, again.rejected, again.duplicate) == (5, 1, 4)
    assert Finding.objects.filter(submission=again.pk, code="CD-LEDGER-002").exists()
    assert whole()


def test_the_very_same_file_does_not_revive_it(tmp_path: Path) -> None:
    first = taken(penalties(tmp_path, 5))
    erase(penalty_on(3))
    again = taken(tmp_path / "penalties.csv")
    assert again.repeats is None
    assert (again.rejected, again.duplicate) == (1, 4)
    first.refresh_from_db()
    assert first.original_key is None
    assert not (home() / "originals" / f"{first.original}.aes").exists()


@pytest.mark.usefixtures("filled")
def test_an_erased_registration_takes_its_evidence_and_lone_codes_along(tmp_path: Path) -> None:
    code, _ = organisation(7)
    erase(registration_of(7), penalty_on(7))
    assert Reference.objects.filter(code=code).exists()  # a second penalty is on the organisation
    parts = document_parts("penalty", OFFICE, ("沪示罚〔2025〕第二7号",))
    erase((penalty_on(7)[0], opaque(key("identity"), "document", parts)))
    assert not Reference.objects.filter(code=code).exists()
    assert whole()


@pytest.mark.usefixtures("filled")
def test_a_withdrawn_record_is_erased_with_its_withdrawal(tmp_path: Path) -> None:
    code, name = organisation(5)
    example = {column.code: column.example for column in standard("withdrawal").columns}
    row = example | {
        "kind": "penalty", "uscc": code, "name": name, "authority": OFFICE,
        "number": "沪示罚〔2025〕5号", "replaced_by": "",
    }  # fmt: skip
    withdrawal = taken(written(tmp_path / "withdrawal.csv", "withdrawal", [row]))
    assert withdrawal.withdrawn == 1
    list(compact(officer(), everything=True))
    erase(penalty_on(5))
    assert not Statement.objects.filter(delivery=withdrawal.pk).exists()
    assert set(Closure.objects.values_list("manner", flat=True)) == {"withdrawn", "erased"}
    assert whole()


def test_nothing_of_it_lies_in_the_home_any_more(tmp_path: Path) -> None:
    word = "独一无二的事由甲乙丙丁"
    rows = [penalty(n, CF_SY=f"{word}{n}") for n in range(8)]
    taken(written(tmp_path / "one.csv", "penalty", rows[:4]))
    taken(written(tmp_path / "two.csv", "penalty", rows[4:]))
    erase(*map(penalty_on, range(8)))
    if embedded():
        files = [path for path in home().rglob("*") if path.is_file()]
        files += list(Path(database_file()).parent.glob("*.sqlite3*"))
        held = [path for path in files if word.encode() in path.read_bytes()]
        assert held == []
    assert not Statement.objects.filter(body__contains=word).exists()
    for address in Part.objects.values_list("address", flat=True):
        assert word not in str(pool.read(home() / "pool", address).to_pylist())


def database_file() -> str:
    from django.db import connection

    return str(connection.settings_dict["NAME"])


def test_an_unknown_record_gets_its_tombstone_all_the_same(tmp_path: Path) -> None:
    erase(penalty_on(1))
    first = taken(penalties(tmp_path, 2))
    assert (first.rejected, first.waiting) == (1, 1)
    assert whole()


def test_an_unfinished_submission_stands_in_the_way(tmp_path: Path) -> None:
    found = taken(penalties(tmp_path, 2))
    Submission.objects.filter(pk=found.pk).update(state="open")
    with pytest.raises(StillOpen):
        erase(penalty_on(1))
    assert Statement.objects.filter(delivery=found.pk).count() == 2


@pytest.mark.usefixtures("filled")
def test_the_list_outside_follows_from_the_journal() -> None:
    path = folder("checkpoints") / NAME
    erase(penalty_on(1))
    erase(penalty_on(2), penalty_on(3))
    told = [line.records for line in read_list(path)]
    assert told == [(penalty_on(1),), (penalty_on(2), penalty_on(3))]
    lines = path.read_bytes()
    path.write_bytes(lines[: len(lines) * 2 // 3])  # a crash cut it short
    erase(penalty_on(4))
    assert len(read_list(path)) == 3
    assert "示例" not in path.read_text(encoding="utf-8")
    assert not Event.objects.filter(number=None).exists()
