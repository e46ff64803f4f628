"""docs/keys.md is a true inventory: every key, its rule, and every algorithm in use."""

import ast
import re
from datetime import date
from pathlib import Path

import pytest

from creditdelta.journal.home import KEYS
from creditdelta.rulebook.keys import key_rule
from tests.gates.test_dangers import imports

NAMES = {
    "sha256": "SHA-256",
    "blake2b": "BLAKE2b",
    "AESGCM": "AES-256-GCM",
    "ed25519": "Ed25519",
    "Fernet": "Fernet",
}
HEADINGS = ("What there is", "Handling", "Replacing", "Backup", "Loss", "Compromise")
YEARS = {"+1y": "every year", "+2y": "every two years", "": "never"}


@pytest.fixture(scope="module")
def page(root: Path) -> str:
    return (root / "docs" / "keys.md").read_text(encoding="utf-8")


def test_every_key_and_its_term_is_written(page: str) -> None:
    rows = dict(re.findall(r"^\| `(\w+)` \| `.+?` \| (.+)$", page, re.M))
    assert set(rows) == set(KEYS)
    for name, line in rows.items():
        assert YEARS[key_rule(name, date(2026, 1, 1)).period] in line, name


def test_every_algorithm_in_use_is_written(page: str, package: dict[str, ast.Module]) -> None:
    taken = {pair for tree in package.values() for pair in imports(tree)}
    used = {name for module, name in taken if module == "hashlib" and name}
    used |= {name for module, name in taken if module.endswith((".aead", ".fernet"))}
    used |= {module.rsplit(".", 1)[1] for module, _ in taken if ".asymmetric." in module}
    used = {name for name in used if not name.startswith("Invalid")}  # exceptions
    assert used <= set(NAMES)
    assert [NAMES[name] for name in used if NAMES[name] not in page] == []


def test_a_keys_whole_life_is_written(page: str) -> None:
    told = re.findall(r"^## (.+)$", page, re.MULTILINE)
    assert tuple(one.split(" ·")[0] for one in told) == HEADINGS
    lost = page[page.index("## Loss") : page.index("## Compromise")]
    assert [name for name in KEYS if f"| `{name}` |" not in lost] == []
