"""`cdelta world`: writes what it says, and the same again."""

import json

import pytest
from click.testing import CliRunner

from creditdelta.cli.world import command


def run(*arguments):
    return CliRunner().invoke(command, [str(one) for one in arguments])


@pytest.fixture(scope="module")
def done(tmp_path_factory):
    folder = tmp_path_factory.mktemp("world")
    return folder, run("build", "--out", folder, "--organisations", 400, "--seed", 4, "--json")


def test_build_tells_what_it_wrote(done):
    folder, result = done
    assert result.exit_code == 0, result.output
    told = json.loads(result.stdout)
    answers = json.loads((folder / "answers.json").read_text(encoding="utf-8"))
    deliveries = json.loads((folder / "deliveries.json").read_text(encoding="utf-8"))
    assert told["deliveries"] == len(deliveries) == len(answers["files"])
    assert told["files"] == len(list(folder.iterdir())) - 2
    assert told["rows"] == sum(one["rows"] for one in answers["files"])
    assert "虚构" in answers["notice"]


def test_build_in_words_and_without_a_folder(tmp_path):
    assert "rows" in run("build", "--out", tmp_path, "--organisations", 400).stdout
    assert run("build").exit_code == 2
    assert run("build", "--out", tmp_path, "--organisations", 10).exit_code == 2


def test_names_writes_the_rows_and_their_register(tmp_path):
    result = run("names", "--seed", "x7", "--out", tmp_path / "q.csv", "--organisations", 400)
    assert result.exit_code == 0, result.output
    assert {path.name for path in tmp_path.iterdir()} == {"q.csv", "q-registrations.csv"}
    assert len(result.stdout.splitlines()) == 2


def test_names_needs_a_seed(tmp_path):
    assert run("names", "--out", tmp_path / "q.csv").exit_code == 2
