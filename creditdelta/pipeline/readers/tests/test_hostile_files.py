"""Hostile files of every form are answered with code and position, by one small process that lives."""

import importlib.util
import json
import subprocess
import sys
from pathlib import Path

import pytest

from creditdelta.cli.warm import warm

CORPORA = ("hostile_text", "hostile_tables", "hostile_workbooks")
LEAST_KINDS = 320
MEGABYTES = 512
SECONDS = 30
HERE = Path(__file__).parent


def corpus(name):
    spec = importlib.util.spec_from_file_location(name, HERE / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def checked(tmp_path_factory):
    """(what must be answered, what was answered) by name."""
    folder = tmp_path_factory.mktemp("hostile")
    wanted, listed = {}, []
    kinds = [kind for name in CORPORA for kind in corpus(name).kinds()]
    for number, (name, suffix, content, answers) in enumerate(kinds):
        (folder / f"{number}{suffix}").write_bytes(content)
        listed.append((name, f"{number}{suffix}"))
        wanted[name] = answers
    assert len(wanted) == len(listed)
    (folder / "kinds.json").write_text(json.dumps(listed), encoding="utf-8")
    warm(tmp_path_factory.mktemp("warm"))
    done = subprocess.run(
        [sys.executable, str(HERE / "hostile_worker.py"), str(folder)],
        capture_output=True,
        text=True,
        timeout=900,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    answers = {one["name"]: one for one in map(json.loads, done.stdout.splitlines())}
    return wanted, answers


def test_there_are_many_kinds_and_each_is_answered(checked):
    wanted, answers = checked
    assert wanted.keys() == answers.keys()
    assert len(wanted) >= LEAST_KINDS


def test_each_is_answered_with_its_code_and_row(checked):
    wanted, answers = checked
    wrong = {
        name: (codes, answers[name]["found"][:5])
        for name, codes in wanted.items()
        if not _answered(codes, answers[name]["found"])
    }
    assert wrong == {}


def _answered(wanted, found):
    """Pairs are all wanted, with their row; plain codes are alternatives."""
    pairs = [one for one in wanted if not isinstance(one, str)]
    if not all(any(c == code and row in (None, r) for c, r in found) for code, row in pairs):
        return False
    codes = [one for one in wanted if isinstance(one, str)]
    return not codes or any(c.startswith(code) for code in codes for c, _ in found)


def test_every_row_is_accounted_for(checked):
    assert all(one["rows"] == one["accepted"] + one["rejected"] for one in checked[1].values())


def test_the_process_stays_small_and_quick(checked):
    assert max(one["megabytes"] for one in checked[1].values()) <= MEGABYTES
    assert max(one["seconds"] for one in checked[1].values()) <= SECONDS


def test_no_personal_number_comes_out(checked):
    secret = corpus("hostile_text").person_number()
    assert not any(secret in one["text"] for one in checked[1].values())
