"""The recipes in docs/recipes work as written: their blocks become files, and the files load."""

import re
from pathlib import Path

import pytest

from creditdelta.rulebook.cases import reach
from creditdelta.rulebook.enums import enum
from creditdelta.rulebook.mappings import mappings
from creditdelta.rulebook.memoranda import applies, memoranda
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


def test_an_agreement_is_added(copied: Path) -> None:
    follow("add-an-agreement.md", copied)
    page = (RECIPES / "add-an-agreement.md").read_text(encoding="utf-8")
    [case] = re.findall(r"^```toml\n(\[\[reach\]\]\n.*?)^```$", page, re.MULTILINE | re.DOTALL)
    path = copied / "sectors/environment/cases.toml"
    path.write_text(f"{path.read_text(encoding='utf-8')}\n{case}", encoding="utf-8")
    one = memoranda(copied, allow_fictional=True)["environment-qingpu-wujiang-jiashan"]
    tried = next(row for row in reach(copied) if row.memorandum == one.id)
    for at, told in ((tried.division, tried.applies), ("320509", True), ("310118", True)):
        day = tried.day
        assert applies(one.measures[0], one, day, copied, allow_fictional=True, at=at) == told
    assert one.id not in memoranda(copied)


@pytest.mark.parametrize(
    "recipe", ["add-a-record-kind.md", "add-a-source.md", "add-an-agreement.md"]
)
def test_a_recipe_ends_with_the_files_it_writes(recipe: str, copied: Path) -> None:
    page = (RECIPES / recipe).read_text(encoding="utf-8")
    last = page[page.index("**Files touched:**") :]
    written = follow(recipe, copied)
    assert written
    assert all(f"`rulebook/{name}`" in last for name in written)
