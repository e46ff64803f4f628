"""Tables beside the ledger are made once a process, by the migrations, and copied for each later scene."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connections

from creditdelta.project import rebuild
from creditdelta.project.rebuild import BESIDE


@contextmanager
def laid_out_once() -> Iterator[None]:
    """Within it, whoever plays the journal again begins with a copy of the first empty tables."""
    made, empty = rebuild.lay_out, sqlite3.connect(":memory:", check_same_thread=False)
    known: list[bool] = []

    def copied() -> None:
        beside = connections[BESIDE]
        if not known:
            made()
            beside.connection.backup(empty)
            known.append(True)
        else:
            beside.ensure_connection()
            empty.backup(beside.connection)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rebuild, "lay_out", copied)
        yield
    empty.close()
