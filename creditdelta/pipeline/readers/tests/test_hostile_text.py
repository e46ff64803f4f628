"""Every hostile text file is answered with code and position, in one process that stays small and lives."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

LEAST_KINDS = 140
MEGABYTES = 512
SECONDS = 30
WORKER = Path(__file__).with_name("hostile_worker.py")


@pytest.fixture(scope="module")
def answers(tmp_path_factory):
    done = subprocess.run(
        [sys.executable, str(WORKER), str(tmp_path_factory.mktemp("hostile"))],
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_there_are_many_kinds(answers):
    names = {answer["name"] for answer in answers}
    assert len(names) == len(answers) >= LEAST_KINDS


def test_each_is_answered_with_the_code_and_the_row(answers):
    wrong = {
        answer["name"]: (missing, answer["found"][:6])
        for answer in answers
        if (missing := [one for one in answer["wanted"] if not _answered(one, answer["found"])])
    }
    assert wrong == {}


def _answered(wanted, found):
    code, row = wanted
    return any(code == one[0] and row in (None, one[1]) for one in found)


def test_every_row_is_accounted_for(answers):
    assert all(one["rows"] == one["accepted"] + one["rejected"] for one in answers)


def test_the_worker_stays_small_and_quick(answers):
    assert max(answer["megabytes"] for answer in answers) <= MEGABYTES
    assert max(answer["seconds"] for answer in answers) <= SECONDS


def test_no_personal_number_comes_out(answers):
    assert not any(answer["leaked"] for answer in answers)
