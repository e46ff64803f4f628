"""True proofs are believed, and whatever else a stranger sends is false, never an exception."""

import tomllib
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pymerkle
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from creditdelta.kernel.merkle import (
    EMPTY_ROOT,
    Frontier,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    node_hash,
    root,
    verify_consistency,
    verify_inclusion,
)

CASES = tomllib.loads(Path(__file__).with_name("merkle_cases.toml").read_text(encoding="utf-8"))
LEAVES = [bytes.fromhex(leaf) for leaf in CASES["leaves"]]
FOREST = [f"leaf {n}".encode() for n in range(40)]
OTHER = sha256(b"another").digest()
SIZES = [1, 2, 3, 4, 5, 6, 7, 8, 9, 13, 16, 17, 31, 32, 33]

# What nobody may send as one hash, as a list of hashes, or as a number.
NO_HASH: list[Any] = [
    b"",
    b"x" * 31,
    b"x" * 33,
    "x" * 32,
    None,
    0,
    bytearray(32),
    memoryview(bytes(32)),
    [],
    {},
]
NO_PROOF: list[Any] = [
    None,
    "",
    b"",
    b"x" * 32,
    0,
    {},
    set(),
    iter([]),
    (one for one in [OTHER]),
    object(),
]
NO_PROOF += [[bad] for bad in NO_HASH]
NO_COUNT: list[Any] = [-1, 2**64, 10**1000, True, False, 1.0, "1", None, b"1", [], float("nan")]


def included_by_definition(index: int, size: int, proof: list[bytes], leaf: bytes) -> bytes | None:
    """The root an inclusion proof leads to, by the recursive definition of the tree."""
    if size == 1:
        return leaf if not proof else None
    if not proof:
        return None
    *lower, neighbour = proof
    middle = 1 << (size - 1).bit_length() - 1
    if index < middle:
        part = included_by_definition(index, middle, lower, leaf)
        return part and node_hash(part, neighbour)
    part = included_by_definition(index - middle, size - middle, lower, leaf)
    return part and node_hash(neighbour, part)


def grown_by_definition(
    size1: int, size2: int, proof: list[bytes], root1: bytes, whole: bool = True
) -> tuple[bytes, bytes] | None:
    """(old root, new root) a consistency proof leads to, by the recursive definition."""
    if size1 == size2:
        if whole:
            return (root1, root1) if not proof else None
        return (proof[0], proof[0]) if len(proof) == 1 else None
    if not proof:
        return None
    *lower, neighbour = proof
    middle = 1 << (size2 - 1).bit_length() - 1
    if size1 <= middle:
        part = grown_by_definition(size1, middle, lower, root1, whole)
        return part and (part[0], node_hash(part[1], neighbour))
    part = grown_by_definition(size1 - middle, size2 - middle, lower, root1, False)
    return part and (node_hash(neighbour, part[0]), node_hash(neighbour, part[1]))


def broken_proofs(proof: list[bytes], true_root: bytes) -> Iterator[list[bytes]]:
    """Every way of spoiling a true proof by adding, removing, moving or cutting a hash."""
    for extra in (b"", OTHER, true_root, EMPTY_ROOT, *proof[:1]):
        yield [*proof, extra]
        yield [extra, *proof]
    for at, hash_ in enumerate(proof):
        yield proof[:at] + proof[at + 1 :]
        for spoiled in (b"", hash_[:-1], hash_ + b"\0", OTHER, bytes([hash_[0] ^ 1]) + hash_[1:]):
            yield [*proof[:at], spoiled, *proof[at + 1 :]]
        if at and proof[at - 1] != hash_:
            yield [*proof[: at - 1], hash_, proof[at - 1], *proof[at + 1 :]]
    if len(proof) > 1:  # two hashes joined or cut elsewhere hash to the same bytes
        yield [proof[0] + proof[1], *proof[2:]]
        yield [proof[0] + proof[1][:1], proof[1][1:], *proof[2:]]


def test_published_roots_and_hashes():
    assert [root(LEAVES[:n]).hex() for n in range(len(LEAVES) + 1)] == CASES["roots"]
    assert leaf_hash(b"L123456").hex() == CASES["leaf_of_L123456"]
    assert node_hash(b"N123", b"N456").hex() == CASES["node_of_N123_N456"]


@pytest.mark.parametrize("case", CASES["inclusion"])
def test_published_inclusion(case):
    proof = [bytes.fromhex(hash_) for hash_ in case["proof"]]
    leaf, top = bytes.fromhex(case["leaf_hash"]), bytes.fromhex(case["root"])
    assert verify_inclusion(leaf, case["index"], case["size"], proof, top) is True
    assert verify_inclusion(leaf, case["index"], case["size"], tuple(proof), top) is True


@pytest.mark.parametrize("case", CASES["consistency"])
def test_published_consistency(case):
    proof = [bytes.fromhex(hash_) for hash_ in case["proof"]]
    roots = bytes.fromhex(case["root1"]), bytes.fromhex(case["root2"])
    assert verify_consistency(case["size1"], case["size2"], proof, *roots) is True


def test_roots_and_inclusion_proofs_equal_another_implementation():
    tree = pymerkle.InmemoryTree(algorithm="sha256")
    for size, leaf in enumerate(FOREST, 1):
        tree.append_entry(leaf)
        assert tree.get_root() == root(FOREST[:size])
        for index in range(0, size, 3):
            theirs = tree.prove_inclusion(index + 1, size).path[1:]
            assert inclusion_proof(FOREST[:size], index) == theirs


@pytest.mark.parametrize("size", SIZES)
def test_true_inclusion_is_believed_and_every_broken_proof_is_not(size):
    leaves, top = FOREST[:size], root(FOREST[:size])
    for index in range(size):
        leaf, proof = leaf_hash(leaves[index]), inclusion_proof(leaves, index)
        assert verify_inclusion(leaf, index, size, proof, top) is True
        for spoiled in broken_proofs(proof, top):
            assert verify_inclusion(leaf, index, size, spoiled, top) is False
        for wrong in (index - 1, index + 1, index ^ 2, size, size * 2):
            assert verify_inclusion(leaf, wrong, size, proof, top) is False
        for wrong in (0, size * 2, size // 2, index):
            assert verify_inclusion(leaf, index, wrong, proof, top) is False
        for wrong in (OTHER, top if size > 1 else OTHER, *NO_HASH):
            assert verify_inclusion(wrong, index, size, proof, top) is False
        for wrong in (OTHER, leaf if size > 1 else OTHER, EMPTY_ROOT, *NO_HASH):
            assert verify_inclusion(leaf, index, size, proof, wrong) is False


@pytest.mark.parametrize("size2", SIZES)
def test_true_growth_is_believed_and_every_broken_proof_is_not(size2):
    top2 = root(FOREST[:size2])
    for size1 in range(1, size2 + 1):
        top1, proof = root(FOREST[:size1]), consistency_proof(FOREST[:size2], size1)
        assert verify_consistency(size1, size2, proof, top1, top2) is True
        for spoiled in broken_proofs(proof, top2):
            assert verify_consistency(size1, size2, spoiled, top1, top2) is False
        for wrong in (0, size1 - 1, size1 + 1, size1 ^ 2, size2 + 1):
            assert verify_consistency(wrong, size2, proof, top1, top2) is False
        for wrong in (0, size1 - 1, size2 * 2, size2 // 2 if size1 < size2 else 0):
            assert verify_consistency(size1, wrong, proof, top1, top2) is False
        for wrong in (OTHER, EMPTY_ROOT, *NO_HASH):
            assert verify_consistency(size1, size2, proof, wrong, top2) is False
            assert verify_consistency(size1, size2, proof, top1, wrong) is False
        if size1 < size2:
            assert verify_consistency(size1, size2, proof, top2, top1) is False
            assert verify_consistency(size2, size1, proof, top2, top1) is False


@pytest.mark.parametrize(
    ("size1", "size2", "proof", "root1", "root2"),
    [
        (0, 1, [], EMPTY_ROOT, OTHER),
        (0, 8, [OTHER], EMPTY_ROOT, OTHER),
        (0, 0, [], OTHER, OTHER),
        (0, 0, [], b"", b""),
        (0, 0, [EMPTY_ROOT], EMPTY_ROOT, EMPTY_ROOT),
        (0, 0, [], EMPTY_ROOT, OTHER),
        (1, 0, [], OTHER, EMPTY_ROOT),
        (1, 1, [OTHER], OTHER, OTHER),
        (1, 1, [], OTHER, EMPTY_ROOT),
        (1, 2, [], OTHER, OTHER),
        (2, 1, [], OTHER, OTHER),
    ],
)
def test_the_empty_tree_and_equal_sizes_prove_nothing_more(size1, size2, proof, root1, root2):
    assert verify_consistency(size1, size2, proof, root1, root2) is False


def test_the_empty_tree_is_consistent_with_itself():
    assert verify_consistency(0, 0, [], EMPTY_ROOT, EMPTY_ROOT) is True


def test_no_type_or_number_makes_the_verifiers_raise():
    leaf, proof, top = leaf_hash(FOREST[2]), inclusion_proof(FOREST[:5], 2), root(FOREST[:5])
    grown, top1 = consistency_proof(FOREST[:5], 3), root(FOREST[:3])
    for bad in NO_COUNT:
        assert verify_inclusion(leaf, bad, 5, proof, top) is False
        assert verify_inclusion(leaf, 2, bad, proof, top) is False
        assert verify_consistency(bad, 5, grown, top1, top) is False
        assert verify_consistency(3, bad, grown, top1, top) is False
        assert verify_consistency(bad, bad, [], top, top) is False
    for bad in NO_PROOF:
        assert verify_inclusion(leaf, 2, 5, bad, top) is False
        assert verify_consistency(3, 5, bad, top1, top) is False
    for bad in NO_HASH:
        assert verify_inclusion(bad, 0, 1, [], bad) is False
        if type(bad) is not bytes:
            assert verify_consistency(1, 1, [], bad, bad) is False


def test_the_largest_sizes_end_quickly():
    many = [OTHER] * 64
    assert verify_inclusion(OTHER, 2**64 - 2, 2**64 - 1, many, OTHER) is False
    assert verify_consistency(2**63, 2**64 - 1, many, OTHER, OTHER) is False
    assert verify_inclusion(OTHER, 0, 1, [OTHER] * 100_000, OTHER) is False


HASHES = st.sampled_from(
    [leaf_hash(leaf) for leaf in FOREST[:9]] + [root(FOREST[:n]) for n in range(10)]
)


@settings(deadline=None, max_examples=500)
@given(st.data())
def test_the_verdict_is_the_definitions_verdict(data):
    size2 = data.draw(st.integers(1, 40))
    size1, claimed = data.draw(st.integers(1, size2)), data.draw(st.integers(1, 40))
    leaves, index = FOREST[:size2], size1 - 1
    proof = data.draw(st.just(inclusion_proof(leaves, index)) | st.lists(HASHES, max_size=5))
    leaf, top = leaf_hash(leaves[index]), root(leaves)
    expected = index < claimed and included_by_definition(index, claimed, proof, leaf) == top
    assert verify_inclusion(leaf, index, claimed, proof, top) is expected
    grown = data.draw(st.just(consistency_proof(leaves, size1)) | st.lists(HASHES, max_size=5))
    root1 = root(leaves[:size1])
    expected = size1 <= claimed and grown_by_definition(size1, claimed, grown, root1) == (
        root1,
        top,
    )
    assert verify_consistency(size1, claimed, grown, root1, top) is expected


def test_a_frontier_grows_to_the_same_roots():
    frontier = Frontier()
    assert frontier.root() == EMPTY_ROOT == root([])
    for size, leaf in enumerate(FOREST, 1):
        frontier = frontier.grown(leaf_hash(leaf))
        assert (frontier.size, frontier.root()) == (size, root(FOREST[:size]))
        assert len(frontier.peaks) == size.bit_count()


def test_one_flipped_byte_anywhere_changes_the_root():
    top = root(FOREST)
    for n, leaf in enumerate(FOREST):
        assert root([*FOREST[:n], bytes([leaf[0] ^ 1]) + leaf[1:], *FOREST[n + 1 :]]) != top


@pytest.mark.parametrize("position", [-1, 5])
def test_a_proof_can_only_be_made_of_what_is_there(position):
    with pytest.raises(IndexError):
        inclusion_proof(FOREST[:5], position)
    with pytest.raises(IndexError):
        consistency_proof(FOREST[:4], position)
    with pytest.raises(IndexError):
        consistency_proof([], 0)
