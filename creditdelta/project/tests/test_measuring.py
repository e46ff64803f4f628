"""The keeper measures in a process of its own, leaves a failing one alone for a while, and takes it along."""

from pathlib import Path
from time import monotonic

import pytest

from creditdelta.project import keeper
from creditdelta.project.keeper import FAILED_PAUSE, Measuring


def ended(measuring: Measuring) -> None:
    process = measuring.process
    assert process is not None
    process.wait()


def test_one_at_a_time_and_again_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeper, "MEASURE", "this")  # a module that ends well
    measuring = Measuring()
    assert measuring.idle()
    measuring.start()
    ended(measuring)
    assert measuring.idle()


def test_after_a_failure_it_waits(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(keeper, "MEASURE", "creditdelta.nothing_of_the_kind")
    measuring = Measuring()
    measuring.start()
    ended(measuring)
    assert not measuring.idle()
    assert 0 < measuring.again_at - monotonic() <= FAILED_PAUSE
    assert "nothing_of_the_kind" in capfd.readouterr().err


def test_what_is_being_measured_ends_with_the_keeper(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "slow.py").write_text("import time\ntime.sleep(60)\n", encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setattr(keeper, "MEASURE", "slow")
    measuring = Measuring()
    measuring.start()
    assert measuring.process is not None
    assert not measuring.idle()
    measuring.stop()
    assert measuring.process.returncode is not None
