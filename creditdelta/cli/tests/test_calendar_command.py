"""`cdelta calendar` as a clerk and a program use it."""

import json

import pytest
from click.testing import CliRunner

from creditdelta.cli.calendar import command


def run(*arguments: str):
    return CliRunner().invoke(command, list(arguments))


def test_a_due_date_names_what_was_skipped_and_says_it_is_provisional():
    answer = run("due", "2026-12-25", "+7wd", "--lang", "zh")
    lines = answer.stdout.splitlines()
    assert lines[0] == "2027-01-06 暂定"
    assert "  跳过 2027-01-01 元旦" in lines
    assert "CD-CALENDAR-002" in answer.stderr
    assert answer.exit_code == 0


def test_english_and_official():
    answer = run("due", "2026-01-31", "+1m", "+3wd", "--lang", "en")
    assert answer.stdout.splitlines() == ["2026-03-04", "  skipped 2026-03-01 Sunday"]
    assert answer.stderr == ""


def test_one_json_object():
    answer = run("due", "2025-09-28", "+5wd", "--json")
    found = json.loads(answer.stdout)
    assert (found["date"], found["provisional"]) == ("2025-10-11", False)
    assert found["skipped"][0] == {"date": "2025-10-01", "zh": "国庆节", "en": "National Day"}


def test_counting_back():
    assert run("due", "2026-03-02", "-5wd", "--lang", "zh").stdout.startswith("2026-02-24")


def test_a_year_is_listed_with_its_make_up_days():
    lines = run("ls", "2026", "--lang", "zh").stdout.splitlines()
    assert "2026-01-01 元旦" in lines
    assert "2026-02-14 春节 调休上班" in lines
    rows = [json.loads(line) for line in run("ls", "2027", "--json").stdout.splitlines()]
    assert {row["provisional"] for row in rows} == {True}


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("due", "2026-02-30", "+7wd"), "CD-DATE-002"),
        (("due", "2026-02-03", "+7w"), "CD-CALENDAR-001"),
        (("ls", "20267"), "CD-CALENDAR-003"),
        (("ls", "２０２６"), "CD-CALENDAR-003"),
    ],
)
def test_a_usage_error_has_a_code_and_a_sentence(arguments, code):
    answer = run(*arguments, "--lang", "zh")
    assert answer.exit_code == 2
    assert code in answer.stderr
