"""The examples on the protocol pages are true."""

import re
from pathlib import Path

from creditdelta.journal.checkpoint import key_id, public_key, read, signed
from creditdelta.kernel.merkle import leaf_hash

PAGES = Path(__file__).parents[3] / "docs" / "protocol"
KEY = bytes(range(32))


def test_the_leaf_of_the_example() -> None:
    page = (PAGES / "journal.md").read_text(encoding="utf-8")
    event = re.search(r'^    (\{"actor".*\})$', page, re.MULTILINE)
    assert event is not None
    assert f"`{leaf_hash(event[1].encode()).hex()}`" in page


def test_the_signature_of_the_example() -> None:
    page = (PAGES / "checkpoint.md").read_text(encoding="utf-8")
    text = re.search(r'^    (\{"checkpoint":\{"a.*\})$', page, re.MULTILINE)
    assert text is not None
    told = read(text[1], public_key(KEY))
    assert signed(told, KEY) == text[1]
    assert f"`{public_key(KEY).hex()}`" in page
    assert f"`{key_id(public_key(KEY))}`" in page
