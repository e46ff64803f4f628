"""`cdelta init`, `cdelta journal` and the ledger's lines of `cdelta doctor`."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from django.db import connection

from creditdelta.cli.main import main
from creditdelta.intake.tests.supplies import penalties, registrations
from creditdelta.journal import home
from creditdelta.journal.guard import disarm
from creditdelta.journal.tests.ownership import as_owner

pytestmark = pytest.mark.usefixtures("ledger")


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


def told(*words: str | Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run(*words, "--json").stdout)
    return found


@pytest.fixture
def kept(ledger: Path, tmp_path: Path) -> None:
    """A ledger with two submissions and a checkpoint."""
    assert run("init").exit_code == 0
    run("ingest", registrations(tmp_path, 3), penalties(tmp_path, 4), "--region", "31")
    assert run("journal", "checkpoint").exit_code == 0


def test_init_may_be_called_again(ledger: Path) -> None:
    first = told("init", "--region", "31")
    assert told("init", "--region", "31") == first
    assert first["home"] == str(ledger)
    kinds = [
        json.loads(line)["kind"] for line in run("journal", "show", "--json").stdout.splitlines()
    ]
    assert kinds == ["journal.opened", "rulebook.activated"]


@pytest.mark.usefixtures("kept")
def test_a_true_ledger_is_verified_and_rebuilt() -> None:
    found = told("journal", "verify", "--content")
    assert (found["ok"], found["events"], found["checkpoints"]) == (True, 10, 1)
    assert (found["pool"], found["equal"]) == ([], True)
    found = told("journal", "rebuild", "--compare")
    assert found["equal"]
    assert found["live"] == found["rebuilt"] == told("journal", "rebuild")["rebuilt"]
    for words in (["verify"], ["verify", "--content"], ["rebuild", "--compare"], ["rebuild"]):
        for lang in ("zh", "en"):
            assert run("journal", *words, "--lang", lang).exit_code == 0


@pytest.mark.usefixtures("kept")
def test_an_altered_event_is_shown_with_its_number() -> None:
    with as_owner(), connection.cursor() as cursor:
        disarm(connection)
        cursor.execute("UPDATE journal_event SET actor = 'somebody' WHERE number = 5")
    done = run("journal", "verify", "--json")
    assert done.exit_code == 1
    assert json.loads(done.stdout)["alterations"] == [{"what": "altered", "first": 5, "last": 5}]
    assert "altered  5" in run("journal", "verify", "--lang", "en").stdout


@pytest.mark.usefixtures("kept")
def test_an_altered_row_and_a_lost_part_are_shown(ledger: Path) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE records_statement SET body = ''")
    done = run("journal", "rebuild", "--compare", "--json")
    assert done.exit_code == 1
    assert json.loads(done.stdout)["tables"] == ["records_statement"]
    (next((ledger / "pool").glob("*/*.parquet"))).write_bytes(b"")
    assert run("doctor").exit_code == 0  # it only looks whether every part is there
    next((ledger / "pool").glob("*/*.parquet")).unlink()
    assert run("doctor").exit_code == 3


@pytest.mark.usefixtures("kept")
def test_events_are_shown_and_exported(tmp_path: Path) -> None:
    assert told("journal", "show", "2")["kind"] == "submission.opened"
    assert len(run("journal", "show", "--last", "3").stdout.splitlines()) == 3
    assert len(run("journal", "show", "--kind", "submission.closed").stdout.splitlines()) == 2
    assert run("journal", "show", "99").exit_code == 2
    assert run("journal", "export", tmp_path / "out.jsonl").exit_code == 0
    assert len((tmp_path / "out.jsonl").read_text().splitlines()) == 1 + 1 + 10


@pytest.mark.usefixtures("kept")
def test_doctor_looks_at_the_ledger() -> None:
    looked = [json.loads(line) for line in run("doctor", "--json").stdout.splitlines()]
    names = ["home", "database", "tables", "keys", "journal", "checkpoint", "pool"]
    assert [one["name"] for one in looked[3:]] == names
    assert all(one["ok"] for one in looked), looked


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_other_keys_stop_every_command(ledger: Path, lang: str) -> None:
    (ledger / "keys" / "identity.key").write_text("11" * 32)
    home._read_key.cache_clear()
    for words in (["journal", "verify"], ["init"], ["doctor"]):
        done = run(*words, "--lang", lang)
        assert done.exit_code == 3
        assert "identity" in done.output


def test_without_a_home_one_is_told_to_prepare_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CREDITDELTA_HOME", str(tmp_path / "nowhere"))
    done = run("journal", "verify", "--lang", "en")
    assert done.exit_code == 3
    assert "cdelta init" in done.stderr
