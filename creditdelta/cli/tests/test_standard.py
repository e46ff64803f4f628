"""`cdelta standard` shows what the rulebook says, to people and to machines."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from creditdelta.cli.main import main
from creditdelta.rulebook.folder import folder
from creditdelta.rulebook.records import standards


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["standard", *words])


def test_every_standard_is_listed() -> None:
    assert all(name in run("ls").stdout for name in standards())


def test_the_list_as_json_names_sources() -> None:
    rows = [json.loads(line) for line in run("ls", "--json").stdout.splitlines()]
    by_id = {row["id"]: row for row in rows}
    assert by_id["penalty/2018"]["mappings"] == ["legacy-penalty-2015", "zhejiang-penalty"]
    assert by_id["licence/2018"]["columns"] == 28


@pytest.mark.parametrize("word", ["penalty", "行政处罚", "penalty/2018"])
def test_a_standard_is_shown_with_columns_rules_and_ground(word: str) -> None:
    text = run("show", word, "--lang", "zh").stdout
    assert "罚款金额（万元）" in text
    assert "处罚类别含有罚款时，罚款金额（万元）必填" in text
    assert "424号" in text


def test_a_standard_says_how_it_weighs_and_where_it_comes_from() -> None:
    assert (
        "administrative acts · weighs against the organisation · public"
        in run("show", "penalty", "--lang", "en").stdout
    )
    assert (
        "登记信息 · 中性记录 · 公共信用信息 · 确认组织存在"
        in run("show", "registration", "--lang", "zh").stdout
    )
    found = json.loads(run("show", "penalty", "--json").stdout)
    assert found["role"]["number"] == ["CF_WSH"]
    assert (found["nature"], found["side"], found["section"]) == (
        "adverse",
        "public",
        "administration",
    )


def test_a_standard_as_json_brings_its_lists() -> None:
    found = json.loads(run("show", "licence", "--json").stdout)
    assert len(found["columns"]) == 28
    assert found["since"] == "2018-07-01"
    assert "licence-category" in found["enums"]


def test_a_standard_is_shown_with_its_publication_rule() -> None:
    text = run("show", "penalty", "--lang", "en").stdout
    assert "published within 7 working days of the decision  2018-07-01 –" in text
    assert "publicity period, serious: 1 year to 3 years  2026-04-01 –" in text
    assert "minor: at most 3 months (not published as a rule)" in text
    assert "sole traders: found by the exact code only" in text
    assert "不公示" in run("show", "code_map", "--lang", "zh").stdout


def test_a_standard_as_json_brings_its_publication_rule() -> None:
    found = json.loads(run("show", "licence", "--json").stdout)["publication"]
    assert found["name"] == "licence"
    assert found["deadlines"][0]["term"] == "+7wd"


@pytest.mark.parametrize(
    ("form", "key"), [("json-schema", "properties"), ("table-schema", "fields")]
)
def test_a_standard_is_exported(form: str, key: str) -> None:
    assert len(json.loads(run("schema", "penalty", "--format", form).stdout)[key]) == 30


@pytest.mark.parametrize("verb", ["show", "schema"])
def test_an_unknown_kind_is_a_usage_error_with_near_ones(verb: str) -> None:
    done = run(verb, "penalti")
    assert done.exit_code == 2
    assert "penalty" in done.stderr


def test_a_broken_rulebook_is_an_environment_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(folder() / "policy", tmp_path / "policy")
    (tmp_path / "records").mkdir()
    (tmp_path / "records" / "broken.toml").write_text('kind = "broken"\n', encoding="utf-8")
    monkeypatch.setenv("CREDITDELTA_RULEBOOK", str(tmp_path))
    done = run("ls")
    assert done.exit_code == 3
    assert "broken.toml" in done.stderr
    assert "Mend" in done.stderr
