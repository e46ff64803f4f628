"""Are these the same rules? One digest over the files of the rulebook in use.

Clause  S22: a decision names the rules it was made by.
"""

from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from pathlib import Path

from creditdelta.rulebook.folder import folder


def rulebook_digest() -> str:
    """SHA-256 over the files, by name and content; read once a process."""
    return _digest(folder())


def parts_digest(parts: Iterable[str]) -> str:
    """SHA-256 over the files of some folders of the rulebook; read once a process."""
    told = [_digest(folder() / part) for part in sorted(parts)]
    return sha256("\n".join(told).encode()).hexdigest()


@cache
def _digest(root: Path) -> str:
    digest = sha256()
    for path in sorted(root.rglob("*")):
        if path.is_file():
            digest.update(f"{path.relative_to(root).as_posix()}\n".encode())
            digest.update(sha256(path.read_bytes()).digest())
    return digest.hexdigest()
