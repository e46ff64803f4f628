"""`cdelta check`: exit codes, the JSON door, the findings file, both languages."""

import json

import pytest
from click.testing import CliRunner

from creditdelta.cli.main import main
from creditdelta.kernel.identifiers import uscc

HEAD = "单位名称,统一社会信用代码,工商登记码,组织机构代码,税务登记号"
CODE = "91310115MA1K00001" + uscc.check_character("91310115MA1K00001")


@pytest.fixture
def run():
    return lambda *words: CliRunner().invoke(main, ["check", *map(str, words)])


@pytest.fixture
def good(tmp_path):
    path = tmp_path / "good.csv"
    path.write_text(f"{HEAD}\n合成甲有限公司,{CODE},,,\n", encoding="utf-8")
    return path


@pytest.fixture
def bad(tmp_path):
    path = tmp_path / "bad.csv"
    path.write_text(
        f'{HEAD}\n合成"甲"有限公司,{CODE[:-1]},,,\n合成乙,,,,\n少了字段\n', encoding="utf-8"
    )
    return path


def test_exit_codes(run, good, bad, tmp_path):
    assert run(good).exit_code == 0
    assert run(bad).exit_code == 1
    assert run(tmp_path / "none.csv").exit_code == 2
    (tmp_path / "noise.csv").write_bytes(b"\x7fELF" + b"\0" * 999)
    assert run(tmp_path / "noise.csv").exit_code == 1


def test_the_json_door(run, bad):
    answer = json.loads(run(bad, "--json").stdout)
    assert (answer["rows"], answer["accepted"], answer["rejected"]) == (3, 0, 3)
    assert all(
        set(one) == {"row", "column", "code", "message", "suggestion"} for one in answer["findings"]
    )
    found = {(one["row"], one["code"]) for one in answer["findings"]}
    assert {(2, "CD-USCC-001"), (3, "CD-FIELD-001"), (4, "CD-CSV-001")} <= found
    assert all(one["message"] and one["suggestion"] for one in answer["findings"])


def test_two_files_give_two_objects(run, good, bad):
    lines = run(good, bad, "--json").stdout.replace(",\n", ",").splitlines()
    assert [json.loads(line)["rows"] for line in lines] == [1, 3]


def test_every_finding_goes_to_the_file_and_nothing_half_written_stays(run, bad, tmp_path):
    out = tmp_path / "findings.ndjson"
    run(bad, "--findings", out)
    found = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert len(found) >= 3
    assert {"severity", "value"} <= set(found[0])
    assert [path.name for path in tmp_path.glob("*.part")] == []


def test_english(run, bad):
    answer = json.loads(run(bad, "--json", "--lang", "en").stdout)
    assert any("fields" in one["message"] for one in answer["findings"])
    assert "Recognised as" in answer["recognised"]


def test_the_page_names_rows_reasons_and_the_next_step(run, bad):
    done = run(bad, "--lang", "zh")
    assert "行数 3" in done.stdout
    assert "cdelta explain" in done.stderr


def test_fix_and_check_again(run, bad, tmp_path):
    fixed = tmp_path / "fix.xlsx"
    assert run(bad, "--fix", fixed).exit_code == 1
    assert json.loads(run(fixed, "--json").stdout)["rows"] == 3


def test_a_workbook_under_a_relative_path(run, bad, tmp_path, monkeypatch):
    run(bad, "--fix", tmp_path / "fix.xlsx")
    monkeypatch.chdir(tmp_path)
    assert json.loads(run("fix.xlsx", "--json").stdout)["rows"] == 3


def test_no_workbook_of_a_file_that_was_not_recognised(run, tmp_path):
    (tmp_path / "other.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    done = run(tmp_path / "other.csv", "--fix", tmp_path / "fix.xlsx")
    assert done.exit_code == 1
    assert not (tmp_path / "fix.xlsx").exists()
