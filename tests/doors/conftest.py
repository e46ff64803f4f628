"""A ledger with an organisation that has records, and clients that ask the interface about it."""

from pathlib import Path

import pytest
from django.test import Client

from creditdelta.accounts.reader import Held
from creditdelta.api import limits
from creditdelta.api_keys.tests.scenes import holder, issued
from creditdelta.archive.tests.visits import TODAY, on_the_day, take
from creditdelta.feed.tests.scenes import followed
from creditdelta.intake.tests.supplies import organisation, penalties, registrations
from creditdelta.journal.services import checkpoint
from tests.doors.asking import Program

SHANGHAI = Held("credit_officer", "310000-credit", "310000", since=TODAY)
EVERY_SCOPE = (
    "archive.look", "batch.read", "consent.use", "listing.prepare", "listing.read", "quality.own",
    "screening.ask", "upload.read", "upload.send", "zero.report",
)  # fmt: skip


@pytest.fixture(autouse=True)
def fresh() -> None:
    """Nobody has spent anything of an allowance."""
    limits.forgotten()


@pytest.fixture
def firm(ledger: Path, tmp_path: Path) -> str:
    """The code of an organisation with a registration and penalties in publicity; the feed has told of it."""
    on_the_day()
    take(registrations(tmp_path, 3))
    take(penalties(tmp_path, 3))
    followed()
    checkpoint()
    return organisation(0)[0]


@pytest.fixture
def officer(firm: str) -> Program:
    """A program with a key of an officer's post, for everything a key can do."""
    account, post = holder("yun", SHANGHAI)
    key = issued(account, post, TODAY, scopes=EVERY_SCOPE)
    return Program(Client(), key.text)
