"""A copy of the rulebook that a test may spoil."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from creditdelta.rulebook.folder import folder

PARTS = (
    "records",
    "columns",
    "mappings",
    "codes/enums",
    "publication",
    "intake",
    "indicators",
    "archive",
    "offices",
    "consent",
    "representation",
    "quality",
    "reciprocity",
    "instruments",
    "measures",
    "sectors",
    "behaviours",
    "fictional",
)
FILES = ("codes/cities.csv", "codes/life.toml", "policy/purposes.toml")
Spoil = Callable[[str, str, str], Path]


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """The shipped rules, without the large tables, in a folder of the test's own."""
    for part in PARTS:
        shutil.copytree(folder() / part, tmp_path / part)
    for file in FILES:
        (tmp_path / file).parent.mkdir(exist_ok=True)
        shutil.copy(folder() / file, tmp_path / file)
    return tmp_path


@pytest.fixture
def spoil(copied: Path) -> Spoil:
    """`spoil(file, old, new)` changes the first occurrence of a text and gives back the folder."""

    def change(file: str, old: str, new: str) -> Path:
        path = copied / file
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in {file}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return copied

    return change
