"""Is what the site tells in the journal it swore to, and did that journal only grow?

Clause  S30, S71. Nobody is believed: the first key is given by whoever follows, or kept from the first
time; later keys must be signed by the one before; each checkpoint must contain the one before it.
Pure    answers of the site in, checkpoints out.
"""

from typing import Any

from creditdelta.journal.checkpoint import Checkpoint, CheckpointUnclear
from creditdelta.journal.signing_keys import KeysUnclear, from_values, read_by
from creditdelta.kernel.merkle import verify_consistency, verify_inclusion


class Untrue(ValueError):
    """A signature, a proof or a leaf is wrong: whoever follows stops, and asks a person."""


def checkpoint_of(told: dict[str, Any], first_key: str = "") -> Checkpoint:
    """The checkpoint of an answer, signed by the keys that begin with `first_key`; raises `Untrue`."""
    try:
        keys = from_values(told["keys"])
        if first_key and keys.first.hex() != first_key:
            raise Untrue("another first key")
        return read_by(str(told["checkpoint"]), keys)
    except (KeysUnclear, CheckpointUnclear, KeyError, TypeError) as wrong:
        raise Untrue(str(wrong)) from wrong


def check_growth(before: Checkpoint, after: Checkpoint, told: dict[str, Any]) -> None:
    """Whether a later checkpoint contains an earlier one; raises `Untrue`."""
    proof = _hashes(told.get("consistency") or [])
    if not verify_consistency(before.size, after.size, proof, before.root, after.root):
        raise Untrue(f"{before.size} is not the beginning of {after.size}")


def check_leaf(number: int, leaf: str, told: dict[str, Any], sworn: Checkpoint) -> None:
    """Whether an event of this leaf has this number in a journal sworn to; raises `Untrue`."""
    if not verify_inclusion(_hash(leaf), number, sworn.size, _hashes(told.get("path")), sworn.root):
        raise Untrue(f"number {number}")


def _hash(written: object) -> bytes:
    try:
        return bytes.fromhex(str(written))
    except ValueError as wrong:
        raise Untrue(str(written)) from wrong


def _hashes(written: object) -> list[bytes]:
    if not isinstance(written, list):
        raise Untrue("no proof")
    return [_hash(one) for one in written]
