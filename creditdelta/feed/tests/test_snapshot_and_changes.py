"""Everything at once, and changes after it, is everything again: over random histories, byte for byte.

Fifty on the embedded database; a server is asked some of them, for time. A failure prints its seed.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from creditdelta.feed.queries import TakeAnew
from creditdelta.feed.tests.histories import History, history
from creditdelta.feed.tests.scenes import Reader, followed, full
from creditdelta.intake import services as intake
from creditdelta.journal.tests.emptied import emptied

HISTORIES = 8 if os.environ.get("DATABASE_URL") else 50
AT_ONCE = 5
STEPS = 16


@pytest.fixture
def hold(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Let the next files be held for a second officer, or not."""
    wanted = {"hold": False}

    def reason(*_: object) -> str:
        return "合成示例" if wanted["hold"] else ""

    def switch(on: bool) -> None:
        wanted["hold"] = on

    monkeypatch.setattr(intake, "held_reason", reason)
    return switch


def read(reader: Reader, limit: int) -> None:
    """Follow; where the rules are others than the reader read by, take everything."""
    try:
        reader.follow(limit)
    except TakeAnew:
        reader.take_everything()


def lived(told: History) -> Iterator[str]:
    """Live through it with three readers; gives the digest of everything wherever it was compared."""
    rng = told.rng
    always, seldom, late = Reader(), Reader(), Reader()
    begins = rng.randrange(STEPS)
    for number in range(STEPS):
        told.step()
        if number == begins:
            late.take_everything()
        if rng.random() < 0.5:
            followed()
            read(always, rng.choice((1, 2, 50)))
            everything = full()
            assert always.digest() == everything
            yield everything
            if rng.random() < 0.2:
                read(seldom, 3)
    followed()
    everything = full()
    for reader in (always, seldom, late):
        read(reader, 2)
        assert reader.digest() == everything
    yield everything


@pytest.mark.parametrize("first", range(0, HISTORIES, AT_ONCE))
def test_everything_and_changes_are_everything_again(
    first: int, ledger: Path, tmp_path: Path, hold: Any
) -> None:
    found: set[str] = set()
    for seed in range(first, first + AT_ONCE):
        emptied()
        place = tmp_path / str(seed)
        place.mkdir()
        told = history(seed, place, hold)
        try:
            found |= set(lived(told))
        except AssertionError as differs:
            raise AssertionError(f"seed {seed}: {told.seen}") from differs
    assert len(found) >= AT_ONCE  # no history is another
