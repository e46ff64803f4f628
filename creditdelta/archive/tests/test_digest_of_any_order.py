"""The digest sees what is said and nothing of how it came: any order, any split, duplicates."""

import itertools
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random

import pytest

from creditdelta.archive.digest import LedgerDigest, ledger_digest
from creditdelta.facade.check import rulebook
from creditdelta.intake.services import Received, ingest
from creditdelta.intake.tests.supplies import (
    OFFICE,
    organisation,
    penalties,
    penalty,
    registrations,
    written,
)
from creditdelta.journal.tests.emptied import emptied

pytestmark = pytest.mark.usefixtures("ledger")
TODAY = date(2026, 4, 1)
Delivery = tuple[Path, str, int]  # file, region, day of issue


def take(path: Path, region: str = "310000", issued: int = 1) -> None:
    at = datetime(2026, 1, issued, tzinfo=UTC)
    ingest(Received(path, region, "clerk", TODAY, issued_at=at), rulebook())


def after(deliveries: list[Delivery]) -> LedgerDigest:
    """The digest of a ledger that received just these, in this order."""
    emptied()
    for delivery in deliveries:
        take(*delivery)
    return ledger_digest()


def withdrawal(number: int, **given: str) -> dict[str, str]:
    row = {
        "kind": "penalty",
        "uscc": organisation(number)[0],
        "authority": OFFICE,
        "number": penalty(number)["CF_WSH"],
        "ground": "数据错误",
        "withdrawn_on": "2026-03-01",
    }
    return row | given


def test_an_empty_ledger_has_a_digest() -> None:
    found = ledger_digest()
    assert (found.organisations, found.identifiers, found.records) == (0, 0, 0)


def test_any_order_of_deliveries_gives_one_digest(tmp_path: Path) -> None:
    deliveries: list[Delivery] = [
        (registrations(tmp_path, 3), "310000", 1),
        (penalties(tmp_path, 4), "310000", 2),
        (penalties(tmp_path, 2, "late.csv", CF_NR="警告并责令改正"), "310000", 5),
        (penalties(tmp_path, 3, "away.csv", CF_NR="罚款"), "330000", 9),
        (written(tmp_path / "back.csv", "withdrawal", [withdrawal(1)]), "310000", 6),
    ]
    orders = list(itertools.permutations(deliveries))
    found = {after(list(order)) for order in Random(1).sample(orders, 12)}
    assert len(found) == 1
    assert found.pop().organisations == 3


def test_a_split_and_a_repeat_change_nothing(tmp_path: Path) -> None:
    whole = after(
        [(registrations(tmp_path, 4), "310000", 1), (penalties(tmp_path, 4), "310000", 1)]
    )
    split = after(
        [
            (penalties(tmp_path, 2, "p1.csv"), "310000", 1),
            (registrations(tmp_path, 4, "r.csv"), "310000", 1),
            (registrations(tmp_path, 2, "r2.csv"), "310000", 1),
            (penalties(tmp_path, 4, "p2.csv"), "310000", 1),
            (penalties(tmp_path, 4, "p2.csv"), "310000", 1),
        ]
    )
    assert whole == split


def test_what_is_said_changes_the_digest(tmp_path: Path) -> None:
    first = after([(registrations(tmp_path, 2), "310000", 1)])
    renamed = after([(registrations(tmp_path, 2, "s.csv", status="吊销"), "310000", 1)])
    assert first != renamed
