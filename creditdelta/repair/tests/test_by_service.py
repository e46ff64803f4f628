"""Service to the public in place of a duty that nobody could still do: the same two officers, no sooner."""

from pathlib import Path

import pytest

from creditdelta.journal.synthetic import business_day
from creditdelta.repair.checks import NotPossible
from creditdelta.repair.portal.public import BY_SERVICE
from creditdelta.repair.rules import way_of
from creditdelta.repair.tests.scenes import (
    begun,
    documents,
    fined_long_ago,
    now,
    record_of,
    repaired,
)

pytestmark = pytest.mark.usefixtures("ledger")


def test_it_is_repaired_by_service(tmp_path: Path) -> None:
    [ref] = fined_long_ago(tmp_path)
    id = repaired(ref, BY_SERVICE)
    assert (now(id).state, now(id).way) == ("granted", BY_SERVICE)
    assert way_of(now(id)).minimum
    assert record_of(ref, documents(ref)[0], business_day()).standing == "closed"


def test_it_shortens_no_period(tmp_path: Path) -> None:
    [ref] = fined_long_ago(tmp_path, CF_JDRQ="2026-03-02")
    with pytest.raises(NotPossible) as no:
        begun(ref, BY_SERVICE)
    assert no.value.why == "early"
