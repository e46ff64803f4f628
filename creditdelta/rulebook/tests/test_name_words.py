"""The tables of names: loaded strictly, and coherent with one another."""

import shutil
from pathlib import Path

import pytest

from creditdelta.kernel.names.normal_form import fold
from creditdelta.rulebook.folder import folder
from creditdelta.rulebook.name_words import load_name_words, name_words
from creditdelta.rulebook.strict import RulebookError


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copytree(folder() / "codes" / "names", tmp_path / "codes" / "names")
    shutil.copy(folder() / "codes" / "divisions.csv", tmp_path / "codes")
    return tmp_path


def change(rulebook: Path, name: str, old: str, new: str) -> Path:
    file = rulebook / "codes" / "names" / name
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    return rulebook


def test_words_are_written_in_normal_form() -> None:
    words = name_words()
    for each in (words.legal_forms, words.branch_forms, words.industries, words.status_words):
        assert [word for word in each if fold(word, words) != word] == []


def test_a_place_is_known_with_and_without_its_rank() -> None:
    places = name_words().places
    assert places["苏州市"] == places["苏州"] == ("3205",)
    assert places["江苏"] == ("32",)
    assert "市" not in places


def test_an_abolished_division_means_what_followed_it() -> None:
    places = name_words().places
    assert places["吴江市"] == places["吴江区"] == ("320509",)
    assert places["巢湖地区"] == ("3401", "3402", "3405")


def test_no_present_city_is_read_as_another() -> None:
    places = name_words().places
    cities = [
        "上海",
        "南京",
        "无锡",
        "苏州",
        "泰州",
        "扬州",
        "杭州",
        "宁波",
        "湖州",
        "嘉兴",
        "金华",
        "衢州",
        "合肥",
        "阜阳",
        "亳州",
    ]
    assert len({places[city] for city in cities}) == len(cities)


def test_a_missing_heading_is_named(copy: Path) -> None:
    change(copy, "industries.csv", '"word"', '"term"')
    with pytest.raises(RulebookError, match=r"industries\.csv"):
        load_name_words(copy)


def test_a_word_without_ground_is_refused(copy: Path) -> None:
    change(copy, "placeholders.csv", '"default"', '""')
    with pytest.raises(RulebookError, match="line 2"):
        load_name_words(copy)


def test_a_word_may_not_stand_twice(copy: Path) -> None:
    change(copy, "branch-forms.csv", '"支公司"', '"分公司"')
    with pytest.raises(RulebookError, match="twice"):
        load_name_words(copy)
