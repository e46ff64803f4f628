"""Which signing keys are ours, as this home keeps them beside the database?

Clause  S71. They lie outside the database, so that whoever rewrites that cannot name keys of his own.
Data    keys/signing-keys.json of the home once a key was replaced; before that, the one key there is.
"""

import json

from creditdelta.journal.checkpoint import public_key
from creditdelta.journal.home import SECRET_MODE, drawn, home, key, key_path, written
from creditdelta.journal.signing_keys import SigningKeys, as_text, from_values
from creditdelta.kernel.durable import write_whole

NAME = "signing-keys.json"
NEXT = "signing-next"  # drawn, and not yet the one that signs


def signing_keys() -> SigningKeys:
    """The first public key and its successors; `KeysUnclear` where the file was altered."""
    path = home() / "keys" / NAME
    if not path.is_file():
        return SigningKeys(public_key(key("signing")))
    return from_values(json.loads(path.read_text(encoding="utf-8")))


def draw_next(seed: bytes | None) -> bytes:
    """Lay the next signing key ready, or find the one an interrupted replacement left."""
    if seed is not None or not key_path(NEXT).exists():
        write_whole(key_path(NEXT), written(seed or drawn()), mode=SECRET_MODE)
    return key(NEXT)


def take_over(keys: SigningKeys) -> None:
    """Let the next key be the one that signs; the one before is gone. Safe to be called again."""
    write_whole(home() / "keys" / NAME, as_text(keys).encode())
    key_path(NEXT).replace(key_path("signing"))
