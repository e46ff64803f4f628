"""`cdelta policy`: what is declared, the matrix, and a command that stands in no row."""

import csv
import io
import json

import click
from click.testing import CliRunner

from creditdelta.cli.leaves import guard
from creditdelta.cli.main import main
from creditdelta.rulebook.policy import policy


def test_everything_is_declared() -> None:
    told = CliRunner().invoke(main, ["policy", "audit", "--json"])
    assert told.exit_code == 0
    found = json.loads(told.stdout)
    assert found["undeclared"] == 0
    assert found["operations"] == len(policy().operations)
    assert found["roles"] == len(policy().roles)


def test_it_says_so_in_words() -> None:
    told = CliRunner().invoke(main, ["policy", "audit", "--lang", "en"])
    assert "0 undeclared" in told.stdout


def test_the_matrix_has_every_cell() -> None:
    told = CliRunner().invoke(main, ["policy", "matrix"])
    rows = list(csv.DictReader(io.StringIO(told.stdout)))
    assert len(rows) == len(policy().operations) * len(policy().roles) * 3
    assert {row["allowed"] for row in rows} == {"yes", "no"}


def test_a_command_without_a_row_does_not_run() -> None:
    @click.command("secret")
    def secret() -> None:
        raise AssertionError("it ran")

    told = CliRunner().invoke(guard(secret, "secret door"))
    assert told.exit_code == 2
    assert "secret door" in told.stderr
