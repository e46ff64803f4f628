"""Proofs that are read from the table verify against signed checkpoints, whatever the size."""

from pathlib import Path

import pytest

from creditdelta.journal import proofs
from creditdelta.journal.proofs import NotCovered, consistency, inclusion, newest
from creditdelta.journal.queries import leaves
from creditdelta.journal.services import checkpoint
from creditdelta.journal.tests.events import recorded
from creditdelta.kernel.merkle import verify_consistency, verify_inclusion

SIZES = (1, 2, 3, 7, 8, 9, 20)


@pytest.fixture
def signed(ledger: Path, monkeypatch: pytest.MonkeyPatch) -> dict[int, bytes]:
    """Roots by size, of a journal that was signed as it grew; parts of four leaves are remembered."""
    monkeypatch.setattr(proofs, "BLOCK", 4)
    roots, before = {}, 0
    for size in SIZES:
        recorded(size - before)
        told, _ = checkpoint()  # type: ignore[misc]  # there is one
        roots[size], before = told.root, size
    return roots


def test_every_event_is_in_every_journal_that_covers_it(signed: dict[int, bytes]) -> None:
    for size, root in signed.items():
        for number, leaf in enumerate(leaves(0, size)):
            told, path = inclusion(number, size)
            assert told == leaf
            assert verify_inclusion(leaf, number, size, path, root)


def test_every_journal_is_the_beginning_of_the_later_ones(signed: dict[int, bytes]) -> None:
    for before, root1 in signed.items():
        for size, root2 in signed.items():
            if before <= size:
                proof = consistency(before, size)
                assert verify_consistency(before, size, proof, root1, root2)


def test_what_no_checkpoint_covers(signed: dict[int, bytes]) -> None:
    assert newest().size == max(SIZES)
    for number, size in ((20, 20), (25, 30), (3, 2)):
        with pytest.raises(NotCovered):
            inclusion(number, size)
    for before, size in ((0, 3), (5, 3), (-1, 3)):
        with pytest.raises(NotCovered):
            consistency(before, size)


def test_nothing_signed_yet(ledger: Path) -> None:
    with pytest.raises(NotCovered):
        newest()
