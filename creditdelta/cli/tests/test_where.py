"""`cdelta where` as a newcomer types it."""

import json

import pytest
from click.testing import CliRunner, Result

from creditdelta.cli.where import command


def ask(*words: str) -> Result:
    return CliRunner().invoke(command, list(words))


def test_a_planned_clause_says_so_in_both_languages() -> None:
    chinese = ask("信易租", "--lang", "zh")
    assert chinese.exit_code == 0
    assert chinese.stdout.startswith("S56 ")
    assert "计划中" in chinese.stdout
    assert "creditdelta/benefits" in chinese.stdout
    english = ask("信易租", "--lang", "en")
    assert "planned" in english.stdout
    assert "rule file: rulebook/benefits/rent.toml" in english.stdout


def test_a_term_brings_its_meaning_and_its_clause() -> None:
    answer = ask("罚款金额", "--lang", "en").stdout
    assert "fine" in answer
    assert "S31" in answer
    assert "rule file: rulebook/records/licence.toml" in answer
    assert "test: creditdelta/pipeline/tests" in answer


@pytest.mark.parametrize(
    "words",
    ["信易租", "双公示", "信用修复", "红黑名单", "公示期", "示范城市", "N证合一", "uscc", "penalty",
     "credit archive", "joint action", "异议", "首席信用官"],
)  # fmt: skip
def test_every_answer_names_folder_rule_file_page_and_test(words: str) -> None:
    lines = ask(words, "--limit", "1", "--lang", "en").stdout.splitlines()
    keys = [line.strip().partition(": ")[0] for line in lines]
    assert [key for key in keys if key in ("folder", "rule file", "page/command", "test")] == [
        "folder", "rule file", "page/command", "test",
    ]  # fmt: skip


def test_a_rulebook_file_is_named_by_its_path() -> None:
    assert "rulebook/codes/divisions.csv" in ask("divisions").stdout


def test_json_is_one_object_a_line_with_every_place() -> None:
    lines = ask("双公示", "--json").stdout.splitlines()
    first = json.loads(lines[0])
    assert first["name"] == "S31"
    assert first["state"] == "built"
    assert "cdelta check" in first["pages"]
    assert all(json.loads(line)["score"] > 0 for line in lines)


def test_nothing_found_is_a_finding_with_near_words() -> None:
    answer = ask("信意租", "--lang", "zh")
    assert answer.exit_code == 1
    assert answer.stdout == ""
    assert "信易租" in answer.stderr


def test_without_words_it_is_wrong_usage() -> None:
    assert ask().exit_code == 2
