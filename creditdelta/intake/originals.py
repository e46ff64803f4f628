"""The bytes as received: kept encrypted for as long as the return slip may be disputed, then gone.

Clause  S31; term in rulebook/intake/originals.toml. AES-256-GCM with a key of its own for each
submission; the key lies wrapped in the submission's row. Destroying the key destroys the file, also
in every backup that does not hold the row any more.
"""

import secrets
from pathlib import Path
from typing import BinaryIO

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from creditdelta.journal.home import folder, key
from creditdelta.kernel.durable import write_whole

NONCE_BYTES = 12
KEY_BYTES = 32
TAG_BYTES = 16
TOKEN_BYTES = 16
BLOCK_BYTES = 1 << 22  # a block at a time, so that a large file needs little memory


def keep(path: Path) -> tuple[str, bytes]:
    """Encrypt a file into the home; returns its token and its wrapped key, which alone opens it."""
    with path.open("rb") as source:
        return sealed(source)


def sealed(source: BinaryIO) -> tuple[str, bytes]:
    """`keep` for bytes that need not lie in a file."""
    token = secrets.token_hex(TOKEN_BYTES)
    own = secrets.token_bytes(KEY_BYTES)
    cipher, number = AESGCM(own), 0
    pieces = []
    while block := source.read(BLOCK_BYTES):
        pieces.append(cipher.encrypt(number.to_bytes(NONCE_BYTES, "big"), block, None))
        number += 1
    write_whole(_path(token), b"".join(pieces), mode=0o600)
    return token, _wrapped(token, own)


def restore(token: str, wrapped: bytes) -> bytes:
    """The bytes as received; raises `cryptography.exceptions.InvalidTag` where they were altered."""
    cipher = AESGCM(_unwrapped(token, wrapped))
    content = _path(token).read_bytes()
    step = BLOCK_BYTES + TAG_BYTES
    return b"".join(
        cipher.decrypt((at // step).to_bytes(NONCE_BYTES, "big"), content[at : at + step], None)
        for at in range(0, len(content), step)
    )


def destroy(token: str) -> None:
    """Remove the encrypted bytes; the caller removes the key."""
    _path(token).unlink(missing_ok=True)


def _path(token: str) -> Path:
    return folder("originals") / f"{token}.aes"


def _wrapped(token: str, own: bytes) -> bytes:
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + AESGCM(key("originals")).encrypt(nonce, own, token.encode())


def _unwrapped(token: str, wrapped: bytes) -> bytes:
    nonce, sealed = wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:]
    return AESGCM(key("originals")).decrypt(nonce, sealed, token.encode())
