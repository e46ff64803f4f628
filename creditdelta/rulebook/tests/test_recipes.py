"""The recipes in docs/recipes work as written: their blocks become files, and the files load."""

import re
from pathlib import Path

import pytest

from creditdelta.rulebook.enums import enum
from creditdelta.rulebook.mappings import mappings
from creditdelta.rulebook.records import standard
from creditdelta.rulebook.roles import natural_key

RECIPES = Path(__file__).parents[3] / "docs" / "recipes"
BLOCK = re.compile(r"^`rulebook/([^`]+)`:\n\n```toml\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def follow(recipe: str, root: Path) -> list[str]:
    """Write every file the recipe shows into `root`; give back their names."""
    page = (RECIPES / recipe).read_text(encoding="utf-8")
    blocks = BLOCK.findall(page)
    for name, text in blocks:
        (root / name).write_text(text, encoding="utf-8")
    return [name for name, _ in blocks]


def test_a_record_kind_is_added(copied: Path) -> None:
    follow("add-a-record-kind.md", copied)
    found = standard("质量认证证书", copied)
    assert found.id == "quality_certificate/2018"
    assert set(found.natural_key) == natural_key(found.role) == {"uscc", "certificate_number"}
    assert (found.nature, found.side, found.section) == ("favourable", "market", "market")
    assert (found.role.decided, found.role.status) == ("issued_on", "state")
    assert enum("certificate-state", copied).allows("撤销")


def test_a_source_is_added(copied: Path) -> None:
    follow("add-a-source.md", copied)
    found = mappings(copied)["example-district"]
    assert found.standard == "registration/2018"
    assert dict(next(each for each in found.columns if each.to == "status").values)["2"] == "注销"
    assert found.person[0].values == ("自然人",)


@pytest.mark.parametrize("recipe", ["add-a-record-kind.md", "add-a-source.md"])
def test_a_recipe_ends_with_the_files_it_writes(recipe: str, copied: Path) -> None:
    page = (RECIPES / recipe).read_text(encoding="utf-8")
    last = page[page.index("**Files touched:**") :]
    written = follow(recipe, copied)
    assert written
    assert all(f"`rulebook/{name}`" in last for name in written)
