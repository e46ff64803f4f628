"""What tests of pages share: a ledger with something in it, and a reader who asks for pages."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from django.test import Client

from creditdelta.facade.check import rulebook
from creditdelta.intake.services import Received, ingest
from creditdelta.journal.synthetic import mark

TODAY = date(2026, 3, 31)


def take(path: Path, region: str = "310000", issued: int = 1, source: str = "") -> None:
    """A file taken in on the day everything is read."""
    at = datetime(2026, 1, issued, tzinfo=UTC)
    ingest(Received(path, region, "clerk", TODAY, issued_at=at, source=source), rulebook())


def on_the_day() -> None:
    """Read everything on the same day, whenever the tests run."""
    mark("invented", TODAY)


def get(address: str, **given: str) -> Any:
    """The answer to a reader's request."""
    return Client(HTTP_HOST="127.0.0.1").get(address, given)


def text(address: str, **given: str) -> str:
    """The text of a page that must be there."""
    answered = get(address, **given)
    assert answered.status_code == 200, answered.status_code
    read: str = answered.content.decode()
    return read
