"""What an operator and an analyst see of the pool: listed, folded, verified, asked."""

import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result

from creditdelta.cli.main import main
from creditdelta.intake.tests.supplies import organisation
from creditdelta.journal.home import home
from creditdelta.pipeline import pool
from creditdelta.records.models import Part
from creditdelta.records.tests.pooled import fill


@pytest.fixture(autouse=True)
def filled(ledger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(tmp_path, monkeypatch, rows=12)


def said(*words: str) -> Result:
    return CliRunner().invoke(main, [*words, "--lang", "en"])


def test_parts_are_listed_folded_and_verified() -> None:
    loaded = said("pool", "ls", "--json").stdout.splitlines()
    assert {json.loads(line)["bucket"] for line in loaded} == {None}
    folds = [
        json.loads(line)
        for line in said("pool", "compact", "--all", "--json").stdout.split("\n")
        if line
    ]
    assert {fold["standard"] for fold in folds} == {"penalty/2018", "registration/2018"}
    assert said("pool", "sweep", "--now").stdout == f"{len(loaded)} removed.\n"
    assert "penalty/2018" in said("pool", "ls").stdout
    seen = json.loads(said("pool", "verify", "--json").stdout)
    assert seen == {"ok": True, "parts": Part.objects.count(), "faults": []}


def test_damage_is_named_and_is_a_finding() -> None:
    part = Part.objects.latest("address")
    pool.path_of(home() / "pool", part.address).unlink()
    found = said("pool", "verify")
    assert found.exit_code == 1
    assert f"part missing  {part.address}" in found.stdout
    assert "cdelta restore" in found.stdout


@pytest.mark.parametrize("form", ["table", "csv", "json"])
def test_an_answer_in_every_form(form: str) -> None:
    code, _ = organisation(3)
    question = "select uscc, count(*) as n from penalty where uscc = '{}' group by uscc"
    found = said("sql", question.format(code), "--format", form)
    assert found.exit_code == 0
    lines = found.stdout.splitlines()
    expected = {
        "table": ["uscc\tn", f"{code}\t2"],
        "csv": ["uscc,n", f"{code},2"],
        "json": [json.dumps({"uscc": code, "n": 2})],
    }
    assert lines == expected[form]


def test_a_long_answer_is_cut_and_says_so(tmp_path: Path) -> None:
    found = said("sql", "select * from range(2000)")
    assert len(found.stdout.splitlines()) == 1001
    assert "--limit 0" in found.stderr
    out = tmp_path / "all.parquet"
    assert said("sql", "from range(2000)", "--format", "parquet", "--out", str(out)).exit_code == 0
    assert pq.read_metadata(out).num_rows == 2000


@pytest.mark.parametrize(
    "question",
    ["drop table x", "select * from 'x.csv'", "select CF_FRDB from penalty", "from nobody"],
)
def test_what_is_no_question_is_wrong_usage(question: str) -> None:
    assert said("sql", question).exit_code == 2


def test_what_may_be_asked_is_listed() -> None:
    lines = dict(line.split(": ", 1) for line in said("sql", "--tables").stdout.splitlines())
    assert lines["penalty"].startswith("uscc, region, delivery, waiting, ")
    assert "CF_FRDB" not in lines["penalty"]
    assert "withdrawal" not in lines
