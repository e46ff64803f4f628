"""`cdelta doctor`: what was looked at, whether it is in order, and exit 3 when something is not."""

import json

import pytest
from click.testing import CliRunner

from creditdelta.cli import doctor
from creditdelta.cli.main import main


def run(*words: str):
    return CliRunner().invoke(main, ["doctor", *words])


def test_a_sound_installation(tmp_path, monkeypatch):
    monkeypatch.setenv("CREDITDELTA_HOME", str(tmp_path))
    done = run("--json")
    looked_at = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.exit_code == 0
    assert [one["name"] for one in looked_at] == ["python", "rulebook", "catalogue", "ledger"]
    assert all(one["ok"] for one in looked_at)
    assert "standards" in looked_at[1]["detail"]


@pytest.mark.parametrize(("lang", "advice"), [("zh", "请重新运行"), ("en", "Run `make setup`")])
def test_what_is_broken_is_named(lang, advice, tmp_path, monkeypatch):
    monkeypatch.setenv("CREDITDELTA_HOME", str(tmp_path))

    def broken() -> str:
        raise LookupError("penalty.toml")

    monkeypatch.setitem(doctor._CHECKS, "rulebook", broken)
    done = run("--lang", lang)
    assert done.exit_code == 3
    assert "✗ rulebook" in done.stdout
    assert "penalty.toml" in done.stdout
    assert "✓ catalogue" in done.stdout
    assert advice in done.stderr
