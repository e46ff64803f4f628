"""A key is followed only by one that it signed, and believed only until then."""

import json

import pytest

from creditdelta.journal.checkpoint import Checkpoint, CheckpointUnclear, key_id, public_key, signed
from creditdelta.journal.signing_keys import (
    KeysUnclear,
    SigningKeys,
    Successor,
    as_text,
    endorsed,
    followed,
    from_values,
    read_by,
)
from creditdelta.kernel.merkle import Frontier

SEEDS = [bytes([n]) * 32 for n in (1, 2, 3, 4)]
FIRST, SECOND, THIRD, STRANGER = map(public_key, SEEDS)
KEYS = followed(
    FIRST,
    [
        Successor(SECOND, 3, endorsed(SEEDS[0], SECOND)),
        Successor(THIRD, 5, endorsed(SEEDS[1], THIRD)),
    ],
)


def checkpoint(size: int, seed: bytes) -> str:
    tree = Frontier()
    for n in range(size):
        tree = tree.grown(bytes([n]) * 32)
    named = key_id(public_key(seed))
    told = Checkpoint("here", size, tree.root(), tree.peaks, "2026-04-01T00:00:00.000000Z", named)
    return signed(told, seed)


@pytest.mark.parametrize(
    ("size", "signer", "believed"),
    [
        (1, 0, True), (3, 0, True), (4, 0, False), (9, 0, False),
        (3, 1, False), (4, 1, True), (5, 1, True), (6, 1, False),
        (5, 2, False), (6, 2, True), (9, 2, True), (1, 3, False), (9, 3, False),
    ],
)  # fmt: skip
def test_each_key_signs_in_its_time_only(size: int, signer: int, believed: bool) -> None:
    text = checkpoint(size, SEEDS[signer])
    if believed:
        assert read_by(text, KEYS).size == size
        return
    with pytest.raises(CheckpointUnclear):
        read_by(text, KEYS)


def test_what_is_kept_is_read_again() -> None:
    assert from_values(json.loads(as_text(KEYS))) == KEYS
    assert from_values(json.loads(as_text(SigningKeys(FIRST)))) == SigningKeys(FIRST)
    assert KEYS.last == THIRD


@pytest.mark.parametrize(
    "successors",
    [
        [Successor(SECOND, 3, endorsed(SEEDS[1], SECOND))],  # signed by itself
        [Successor(SECOND, 3, endorsed(SEEDS[3], SECOND))],  # by a stranger
        [Successor(THIRD, 3, endorsed(SEEDS[0], SECOND))],  # another was signed
        [Successor(SECOND, 3, b"")],
        [Successor(FIRST, 3, endorsed(SEEDS[0], FIRST))],  # no other key
        [
            Successor(SECOND, 3, endorsed(SEEDS[0], SECOND)),
            Successor(THIRD, 3, endorsed(SEEDS[1], THIRD)),  # at the same event
        ],
        [
            Successor(SECOND, 3, endorsed(SEEDS[0], SECOND)),
            Successor(STRANGER, 4, endorsed(SEEDS[0], STRANGER)),  # by the key before
        ],
    ],
)
def test_nobody_else_names_a_successor(successors: list[Successor]) -> None:
    with pytest.raises(KeysUnclear):
        followed(FIRST, successors)


@pytest.mark.parametrize(
    "told",
    [{}, {"key": "xx"}, {"key": FIRST.hex(), "successors": 1}, {"key": "", "successors": [{}]}],
)
def test_what_tells_no_keys_is_unclear(told: dict[str, object]) -> None:
    with pytest.raises(KeysUnclear):
        from_values(told)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"checkpoint":1}'])
def test_what_is_no_checkpoint_is_unclear(text: str) -> None:
    with pytest.raises(CheckpointUnclear):
        read_by(text, KEYS)
