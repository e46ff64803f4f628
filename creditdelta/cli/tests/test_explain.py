"""`cdelta explain` answers at once, in two languages, and helps with a slip."""

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner

from creditdelta.cli.main import main
from creditdelta.kernel import errors

HEAVY = (
    "pyarrow",
    "numpy",
    "numba",
    "django",
    "rich",
    "xlsxwriter",
    "creditdelta.rulebook.standards",
)


def run(*words: str) -> tuple[int, str]:
    done = CliRunner().invoke(main, ["explain", *words])
    return done.exit_code, done.stdout + done.stderr


@pytest.mark.parametrize("word", ["CD-FIELD-003", "cd-field-003", "FIELD-003"])
def test_a_code_is_explained_with_what_to_do(word: str) -> None:
    code, text = run(word, "--lang", "zh")
    assert code == 0
    assert "不在可选值之内" in text
    assert "→ 请从下拉列表中选择一项" in text
    assert "{" not in text


def test_english_on_demand() -> None:
    assert "Not a value of the list" in run("CD-FIELD-003", "--lang", "en")[1]


def test_json_holds_the_whole_entry() -> None:
    found = json.loads(run("CD-KEY-001", "--json")[1])
    assert (found["code"], found["severity"]) == ("CD-KEY-001", "warning")
    assert set(found["title"]) == {"zh", "en"}


def test_a_family_lists_all_its_codes() -> None:
    lines = run("person", "--json")[1].splitlines()
    assert [json.loads(line)["code"] for line in lines] == list(errors.entries("person"))


def test_without_a_code_all_families_are_listed() -> None:
    text = run()[1]
    assert all(name in text for name in errors.families())


def test_an_unknown_code_is_a_usage_error_with_near_ones() -> None:
    code, text = run("CD-FELD-003")
    assert code == 2
    assert "CD-FIELD-003" in text


def test_nothing_heavy_is_loaded_on_the_way() -> None:
    script = (
        "import sys; from creditdelta.cli.main import main\n"
        "main(['explain', 'CD-FIELD-003'], standalone_mode=False)\n"
        f"print([m for m in {HEAVY!r} if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"
