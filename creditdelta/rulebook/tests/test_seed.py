"""The seed's files are read exactly or not at all."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from creditdelta.rulebook.clauses import clause
from creditdelta.rulebook.glossary import term
from creditdelta.rulebook.map_page import page
from creditdelta.rulebook.seed import entries, once
from creditdelta.rulebook.strict import RulebookError


@dataclass(frozen=True, slots=True)
class Flower:
    name: str
    petals: int
    colours: tuple[str, ...] = ()


@pytest.fixture
def garden(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CREDITDELTA_SEED", str(tmp_path))
    return tmp_path / "flowers.toml"


def test_entries_come_typed_and_in_order(garden: Path) -> None:
    garden.write_text(
        '[[flower]]\nname = "plum"\npetals = 5\ncolours = ["red"]\n'
        '[[flower]]\nname = "lily"\npetals = 6\n'
    )
    assert entries("flowers.toml", "flower", Flower) == (
        Flower("plum", 5, ("red",)),
        Flower("lily", 6),
    )


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('[[flower]]\nname = "plum"\npetals = 5\nscent = "x"\n', "unknown key 'scent'"),
        ('[[flower]]\nname = "plum"\n', "missing key 'petals'"),
        ('[[flower]]\nname = "plum"\npetals = "5"\n', "petals"),
        ('[[flower]]\nname = "plum"\npetals = 5\ncolours = "red"\n', "colours"),
        ('[[tree]]\nname = "elm"\n', "flower"),
        ("[flower]\npetals = 5\n", "flower"),
        ("not toml", "not TOML"),
    ],
)
def test_a_slip_is_named(garden: Path, text: str, problem: str) -> None:
    garden.write_text(text)
    with pytest.raises(RulebookError, match=problem):
        entries("flowers.toml", "flower", Flower)


def test_a_missing_file_says_what_to_set(garden: Path) -> None:
    with pytest.raises(RulebookError, match="CREDITDELTA_SEED"):
        entries("flowers.toml", "flower", Flower)


def test_a_word_may_stand_once_only() -> None:
    once("file", ["a", "b"])
    with pytest.raises(RulebookError, match="b: stands twice"):
        once("file", ["a", "b", "b"])


def test_what_is_not_there_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        clause("S80")
    with pytest.raises(KeyError):
        term("flower")


def test_the_map_names_every_place_of_a_clause() -> None:
    line = next(line for line in page().splitlines() if line.startswith("| S31 |"))
    row = clause("S31")
    for place in (*row.home, *row.rulebook, *row.pages, *row.tests, *row.planned):
        assert place in line
