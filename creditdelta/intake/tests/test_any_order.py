"""Any order, any split, sent twice: the ledger says the same. Random scripts, many at a time.

Scripts of one run are about different organisations and share the headers files are issued under,
so every run is many scripts, each under its own random order. A failure prints its seed.
"""

import os
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from random import Random

import pytest

from creditdelta.archive.digest import LedgerDigest, ledger_digest
from creditdelta.facade.check import rulebook
from creditdelta.intake.models import Submission
from creditdelta.intake.services import Received, ingest
from creditdelta.intake.tests.scripts import File, any_order, in_order, script
from creditdelta.journal.tests.emptied import emptied

SCRIPTS, TODAY = 125, date(2026, 4, 1)
# 8 x 125 = 1,000 scripts; a server is asked two of the eight runs, for time.
RUNS = 2 if os.environ.get("DATABASE_URL") else 8


def delivered(files: Iterable[File]) -> LedgerDigest:
    emptied()
    for file in files:
        header = file.header
        ingest(
            Received(
                file.path,
                header.region,
                "clerk",
                TODAY,
                issued_at=header.issued,
                batch=header.batch,
            ),
            rulebook(),
        )
    for one in Submission.objects.all():
        parts = (one.accepted, one.waiting, one.duplicate, one.withdrawn, one.rejected)
        assert one.rows == sum(parts), one
    return ledger_digest()


@pytest.mark.parametrize("seed", range(RUNS))
def test_any_order_and_any_split_give_the_same_ledger(
    seed: int, ledger: Path, tmp_path: Path
) -> None:
    rng = Random(seed)
    told = [row for n in range(SCRIPTS) for row in script(rng, seed * SCRIPTS + n)]
    first = delivered(in_order(told, tmp_path))
    second = delivered(any_order(rng, told, tmp_path))
    assert first.records > SCRIPTS
    assert first == second, f"seed {seed}"
