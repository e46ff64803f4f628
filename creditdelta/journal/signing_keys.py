"""By which keys were this journal's checkpoints signed, one after another, and until where each?

Clause  S71. A key is followed only by one that it signed itself: docs/protocol/checkpoint.md. After the
event that names its successor a key is believed no longer, so a stolen old one signs nothing new.
Pure    public keys and signatures; kept in the home as text, and told by events of the journal.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from creditdelta.journal.checkpoint import Checkpoint, CheckpointUnclear, key_id, read
from creditdelta.kernel import canonical

DOMAIN = b"creditdelta signing key 1\n"


class KeysUnclear(ValueError):
    """A successor that its predecessor did not sign, or a text that tells no keys."""


@dataclass(frozen=True, slots=True)
class Successor:
    """A public key, the number of the event that named it, and its predecessor's signature."""

    key: bytes
    number: int
    endorsement: bytes


@dataclass(frozen=True, slots=True)
class SigningKeys:
    """The first public key and those that followed it."""

    first: bytes
    successors: tuple[Successor, ...] = ()

    @property
    def all(self) -> tuple[bytes, ...]:
        """Every public key, the first one first."""
        return (self.first, *(one.key for one in self.successors))

    @property
    def last(self) -> bytes:
        """The key that signs today."""
        return self.all[-1]


def endorsed(seed: bytes, successor: bytes) -> bytes:
    """The signature by which a key names the next one."""
    return Ed25519PrivateKey.from_private_bytes(seed).sign(DOMAIN + successor)


def followed(first: bytes, successors: Sequence[Successor]) -> SigningKeys:
    """The keys, each signed by the one before, at later and later events; `KeysUnclear`."""
    before, number = first, -1
    for one in successors:
        try:
            Ed25519PublicKey.from_public_bytes(before).verify(one.endorsement, DOMAIN + one.key)
        except (InvalidSignature, ValueError):
            raise KeysUnclear(key_id(one.key)) from None
        if one.number <= number or one.key in (first, before):
            raise KeysUnclear(f"{key_id(one.key)} from {one.number}")
        before, number = one.key, one.number
    return SigningKeys(first, tuple(successors))


def read_by(text: str, keys: SigningKeys) -> Checkpoint:
    """The checkpoint that one of the keys signed while it was the one; `CheckpointUnclear`."""
    try:
        named = json.loads(text)["checkpoint"]["key"]
    except (ValueError, KeyError, TypeError) as problem:
        raise CheckpointUnclear(str(problem)) from problem
    ends = (*(one.number for one in keys.successors), None)
    begin = 0
    for public, end in zip(keys.all, ends, strict=True):
        if key_id(public) == named:
            told = read(text, public)
            if told.size <= begin or (end is not None and told.size > end):
                raise CheckpointUnclear(f"key {named} did not sign at {told.size}")
            return told
        begin = end or 0
    raise CheckpointUnclear(f"key {named}")


def as_text(keys: SigningKeys) -> str:
    """The keys as the home and an exported journal keep them."""
    return canonical.dumps(as_values(keys)).decode()


def as_values(keys: SigningKeys) -> dict[str, canonical.Value]:
    """The members `key` and, where there are any, `successors`."""
    told: dict[str, canonical.Value] = {"key": keys.first.hex()}
    if keys.successors:
        told["successors"] = [
            {"endorsement": one.endorsement.hex(), "from": one.number, "key": one.key.hex()}
            for one in keys.successors
        ]
    return told


def from_values(told: dict[str, object]) -> SigningKeys:
    """The keys of such members; `KeysUnclear`."""
    try:
        first = bytes.fromhex(str(told["key"]))
        listed = told.get("successors", [])
        if not isinstance(listed, list):
            raise KeysUnclear("successors")
        found = [
            Successor(
                bytes.fromhex(row["key"]), int(row["from"]), bytes.fromhex(row["endorsement"])
            )
            for row in listed
        ]
    except (KeyError, TypeError, ValueError) as problem:
        raise KeysUnclear(str(problem)) from problem
    return followed(first, found)
