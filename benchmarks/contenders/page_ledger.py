"""A ledger of registered organisations with so many penalties in publicity each."""

from datetime import UTC, date, datetime
from pathlib import Path


def filled(folder: Path, day: date, sizes: tuple[int, ...]) -> None:
    """Take in the registrations and penalties; everything is read on `day`."""
    from django.core.management import call_command

    from creditdelta.facade.check import rulebook
    from creditdelta.intake.services import Received, ingest
    from creditdelta.intake.tests.supplies import penalty, registrations, written
    from creditdelta.journal.home import prepare
    from creditdelta.journal.synthetic import mark

    prepare()
    (folder / "static").mkdir(exist_ok=True)
    call_command("migrate", verbosity=0)
    mark("invented", day)
    rows = [
        penalty(number, CF_WSH=f"沪示罚〔2025〕{n}号")
        for number, count in enumerate(sizes)
        for n in range(count)
    ]
    at = datetime(2026, 1, 1, tzinfo=UTC)
    for path in (registrations(folder, len(sizes)), written(folder / "p.csv", "penalty", rows)):
        ingest(Received(path, "310000", "clerk", day, issued_at=at), rulebook())


def address(size: int, sizes: tuple[int, ...]) -> str:
    """The archive with so many records."""
    from creditdelta.intake.tests.supplies import organisation

    return f"/subject/{organisation(sizes.index(size))[0]}/"
