"""`cdelta subject resolve`: each row linked, asked or nobody's, and measured where the truth is told."""

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from creditdelta.cli.subject import command
from creditdelta.intake.tests.supplies import organisation, registrations
from creditdelta.intake.tests.test_ingest import taken

pytestmark = pytest.mark.usefixtures("opened")


@pytest.fixture
def opened(ledger: Path, tmp_path: Path) -> None:
    taken(registrations(tmp_path, 3))


def listed(folder: Path, rows: list[list[str]]) -> str:
    path = folder / "list.csv"
    with path.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([["code", "name", "truth"], *rows])
    return str(path)


def test_rows_are_linked_asked_or_nobodys(tmp_path: Path) -> None:
    (code, name), (other, _) = organisation(0), organisation(1)
    rows = [[code, name, code], ["", name, code], [other, name, ""], ["", "全无此名研究院", ""]]
    done = CliRunner().invoke(command, ["resolve", listed(tmp_path, rows), "--json"])
    assert done.exit_code == 0, done.output
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [one["outcome"] for one in found] == ["linked", "asked", "asked", "nobody"]
    assert found[1]["candidates"][0] == code
    assert "100.00%" in done.stderr


def test_a_list_without_names_is_a_mistake_of_use(tmp_path: Path) -> None:
    path = tmp_path / "odd.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    assert CliRunner().invoke(command, ["resolve", str(path)]).exit_code == 2
