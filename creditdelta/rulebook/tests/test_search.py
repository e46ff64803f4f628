"""Anybody finds the home of a clause by its own words."""

import pytest

from creditdelta.rulebook.clauses import Clause, clauses
from creditdelta.rulebook.search import find, nearest


@pytest.mark.parametrize("row", clauses(), ids=lambda row: row.id)
def test_a_clause_is_found_by_its_first_words(row: Clause) -> None:
    first, second = row.words[:2]
    assert next(hit.name for hit in find(first) if hit.kind == "clause") == row.id
    assert row.id in [hit.name for hit in find(second)[:3]]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("信易租", "S56"),
        ("“信易租”", "S56"),
        ("s56", "S56"),
        ("ＵＳＣＣ", "S27"),
        ("信用修复要多久", "S72"),
        ("repair period", "S72"),
        ("check_character", "S27"),
        ("A级纳税人", "taxpayer_a"),
        ("罚款金额", "fine"),
        ("rulebook/records/penalty.toml", "rulebook/records/penalty.toml"),
    ],
)
def test_first_hit(words: str, name: str) -> None:
    assert find(words)[0].name == name


def test_nothing_is_found_for_nothing_and_for_nonsense() -> None:
    assert find("  ") == []
    assert find("zzqqzz") == []
    assert find("租") == [], "one character is too little to point anywhere"


def test_a_slip_of_the_pen_gets_the_nearest_word() -> None:
    assert find("信意租赁") == []
    assert "信易租" in nearest("信意租")
    assert "objection" in nearest("objektion")
