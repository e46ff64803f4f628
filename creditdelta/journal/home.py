"""Where do the embedded database, the pool, the keys and the checkpoints of this deployment live?

Clause  S71: what one deployment signs and keeps must be found, backed up and restored as one folder.
Data    the folder named by CREDITDELTA_HOME, else `credit-delta` in the user's data directory.

The identity key makes opaque ids out of codes; whoever holds it can try codes against ids, so it
leaves the machine only inside a backup. The signing key signs checkpoints.
"""

import os
import secrets
from functools import cache
from hashlib import blake2b
from pathlib import Path

from creditdelta.kernel.durable import make_folder, write_whole

KEY_BYTES = 32
FOLDERS = ("pool", "keys", "checkpoints", "originals", "staging")
SECRET_MODE = 0o600
OWNER_ALONE = 0o700


class NotPrepared(RuntimeError):
    """The home lacks a key: `cdelta init` was never run here, or a key file was lost."""


def home() -> Path:
    """The deployment's folder; read at every call so that a test may point elsewhere."""
    chosen = os.environ.get("CREDITDELTA_HOME")
    if chosen:
        return Path(chosen)
    share = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(share) / "credit-delta"


def folder(name: str) -> Path:
    """One of the home's folders, made where it is missing."""
    path = home() / name
    make_folder(path)
    return path


def prepare() -> None:
    """Make the folders and draw the keys that are not there yet; what exists is left alone."""
    for name in FOLDERS:
        folder(name)
    (home() / "keys").chmod(OWNER_ALONE)
    for name in ("identity", "originals", "signing", "factors"):
        path = _key_path(name)
        if not path.exists():
            write_whole(path, secrets.token_bytes(KEY_BYTES).hex().encode(), mode=SECRET_MODE)


def key(name: str) -> bytes:
    """A secret of this deployment, 32 bytes: `identity`, `originals`, `signing` or `factors`."""
    return _read_key(_key_path(name))


def fingerprint(name: str) -> str:
    """What may be told of a key: enough to see that a restored one is the same."""
    return blake2b(key(name), digest_size=8, person=b"cd-fingerprint").hexdigest()


@cache
def _read_key(path: Path) -> bytes:
    if not path.is_file():
        raise NotPrepared(str(path))
    return bytes.fromhex(path.read_text(encoding="ascii"))


def _key_path(name: str) -> Path:
    return home() / "keys" / f"{name}.key"
