"""Registers of invented organisations taken in, followed and asked about."""

from datetime import UTC, date, datetime
from pathlib import Path

from creditdelta.facade.check import rulebook
from creditdelta.intake.services import Received, ingest
from creditdelta.intake.tests.supplies import organisation, written
from creditdelta.journal.services import seal
from creditdelta.project.followers import FOLLOWERS, run_followers
from creditdelta.search import following
from creditdelta.search.queries import Results, search

TODAY = date(2026, 4, 1)


def take(path: Path, region: str = "310000", issued: int = 1) -> None:
    at = datetime(2026, 1, issued, tzinfo=UTC)
    ingest(Received(path, region, "clerk", TODAY, issued_at=at), rulebook())


def registers(
    folder: Path, names: list[str], first: int = 0, issued: int = 1, **given: str
) -> None:
    """The names, each of the next invented code."""
    rows = [
        {
            "uscc": organisation(number)[0],
            "name": name,
            "status": "存续",
            "established_on": "2015-03-04",
            **given,
        }
        for number, name in enumerate(names, first)
    ]
    path = folder / f"registrations-{first}-{issued}-{len(given)}.csv"
    take(written(path, "registration", rows), issued=issued)


def followed() -> int:
    """Let the index see what happened."""
    seal()
    return run_followers({following.NAME: FOLLOWERS[following.NAME]})


def asked(text: str, page: int = 1, **filters: str) -> Results:
    return search(text, filters, page, day=TODAY)


def shown(text: str, **filters: str) -> list[str]:
    """The names that matched, in order."""
    return [hit.shown for hit in asked(text, **filters).hits]
