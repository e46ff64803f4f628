"""A small pool of invented rows for scenes: registrations and penalties in several submissions."""

from datetime import date
from pathlib import Path

import pytest

from creditdelta.facade.check import rulebook
from creditdelta.intake import reading
from creditdelta.intake.models import Submission
from creditdelta.intake.services import Received, ingest
from creditdelta.intake.tests.supplies import penalties, penalty, registrations, written
from creditdelta.journal.services import Envelope, envelope

TODAY = date(2026, 4, 1)


def officer() -> Envelope:
    """Who acts in these scenes."""
    return envelope("310000", "officer")


def taken(path: Path, region: str = "310000") -> Submission:
    """A file taken in."""
    return ingest(Received(path, region, "clerk", TODAY), rulebook())


def fill(folder: Path, monkeypatch: pytest.MonkeyPatch, *, rows: int = 40, part: int = 7) -> None:
    """Registrations of `rows` organisations, a penalty on each, a second penalty on the first ten."""
    monkeypatch.setattr(reading, "PART_ROWS", part)
    taken(registrations(folder, rows))
    taken(penalties(folder, rows))
    more = [penalty(n, CF_WSH=f"沪示罚〔2025〕第二{n}号") for n in range(10)]
    taken(written(folder / "more.csv", "penalty", more))
