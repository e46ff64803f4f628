"""The bytes as received: kept encrypted for as long as the return slip may be disputed, then gone.

Clause  S31; term in rulebook/intake/originals.toml. AES-256-GCM with a key of its own for each
submission; the key lies wrapped in the submission's row. Destroying the key destroys the file, also
in every backup that does not hold the row any more.
"""

import secrets
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from creditdelta.journal.home import folder, key
from creditdelta.kernel.durable import write_whole

NONCE_BYTES = 12
KEY_BYTES = 32
BLOCK_BYTES = 1 << 22  # a block at a time, so that a large file needs little memory


def keep(submission: int, path: Path) -> bytes:
    """Encrypt a file into the home; returns its wrapped key, without which nobody reads it."""
    own = secrets.token_bytes(KEY_BYTES)
    cipher, number = AESGCM(own), 0
    pieces = []
    with path.open("rb") as source:
        while block := source.read(BLOCK_BYTES):
            pieces.append(cipher.encrypt(number.to_bytes(NONCE_BYTES, "big"), block, None))
            number += 1
    write_whole(_path(submission), b"".join(pieces), mode=0o600)
    return _wrapped(submission, own)


def restore(submission: int, wrapped: bytes) -> bytes:
    """The bytes as received; raises `cryptography.exceptions.InvalidTag` where they were altered."""
    cipher = AESGCM(_unwrapped(submission, wrapped))
    content = _path(submission).read_bytes()
    step = BLOCK_BYTES + 16
    return b"".join(
        cipher.decrypt((at // step).to_bytes(NONCE_BYTES, "big"), content[at : at + step], None)
        for at in range(0, len(content), step)
    )


def destroy(submission: int) -> None:
    """Remove the encrypted bytes; the caller removes the key."""
    _path(submission).unlink(missing_ok=True)


def _path(submission: int) -> Path:
    return folder("originals") / f"{submission}.aes"


def _wrapped(submission: int, own: bytes) -> bytes:
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + AESGCM(key("originals")).encrypt(nonce, own, str(submission).encode())


def _unwrapped(submission: int, wrapped: bytes) -> bytes:
    nonce, sealed = wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:]
    return AESGCM(key("originals")).decrypt(nonce, sealed, str(submission).encode())
