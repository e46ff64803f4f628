"""What invented reporters send: a few small files of two offices in two months."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from creditdelta.facade.check import rulebook
from creditdelta.intake.models import Submission
from creditdelta.intake.services import Received, ingest
from creditdelta.intake.tests.supplies import penalties, registrations

TODAY = date(2026, 4, 1)
FEBRUARY, MARCH = datetime(2026, 2, 10, tzinfo=UTC), datetime(2026, 3, 10, tzinfo=UTC)
CREDIT, ECOLOGY = "310000-credit", "310000-ecology"


def send(path: Path, issued_at: datetime = MARCH, **given: Any) -> Submission:
    """Take a file in as if it had been issued at a moment."""
    region = given.pop("region", "310000")
    today = given.pop("today", TODAY)
    received = Received(path, region, "clerk", today, issued_at, **given)
    return ingest(received, rulebook())


def some(folder: Path) -> None:
    """Registrations; two files of the credit office, one with a bad row; one of ecology's."""
    send(registrations(folder, 6), FEBRUARY)
    send(penalties(folder, 4, CF_JDRQ="2026-02-06"), FEBRUARY)
    bad = penalties(folder, 3, name="bad.csv", CF_JDRQ="2026-03-09", CF_WSH="示错")
    bad.write_text(bad.read_text("utf-8").replace("2026-03-09", "2026-13-09", 1), "utf-8")
    send(bad)
    late = penalties(folder, 2, name="late.csv", CF_JDRQ="2025-06-02", CF_WSH="示迟")
    send(late, source=ECOLOGY)
