"""Scenes of the desk: what offices of Shanghai sent, some of it late, some wrong, some held."""

from datetime import UTC, date, datetime
from pathlib import Path

from creditdelta.facade.check import rulebook
from creditdelta.intake.models import Submission
from creditdelta.intake.services import Received, ingest
from creditdelta.intake.tests.supplies import penalties, penalty, registrations, written
from creditdelta.rulebook.intake import breaker_on

TODAY = date(2026, 4, 1)
OFFICE, OTHER = "310000-credit", "310000-ecology"  # penalties of Shanghai are the word of the first
AT = datetime(2026, 3, 20, 2, tzinfo=UTC)


def sent(
    path: Path, actor: str = "clerk", region: str = "310000", *, at: datetime = AT, source: str = ""
) -> Submission:
    """A file as it was reported on a day."""
    received = Received(path, region, actor, TODAY, issued_at=at, source=source)
    return ingest(received, rulebook())


def decided(folder: Path, days: list[str], name: str = "decided.csv") -> Path:
    """A penalty decided on each of the days."""
    rows = [penalty(n, CF_JDRQ=day, CF_YXQ="2027-01-01") for n, day in enumerate(days)]
    return written(folder / name, "penalty", rows)


def held(folder: Path, actor: str = "clerk") -> Submission:
    """A submission that stands out, after as many usual ones as it takes."""
    sent(registrations(folder, 1))
    for number in range(breaker_on(TODAY).least_submissions):
        few = penalties(folder, 1, name=f"{number}.csv", CF_WSH=f"沪示罚〔2025〕{number}号")
        sent(few, actor)
    rows = [penalty(0, CF_WSH=f"沪示罚〔2024〕{n}号") for n in range(1100)]
    return sent(written(folder / "many.csv", "penalty", rows), actor)
