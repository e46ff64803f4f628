"""Where do the embedded database, the pool, the keys and the checkpoints of this deployment live?

Clause  S71: what one deployment signs and keeps must be found, backed up and restored as one folder.
Data    the folder named by CREDITDELTA_HOME, else `credit-delta` in the user's data directory.

The identity key makes opaque ids out of codes; whoever holds it can try codes against ids, so it
leaves the machine only inside a backup. The signing key signs checkpoints, the web key what browsers
are given. How each is handled: docs/keys.md.
"""

import os
import secrets
from functools import cache
from hashlib import blake2b
from pathlib import Path

from creditdelta.kernel.durable import make_folder, write_new, write_whole

KEY_BYTES = 32
KEYS = ("identity", "originals", "signing", "factors", "web", "webhooks")
EARLIER = "web-earlier"  # the web key before this one: what it signed is still believed for a while
FOLDERS = ("pool", "keys", "checkpoints", "originals", "staging", "uploads", "screenings")
SECRET_MODE = 0o600
OWNER_ALONE = 0o700


class NotPrepared(RuntimeError):
    """The home lacks a key: `cdelta init` was never run here, or a key file was lost."""


def home() -> Path:
    """The deployment's folder; read at every call so that a test may point elsewhere."""
    chosen = os.environ.get("CREDITDELTA_HOME")
    if chosen:
        return _chosen(chosen)
    share = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(share) / "credit-delta"


@cache
def _chosen(path: str) -> Path:
    """A path is taken apart once: an answer asks many times where the home is."""
    return Path(path)


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
    for name in KEYS:
        if not key_path(name).exists():
            write_new(key_path(name), written(drawn()), mode=SECRET_MODE)


def drawn() -> bytes:
    """A new key by chance."""
    return secrets.token_bytes(KEY_BYTES)


def written(secret: bytes) -> bytes:
    """A key as its file holds it."""
    return secret.hex().encode()


def key(name: str) -> bytes:
    """A secret of this deployment, 32 bytes: one of `KEYS`; `NotPrepared`."""
    path = key_path(name)
    try:
        state = path.stat()
    except OSError:
        raise NotPrepared(str(path)) from None
    return _read_key(path, (state.st_ino, state.st_mtime_ns))


def fingerprint(name: str) -> str:
    """What may be told of a key: enough to see that a restored one is the same."""
    return blake2b(key(name), digest_size=8, person=b"cd-fingerprint").hexdigest()


def web_keys() -> tuple[bytes, bytes | None]:
    """The key that signs what browsers are given, and the one before it; drawn where missing."""
    path = key_path("web")
    if not path.exists():
        write_new(path, written(drawn()), mode=SECRET_MODE)
    return key("web"), key(EARLIER) if key_path(EARLIER).exists() else None


def replace_web_key() -> None:
    """Draw another web key; the present one becomes the earlier one, and that one goes."""
    write_whole(key_path(EARLIER), written(key("web")), mode=SECRET_MODE)
    write_whole(key_path("web"), written(drawn()), mode=SECRET_MODE)


def forget_earlier_web_key() -> None:
    """Believe nothing any longer that the web key before this one signed."""
    key_path(EARLIER).unlink(missing_ok=True)


def key_path(name: str) -> Path:
    """Where a key lies."""
    return home() / "keys" / f"{name}.key"


@cache
def _read_key(path: Path, state: tuple[int, int]) -> bytes:
    del state  # a key that was replaced is read again
    return bytes.fromhex(path.read_text(encoding="ascii"))
