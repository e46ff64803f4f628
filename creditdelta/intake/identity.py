"""What is this file, under which rules is it read, and who keeps its ids?

Clause  S31, S71.
"""

from functools import cache
from hashlib import sha256
from pathlib import Path

from creditdelta.journal.home import key
from creditdelta.kernel.keyed import opaque
from creditdelta.pipeline.ledger_rows import Context
from creditdelta.rulebook.name_words import name_words
from creditdelta.rulebook.records import standards
from creditdelta.rulebook.standards import Standard

BLOCK_BYTES = 1 << 20


def file_id(path: Path) -> bytes:
    """A keyed id of a file's bytes: equal files meet, nobody can try a file against it."""
    digest = sha256()
    with path.open("rb") as source:
        while block := source.read(BLOCK_BYTES):
            digest.update(block)
    return opaque(key("identity"), "file", (digest.hexdigest(),))


def make_context(standard: Standard, region: str) -> Context:
    """What rows of a standard are read under here."""
    return Context(standard, key("identity"), name_words(), region, kinds())


@cache
def kinds() -> dict[str, Standard]:
    """Every name of a kind of record, in either language, and its newest standard."""
    found: dict[str, Standard] = {}
    for item in sorted(standards().values(), key=lambda item: item.since):
        found |= dict.fromkeys((item.kind, item.id, item.label.zh, item.label.en), item)
    return found
