"""A thousand ways to alter a journal of 10,000 events: every one is found, and where it was done.

The forger owns the database and recomputes whatever lies in it; what was signed lies outside.
"""

from collections.abc import Callable
from functools import cache
from random import Random

import pytest

from creditdelta.journal.checkpoint import Checkpoint
from creditdelta.journal.tests.events import grown, signed_at, written
from creditdelta.journal.verifying import Row, Verdict, verify
from creditdelta.kernel.merkle import Frontier, leaf_hash

EVENTS, EACH = 10_000, 100
CHECKPOINTS = (1_000, 2_500, 2_501, 7_000, 9_999, EVENTS)


@cache
def truth() -> list[bytes]:
    return [written(number) for number in range(EVENTS)]


@cache
def outside() -> tuple[Checkpoint, ...]:
    found, tree, before = [], Frontier(), 0
    for size in CHECKPOINTS:
        tree, before = grown(truth()[before:size], tree), size
        found.append(signed_at(tree))
    return tuple(found)


@cache
def story() -> list[bytes]:
    return [written(number, "another story") for number in range(EVENTS)]


leaf = cache(leaf_hash)


def rows_of(said: list[bytes], leaves: list[bytes] | None = None) -> list[Row]:
    """A table that says this, its leaves recomputed where none are given."""
    kept = leaves or list(map(leaf, said))
    return [
        (number, number + 1, row, hashed)
        for number, (row, hashed) in enumerate(zip(said, kept, strict=True))
    ]


def update(random: Random) -> tuple[list[Row], int]:
    at, said = random.randrange(EVENTS), list(truth())
    said[at] = written(at, f"{random.random()}")
    return rows_of(said, list(map(leaf, truth()))), at


def update_with_leaf(random: Random) -> tuple[list[Row], int]:
    at, said = random.randrange(EVENTS), list(truth())
    said[at] = written(at, f"{random.random()}")
    return rows_of(said), at


def leaf_alone(random: Random) -> tuple[list[Row], int]:
    at, leaves = random.randrange(EVENTS), list(map(leaf, truth()))
    leaves[at] = random.randbytes(32)
    return rows_of(truth(), leaves), at


def delete(random: Random) -> tuple[list[Row], int]:
    at = random.randrange(EVENTS)
    rows = rows_of(truth())
    return rows[:at] + rows[at + 1 :], at


def delete_and_renumber(random: Random) -> tuple[list[Row], int]:
    at = random.randrange(EVENTS)
    return rows_of(truth()[:at] + truth()[at + 1 :]), at


def insert(random: Random) -> tuple[list[Row], int]:
    at = random.randrange(EVENTS)
    return rows_of([*truth()[:at], written(at, "invented"), *truth()[at:]]), at


def swap(random: Random) -> tuple[list[Row], int]:
    first, second = random.sample(range(EVENTS), 2)
    said = list(truth())
    said[first], said[second] = said[second], said[first]
    return rows_of(said), first


def swap_numbers(random: Random) -> tuple[list[Row], int]:
    first = random.randrange(EVENTS - 1)
    rows = rows_of(truth())
    one, two = rows[first], rows[first + 1]
    rows[first : first + 2] = [(one[0], *two[1:]), (two[0], *one[1:])]
    return rows, first


def cut_tail(random: Random) -> tuple[list[Row], int]:
    at = random.randrange(EVENTS)
    return rows_of(truth()[:at]), at


def rewrite_tail(random: Random) -> tuple[list[Row], int]:
    at = random.randrange(EVENTS)
    return rows_of(truth()[:at] + story()[at:]), at


WAYS: tuple[Callable[[Random], tuple[list[Row], int]], ...] = (
    update, update_with_leaf, leaf_alone, delete, delete_and_renumber, insert, swap, swap_numbers,
    cut_tail, rewrite_tail,
)  # fmt: skip
EXACT = (update, leaf_alone, delete, cut_tail)


def recomputed(rows: list[Row]) -> Frontier:
    """The head as a forger leaves it."""
    return grown([row[2] for row in rows if row[2] is not None])


def holds(found: Verdict, at: int) -> bool:
    """Whether a range that was told contains the place, its neighbour included."""
    return any(told.first - 1 <= at <= told.last + 1 for told in found.alterations)


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_every_tampering_is_found_and_located(way: Callable[..., tuple[list[Row], int]]) -> None:
    for seed in range(EACH):
        rows, at = way(Random(seed))
        found = verify(rows, outside(), recomputed(rows) if seed % 25 == 0 else None)
        assert not found.ok, (seed, at)
        if way in EXACT:
            assert (found.alterations[0].first, len(found.alterations)) == (at, 1), seed
        assert holds(found, at), (seed, at, found.alterations)


def test_the_true_journal_is_whole() -> None:
    found = verify(rows_of(truth()), outside(), grown(truth()))
    assert found.ok
    assert (found.events, found.checkpoints) == (EVENTS, len(CHECKPOINTS))
    assert found.root == outside()[-1].root.hex()


def test_between_two_checkpoints_the_range_is_narrow() -> None:
    said = list(truth())
    said[2_500] = written(2_500, "another story")
    found = verify(rows_of(said), outside())
    assert [(told.what, told.first, told.last) for told in found.alterations] == [
        ("rewritten", 2_500, 2_500)
    ]


def test_two_alterations_far_apart_are_both_told() -> None:
    said = list(truth())
    for at in (1_200, 8_000):
        said[at] = written(at, "another story")
    found = verify(rows_of(said), outside())
    assert len(found.alterations) == 2
    assert holds(found, 1_200)
    assert holds(found, 8_000)


def test_a_head_that_is_not_of_the_events_is_told() -> None:
    found = verify(rows_of(truth()), outside()[:1], grown(truth()[:9_000]))
    assert [told.what for told in found.alterations] == ["head"]
