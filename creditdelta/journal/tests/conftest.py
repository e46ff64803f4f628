"""What tests of the journal share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from creditdelta.journal.guard import disarm
from creditdelta.journal.tests.ownership import as_owner


@pytest.fixture
def forger(ledger: Path) -> Iterator[None]:
    """Somebody who owns the database and took its guard away."""
    from django.db import connection

    with as_owner():
        disarm(connection)
        yield
