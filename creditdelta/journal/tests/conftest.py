"""What tests of the journal share."""

from pathlib import Path

import pytest

from creditdelta.journal.guard import disarm


@pytest.fixture
def forger(ledger: Path) -> None:
    """Somebody who owns the database and took its guard away."""
    from django.db import connection

    disarm(connection)
