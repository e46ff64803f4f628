"""`cdelta subject compare-names`: shapes, encodings, refusals, and nothing said about persons."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from creditdelta.cli.subject import command

TEXT = "no,b,a\n1,上海申華有限公司,上海申华有限公司\n\n2,王小明,王小明\n"


def run(*arguments: str, given: bytes = b"") -> Result:
    return CliRunner().invoke(command, ["compare-names", *arguments], input=given)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_one_object_a_line_in_input_order(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "pairs.csv"
    file.write_text(TEXT, encoding=encoding)
    found = run(str(file), "--json")
    assert found.exit_code == 0
    assert [json.loads(line) for line in found.stdout.splitlines()] == [
        {"a": "上海申华有限公司", "b": "上海申華有限公司", "decision": "same"},
        {"a": "王小明", "b": "王小明", "decision": "never"},
    ]
    assert found.stderr == ""


def test_a_person_is_not_shown_again_to_a_reader() -> None:
    found = run("-", "--lang", "zh", given=TEXT.encode())
    assert found.exit_code == 0
    assert "王小明" not in found.output
    assert "自然人" in found.stdout
    assert "CD-NAME-020" in found.stdout


def test_control_characters_do_not_reach_the_terminal() -> None:
    found = run("-", given="a,b\n上海\x1b[2J有限公司,上海有限公司\n".encode())
    assert "\x1b" not in found.stdout


def test_a_short_row_is_answered() -> None:
    assert json.loads(run("-", "--json", given="a,b\n上海申华有限公司\n".encode()).stdout) == {
        "a": "上海申华有限公司",
        "b": "",
        "decision": "review",
    }


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (b"", "首行缺少列 a、b"),
        ("a,名称\n甲,乙\n".encode(), "首行缺少列 b"),
        ('a,b\n"甲,乙\n'.encode(), "引号没有配对"),
        ("a,b\n甲,乙\n".encode("utf-16"), "既不是 UTF-8 也不是 GB18030"),
        ("a,b\n甲乙有限,丙\n".encode() + "丁戊公司,己\n".encode("gb18030"), "两种编码混用"),
    ],
)
def test_what_cannot_be_read_is_said_and_ends_with_2(given: bytes, sentence: str) -> None:
    found = run("-", "--lang", "zh", given=given)
    assert found.exit_code == 2
    assert sentence in found.stderr


def test_a_missing_file_ends_with_2(tmp_path: Path) -> None:
    assert run(str(tmp_path / "none.csv")).exit_code == 2
