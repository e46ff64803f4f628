"""A TOML table is read exactly, or refused with file, place and mend."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

import pytest

from creditdelta.rulebook.basis import Basis
from creditdelta.rulebook.strict import Place, RulebookError, load, read

GROUND = '{ kind = "agreement", title = "甲" }'


@dataclass(frozen=True, slots=True)
class Leaf:
    name: str
    many: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tree:
    since: date
    mood: Literal["calm", "loud"]
    count: int
    bright: bool
    leaf: Leaf
    pairs: tuple[tuple[str, str], ...]
    basis: Basis
    until: date | None = None


GOOD = f"""
since = 2020-01-01
mood = "calm"
count = 3
bright = true
leaf = {{ name = "a", many = ["b"] }}
pairs = {{ x = "y" }}
basis = {GROUND}
"""


def tree(text: str, tmp_path: Path, *, allow_fictional: bool = False) -> Tree:
    path = tmp_path / "tree.toml"
    path.write_text(text, encoding="utf-8")
    table, place = load(path, allow_fictional=allow_fictional)
    return read(Tree, table, place)


def test_a_good_file_becomes_typed_values(tmp_path: Path) -> None:
    found = tree(GOOD, tmp_path)
    assert (found.since, found.mood, found.count) == (date(2020, 1, 1), "calm", 3)
    assert found.leaf == Leaf("a", ("b",))
    assert found.pairs == (("x", "y"),)
    assert found.until is None


@pytest.mark.parametrize(
    ("old", "new", "where", "says"),
    [
        ("count = 3", "count = 3\nsize = 4", "top", "unknown key 'size'"),
        ("count = 3", "", "top", "missing key 'count'"),
        (f"basis = {GROUND}", "", "top", "missing key 'basis'"),
        ("count = 3", "count = true", "count", "not of type int"),
        ("count = 3", 'count = "3"', "count", "not of type int"),
        ("2020-01-01", '"2020-01-01"', "since", "not of type date"),
        ("2020-01-01", "2020-01-01T00:00:00", "since", "not of type date"),
        ('"calm"', '"wild"', "mood", "'wild' is not allowed"),
        ('name = "a"', 'name = "a "', "leaf.name", "outer blanks"),
        ('["b"]', '"b"', "leaf.many", "not a list"),
        ('["b"]', "[1]", "leaf.many.1", "not of type str"),
        ('{ name = "a", many = ["b"] }', '"a"', "leaf", "not a table"),
        ('{ x = "y" }', '[["x"]]', "pairs.1", "1 items instead of 2"),
        (GROUND, '{ kind = "custom", title = "甲" }', "basis.kind", "not allowed"),
        (GROUND, '{ kind = "law", title = "" }', "basis", "without title"),
        (GROUND, '{ kind = "default", title = "甲" }', "basis", "without reason"),
        (GROUND, '{ kind = "law", title = "甲", confidence = "K" }', "basis", "nobody has read"),
        (GROUND, '{ kind = "law", title = "甲", confidence = "B" }', "basis", "confidence 'B'"),
        (GROUND, '{ kind = "fictional", title = "甲" }', "basis", "fictional"),
        (GROUND, '"elsewhere"', "basis", "no ground 'elsewhere'"),
    ],
)
def test_a_wrong_file_is_refused_with_its_place(
    old: str, new: str, where: str, says: str, tmp_path: Path
) -> None:
    with pytest.raises(RulebookError) as caught:
        tree(GOOD.replace(old, new), tmp_path)
    assert (caught.value.file, caught.value.where) == ("tree.toml", where)
    assert says in caught.value.problem
    assert caught.value.mend in str(caught.value)


def test_text_that_is_not_toml_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RulebookError, match="not TOML"):
        tree("since = ", tmp_path)


def test_a_fictional_basis_is_read_where_it_is_allowed(tmp_path: Path) -> None:
    text = GOOD.replace('"agreement"', '"fictional"')
    assert tree(text, tmp_path, allow_fictional=True).basis.kind == "fictional"


def test_a_ground_is_quoted_by_its_name(tmp_path: Path) -> None:
    text = GOOD.replace(GROUND, '"here"') + '[grounds.here]\nkind = "law"\ntitle = "乙"\n'
    assert tree(text, tmp_path).basis == Basis("law", "乙")


def test_the_table_may_not_hold_what_the_caller_gives() -> None:
    with pytest.raises(RulebookError, match="unknown key 'name'"):
        read(Leaf, {"name": "a", "many": []}, Place("leaf.toml"), name="b")
