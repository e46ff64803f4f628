"""`cdelta demo`: runs to the end, shows every file, leaves workbooks, and says what to try."""

import pytest
from click.testing import CliRunner

from creditdelta.cli.demo import FIX_IT, command
from creditdelta.demo.suppliers import SUPPLIES


@pytest.fixture(scope="module")
def done(tmp_path_factory):
    folder = tmp_path_factory.mktemp("demo")
    runner = CliRunner(env={"COLUMNS": "160"})
    return folder, runner.invoke(command, ["--out", str(folder), "--rows", "120", "--lang", "zh"])


def test_findings_are_expected_and_no_failure(done):
    assert done[1].exit_code == 0, done[1].output


def test_every_file_is_in_the_table_and_says_it_is_synthetic(done):
    text = done[1].stdout
    assert "合成数据演示" in text
    for supply in SUPPLIES:
        assert supply.file in text
        assert (done[0] / supply.file).exists()


def test_every_file_leaves_a_workbook_to_mend(done):
    names = {path.name for path in (done[0] / FIX_IT).iterdir()}
    assert names == {
        "shanghai-penalties-synthetic-fix.xlsx",
        "jiangsu-licences-synthetic-fix.xlsx",
        "zhejiang-penalties-synthetic-fix.xlsx",
        "anhui-penalties-2015-synthetic-fix.xlsx",
        "anhui-registrations-synthetic-csv-fix.xlsx",
        "anhui-code-map-synthetic-fix.xlsx",
        "anhui-registrations-synthetic-parquet-fix.xlsx",
    }


def test_it_ends_with_three_things_to_try(done):
    lines = done[1].stderr.strip().splitlines()[-3:]
    assert all(line.startswith("  cdelta ") for line in lines)


def test_english_on_request(tmp_path):
    found = CliRunner().invoke(
        command, ["--out", str(tmp_path), "--rows", "120", "--lang", "en"], env={"COLUMNS": "160"}
    )
    assert "everybody and everything below is invented" in found.stdout


def test_no_rows_at_all_is_a_mistake_of_use():
    assert CliRunner().invoke(command, ["--rows", "0"]).exit_code == 2
