"""`cdelta template` leaves a blank workbook where it was asked to."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook

from creditdelta.cli.main import main


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["template", *words])


def test_the_file_is_written_and_named(tmp_path: Path) -> None:
    target = tmp_path / "blank.xlsx"
    done = run("行政许可", "-o", str(target))
    assert (done.exit_code, done.stdout) == (0, f"{target}\n")
    assert load_workbook(target).sheetnames[:2] == ["行政许可", "填写说明"]


def test_without_a_name_it_is_named_after_the_standard(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("penalty").exit_code == 0
    assert (tmp_path / "penalty-2018.xlsx").is_file()


def test_an_unknown_kind_writes_nothing(tmp_path: Path) -> None:
    target = tmp_path / "blank.xlsx"
    assert run("nothing", "-o", str(target)).exit_code == 2
    assert not target.exists()


def test_a_place_that_cannot_be_written_is_an_environment_error(tmp_path: Path) -> None:
    assert run("penalty", "-o", str(tmp_path / "missing" / "blank.xlsx")).exit_code == 3
