"""What does this deployment swear its journal was, and did it really swear that?

Clause  S71. The form is a protocol: docs/protocol/checkpoint.md.
Pure    Ed25519 over canonical JSON; the algorithm is a field, so that another can follow.
"""

import json
from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from creditdelta.kernel import canonical
from creditdelta.kernel.merkle import HASH_BYTES, Frontier

DOMAIN = b"creditdelta checkpoint 1\n"
ED25519 = "ed25519"
KEY_ID_BYTES = 8


class CheckpointUnclear(ValueError):
    """The text is no checkpoint, was altered, or was signed by another key."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The size and root of a journal at a moment; `peaks` let the tree be grown from here."""

    origin: str
    size: int
    root: bytes
    peaks: tuple[bytes, ...]
    moment: str
    key: str
    algorithm: str = ED25519

    @property
    def frontier(self) -> Frontier:
        """The tree as it was."""
        return Frontier(self.size, self.peaks)


def public_key(seed: bytes) -> bytes:
    """The public half of a signing key, 32 bytes."""
    return Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()


def key_id(public: bytes) -> str:
    """What a checkpoint calls its key: 16 hexadecimal digits."""
    return sha256(public).hexdigest()[: 2 * KEY_ID_BYTES]


def signed(told: Checkpoint, seed: bytes) -> str:
    """The text of a checkpoint with its signature."""
    statement = _statement(told)
    signature = Ed25519PrivateKey.from_private_bytes(seed).sign(DOMAIN + canonical.dumps(statement))
    return canonical.dumps({"checkpoint": statement, "signature": signature.hex()}).decode()


def read(text: str, public: bytes) -> Checkpoint:
    """The checkpoint that this key signed; raises `CheckpointUnclear` for anything else."""
    try:
        written = json.loads(text)
        statement, signature = written["checkpoint"], bytes.fromhex(written["signature"])
        if statement["algorithm"] != ED25519:
            raise CheckpointUnclear(f"algorithm {statement['algorithm']!r}")
        key = Ed25519PublicKey.from_public_bytes(public)
        key.verify(signature, DOMAIN + canonical.dumps(statement))
        told = _told(statement)
    except InvalidSignature:
        raise CheckpointUnclear("signature") from None
    except (ValueError, KeyError, TypeError, AttributeError) as problem:
        raise CheckpointUnclear(str(problem)) from problem
    if told.frontier.root() != told.root or len(told.peaks) != told.size.bit_count():
        raise CheckpointUnclear("root")
    return told


def _statement(told: Checkpoint) -> dict[str, canonical.Value]:
    return {
        "algorithm": told.algorithm,
        "key": told.key,
        "moment": told.moment,
        "origin": told.origin,
        "peaks": [peak.hex() for peak in told.peaks],
        "root": told.root.hex(),
        "size": told.size,
    }


def _told(statement: dict[str, str | int | list[str]]) -> Checkpoint:
    size, peaks = statement["size"], statement["peaks"]
    if type(size) is not int or size < 1 or not isinstance(peaks, list):
        raise CheckpointUnclear("size")
    hashes = tuple(bytes.fromhex(peak) for peak in peaks)
    if any(len(peak) != HASH_BYTES for peak in hashes):
        raise CheckpointUnclear("peaks")
    return Checkpoint(
        origin=str(statement["origin"]),
        size=size,
        root=bytes.fromhex(str(statement["root"])),
        peaks=hashes,
        moment=str(statement["moment"]),
        key=str(statement["key"]),
    )
