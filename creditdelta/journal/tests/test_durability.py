"""What is acknowledged is on the disk: the settings are read back, and a lax one stops the start."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection

from creditdelta.journal import durability
from creditdelta.journal.durability import NotDurable, assert_durable, settings
from creditdelta.journal.services import checkpoint
from creditdelta.journal.tests.events import recorded

LAX = {
    "sqlite": ("PRAGMA synchronous=NORMAL", "PRAGMA synchronous=FULL", "synchronous = 1"),
    "postgresql": (
        "SET synchronous_commit = off", "SET synchronous_commit = on", "synchronous_commit = off",
    ),
}  # fmt: skip


@pytest.fixture
def strict(ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No trial database is accepted; the server of tests itself runs without fsync."""
    monkeypatch.delenv("CREDITDELTA_UNDURABLE", raising=False)
    lax = {name: found for name, found in settings().items() if name == "fsync" and found == "off"}
    if lax:
        monkeypatch.setitem(durability.SERVER, "fsync", ("off",))


@pytest.mark.usefixtures("strict")
def test_the_database_flushes_every_commit() -> None:
    assert_durable()


@pytest.mark.usefixtures("strict")
def test_a_lax_database_is_refused() -> None:
    loosen, tighten, told = LAX[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(loosen)
        with pytest.raises(NotDurable, match=told):
            assert_durable()
        cursor.execute(tighten)


def test_a_trial_database_may_be_lax(ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CREDITDELTA_UNDURABLE", "1")
    loosen, tighten, _ = LAX[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(loosen)
        assert_durable()
        cursor.execute(tighten)


def test_a_checkpoint_is_flushed_before_it_is_named(
    ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []

    def flushed(name: str, real: Callable[[int], None]) -> Callable[[int], None]:
        def call(handle: int) -> None:
            done.append(name)
            real(handle)

        return call

    for name in ("fdatasync", "fsync"):
        monkeypatch.setattr(os, name, flushed(name, getattr(os, name)))
    recorded(1)
    checkpoint()
    assert done == ["fdatasync", "fsync"]
