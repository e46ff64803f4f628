"""`cdelta uscc`: the door other programs use, and what a clerk reads."""

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner

from creditdelta.cli.main import main
from creditdelta.kernel.identifiers.uscc import check_character

GOOD, LOWER, BAD = "91340600MA2PBNE723", "91340600ma2pbne723", "91340600MA2PBNE724"
PERSON = "310000190001010000"


def run(*arguments, **more):
    return CliRunner().invoke(main, ["uscc", *arguments], **more)


def answers(result):
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_json_answers_line_by_line_in_order_blank_lines_too():
    text = f"\ufeff{GOOD}\r\n\n{LOWER}\n{BAD}"
    result = run("check", "-", "--json", input=text.encode())
    assert result.exit_code == 1
    assert answers(result) == [
        {"input": GOOD, "valid": True, "normalised": GOOD, "codes": []},
        {"input": "", "valid": False, "normalised": "", "codes": ["CD-USCC-001"]},
        {"input": LOWER, "valid": False, "normalised": GOOD, "codes": ["CD-USCC-007"]},
        {"input": BAD, "valid": False, "normalised": BAD, "codes": ["CD-USCC-003"]},
    ]
    assert [list(row) for row in answers(result)] == [["input", "valid", "normalised", "codes"]] * 4


def test_no_argument_reads_stdin_and_all_good_is_nought():
    result = run("check", "--json", input=f"{GOOD}\n".encode())
    assert result.exit_code == 0
    assert len(answers(result)) == 1


def test_a_warning_does_not_fail():
    body = "91999999MA1K3BTP2"
    result = run("check", body + check_character(body), "--json")
    assert result.exit_code == 0
    assert answers(result)[0]["codes"] == ["CD-USCC-005"]


def test_files_and_codes_mix(tmp_path):
    path = tmp_path / "codes.txt"
    path.write_text(f"{GOOD}\n{BAD}\n", encoding="utf-8")
    result = run("check", LOWER, str(path), "--json")
    assert [row["input"] for row in answers(result)] == [LOWER, GOOD, BAD]


def test_a_large_file_answers_as_a_small_one(tmp_path):
    lines = [GOOD, BAD, "", LOWER, "无", PERSON, " " + GOOD, "9.1E+17"]
    path = tmp_path / "many.txt"
    path.write_text("\n".join(lines * 200) + "\n", encoding="utf-8")
    few = answers(run("check", "--json", input="\n".join(lines).encode()))
    assert answers(run("check", str(path), "--json")) == few * 200


def test_a_person_is_named_and_not_repeated():
    for arguments in (["check", PERSON], ["check", PERSON, "--json"], ["fix", PERSON]):
        result = run(*arguments)
        assert PERSON not in result.output
    assert "CD-USCC-011" in run("check", PERSON).stdout
    assert PERSON not in run("convert", PERSON, "--json").output


@pytest.mark.parametrize(("lang", "word"), [("zh", "校验码不符"), ("en", "check character")])
def test_people_read_what_is_wrong_and_where(lang, word):
    result = run("check", BAD, "--lang", lang)
    lines = result.stdout.splitlines()
    assert lines[0].endswith(BAD)
    assert lines[1].index("^") == lines[0].index(BAD) + 17
    assert word in result.stdout
    assert GOOD in lines[-1]
    assert "cdelta uscc fix" in result.stderr


def test_fix_offers_and_convert_explains():
    assert run("fix", "9134O600MA2PBNE723").stdout.split() == ["9134O600MA2PBNE723", GOOD]
    assert answers(run("fix", BAD, "--json"))[0]["suggestions"][-1] == GOOD
    shown = run("convert", "91310115MA1K3BTP2B", "--lang", "en").stdout
    assert "310115 浦东新区" in shown
    assert "market regulation" in shown
    (row,) = answers(run("convert", "310115D2143569X", "--json"))
    assert row["candidates"][0].startswith("91310115D2143569X")


HEAVY = ("numpy", "pyarrow", "numba", "django", "pandas", "rich", "opencc")


@pytest.mark.parametrize(
    "arguments", [["--help"], ["uscc", "check", GOOD], ["uscc", "check", BAD], ["uscc", "fix", BAD]]
)
def test_quick_commands_load_nothing_heavy(arguments):
    program = (
        "import sys\nfrom creditdelta.cli.main import main\n"
        f"try:\n    main({arguments!r})\nexcept SystemExit:\n    pass\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert done.stdout.decode().splitlines()[-1] == "[]"
