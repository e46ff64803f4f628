"""A backup is whole or refused; what was erased since is erased again before the ledger serves."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from creditdelta.intake.erasure import erase_records
from creditdelta.intake.tests.supplies import penalties, penalty, written
from creditdelta.journal.checkpoint import key_id, public_key
from creditdelta.journal.home import home, key
from creditdelta.journal.models import Event
from creditdelta.journal.services import seal
from creditdelta.journal.tests.ownership import as_owner
from creditdelta.project.backup import MANIFEST, BackupRefused, back_up
from creditdelta.project.rebuild import compare
from creditdelta.project.restore import BackupDamaged, check
from creditdelta.records.compaction import compact
from creditdelta.records.models import Part, Statement
from creditdelta.records.tests.pooled import fill, officer, taken
from creditdelta.rulebook.intake import breaker_on

pytestmark = pytest.mark.usefixtures("ledger")
DAY = date(2026, 5, 1)


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[dict[str, str]]:
    """The surroundings of another, empty deployment on the same kind of database."""
    from django.db import connection

    place = {"CREDITDELTA_HOME": str(tmp_path / "elsewhere" / "home"), "LANG": "en_GB.UTF-8"}
    if connection.vendor == "sqlite":
        yield {**place, "DATABASE_URL": ""}
        return
    given = connection.settings_dict
    name = f"restored_{os.getpid()}"
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {name}")
        cursor.execute(f"CREATE DATABASE {name}")
    address = f"postgres://{given['USER']}@{quote(given['HOST'], safe='')}/{name}"
    yield {**place, "DATABASE_URL": address}
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


def cdelta(where: dict[str, str], *words: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from creditdelta.cli.main import main; main()"]
    return subprocess.run(
        [*command, *map(str, words)],
        env={**os.environ, **where},
        capture_output=True,
        text=True,
        check=False,
    )


def told(where: dict[str, str], *words: object) -> Any:
    done = cdelta(where, *words)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A backup of a small ledger, half of it folded."""
    fill(tmp_path, monkeypatch, rows=12)
    list(compact(officer(), everything=True))
    taken(penalties(tmp_path, 3, name="later.csv", CF_NR="警告，责令改正"))
    back_up(tmp_path / "kept")
    return tmp_path / "kept"


def a_record() -> tuple[bytes, bytes]:
    found = Statement.objects.filter(standard="penalty/2018").order_by("place").first()
    assert found is not None
    return bytes(found.ref), bytes(found.document)


def test_a_restored_ledger_is_the_one_that_was_kept(kept: Path, elsewhere: dict[str, str]) -> None:
    done = told(elsewhere, "restore", kept, "--json")
    assert done == {
        "events": Event.objects.count(), "files": done["files"], "erased": 0, "lost": 0,
    }  # fmt: skip
    found = told(elsewhere, "journal", "rebuild", "--compare", "--json")
    assert found["equal"]
    assert found["live"] == compare().live
    assert told(elsewhere, "pool", "verify", "--json")["ok"]
    again = cdelta(elsewhere, "restore", kept)
    assert again.returncode == 1
    assert "something is there already" in again.stderr


def test_what_was_erased_since_is_erased_again(kept: Path, elsewhere: dict[str, str]) -> None:
    ref, document = a_record()
    erase_records([(ref, document)], "retention", officer(), on=DAY)
    lists = home() / "checkpoints"
    done = told(elsewhere, "restore", kept, "--erasures", lists, "--json")
    assert done["erased"] == 1
    found = told(elsewhere, "journal", "rebuild", "--compare", "--json")
    assert found["equal"]
    parts = told(elsewhere, "pool", "verify", "--json")
    assert (parts["ok"], parts["faults"]) == (True, [])
    asked = cdelta(elsewhere, "sql", "select count(*) as n from penalty", "--format", "json")
    assert json.loads(asked.stdout) == {"n": 21}
    restored = Path(elsewhere["CREDITDELTA_HOME"])
    told_again = (restored / "checkpoints" / "erasures.jsonl").read_text(encoding="utf-8")
    assert document.hex() in told_again
    assert cdelta(elsewhere, "backup", restored.parent / "second").returncode == 0


def test_what_waits_for_an_officer_can_be_let_in_after_a_restore(
    tmp_path: Path, elsewhere: dict[str, str]
) -> None:
    for number in range(breaker_on(DAY).least_submissions):
        taken(penalties(tmp_path, 1, name=f"{number}.csv", CF_WSH=f"沪示罚〔2025〕{number}号"))
    many = breaker_on(DAY).least_rows + 1
    rows = [penalty(0, CF_WSH=f"沪示罚〔2024〕{n}号") for n in range(many)]
    held = taken(written(tmp_path / "many.csv", "penalty", rows))
    assert held.state == "held"
    back_up(tmp_path / "kept")
    cdelta(elsewhere, "restore", tmp_path / "kept")
    words = ("submission", "release", held.pk, "--ground", "专项行动", "--actor", "officer")
    assert cdelta(elsewhere, *words).returncode == 0
    found = told(elsewhere, "submission", "show", held.pk, "--json")
    assert (found["state"], found["waiting"]) == ("closed", many)


def test_a_backup_that_is_not_whole_is_refused(kept: Path, elsewhere: dict[str, str]) -> None:
    part = min(kept.glob("pool/*/*.parquet"))
    whole, manifest = part.read_bytes(), kept / MANIFEST
    told = manifest.read_bytes()
    part.write_bytes(whole[:-1] + b"x")
    _refused(kept)
    part.unlink()
    _refused(kept)
    part.write_bytes(whole)
    (kept / "pool" / "more").write_bytes(b"")
    _refused(kept)
    (kept / "pool" / "more").unlink()
    manifest.write_bytes(told[: len(told) // 2])
    _refused(kept)
    manifest.unlink()
    _refused(kept)
    done = cdelta(elsewhere, "restore", kept)
    assert done.returncode == 1
    assert "the backup is not whole" in done.stderr
    assert not Path(elsewhere["CREDITDELTA_HOME"]).exists()
    manifest.write_bytes(told)
    assert check(kept)["events"] == Event.objects.count()


def _refused(kept: Path) -> None:
    with pytest.raises(BackupDamaged):
        check(kept)


def test_events_known_outside_are_not_given_up_unasked(
    kept: Path, elsewhere: dict[str, str], tmp_path: Path
) -> None:
    outside = tmp_path / "witness"
    outside.mkdir()
    (outside / f"{Event.objects.count() + 7}.json").write_text("{}")
    refused = cdelta(elsewhere, "restore", kept, "--erasures", outside)
    assert refused.returncode == 1
    assert "--accept-loss" in refused.stderr
    assert not Path(elsewhere["CREDITDELTA_HOME"]).exists()
    ours = outside / key_id(public_key(key("signing")))
    ours.mkdir()
    (ours / f"{Event.objects.count() + 5}.json").write_text("{}")
    by_witness = {**elsewhere, "CREDITDELTA_WITNESS": str(outside)}
    assert cdelta(by_witness, "restore", kept).returncode == 1
    done = told(elsewhere, "restore", kept, "--erasures", outside, "--accept-loss", "--json")
    assert done["lost"] == 7


def test_a_backup_needs_an_empty_folder_and_may_link(tmp_path: Path, kept: Path) -> None:
    with pytest.raises(BackupRefused):
        back_up(kept)
    done = back_up(tmp_path / "linked", link=True)
    seal()
    assert (done.events, done.parts) == (Event.objects.count(), Part.objects.count())
    for path in (tmp_path / "linked").glob("pool/*/*.parquet"):
        assert path.stat().st_nlink > 1
