"""The classification of industries: whole, dated, and found by the codes registers write."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from creditdelta.rulebook.folder import folder
from creditdelta.rulebook.industries import UnknownIndustry, industries, industry
from creditdelta.rulebook.strict import RulebookError


@pytest.fixture
def table(tmp_path: Path) -> Path:
    (tmp_path / "codes").mkdir()
    text = (folder() / "codes/industries.csv").read_text(encoding="utf-8")
    (tmp_path / "codes/industries.csv").write_text(text, encoding="utf-8")
    return tmp_path


def change(root: Path, old: str, new: str) -> Path:
    path = root / "codes/industries.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return root


def test_there_are_twenty_sections_and_ninety_seven_divisions() -> None:
    sections = [row.code for row in industries() if row.code == row.section]
    divisions = [row.code for row in industries() if row.code != row.section]
    assert "".join(sections) == "ABCDEFGHIJKLMNOPQRST"
    assert divisions == [f"{number:02}" for number in range(1, 98)]
    assert all(row.basis.title and row.since == date(2017, 10, 1) for row in industries())


def test_the_sections_have_as_many_divisions_as_the_standard() -> None:
    found = Counter(row.section for row in industries() if row.code != row.section)
    assert list(found.values()) == [5, 7, 31, 3, 4, 2, 8, 2, 3, 4, 1, 2, 3, 4, 3, 1, 2, 5, 6, 1]


@pytest.mark.parametrize(
    ("code", "division"),
    [("F51", "51"), ("51", "51"), ("F5211", "52"), ("5211", "52"), ("f52", "52"), ("F", "F")],
)
def test_a_registered_code_names_its_division(code: str, division: str) -> None:
    assert industry(code).code == division


@pytest.mark.parametrize("code", ["", "00", "98", "Z51", "C51", "F521111", "批发", "5"])
def test_any_other_code_is_unknown(code: str) -> None:
    with pytest.raises(UnknownIndustry):
        industry(code)


def test_a_later_edition_adds_rows_and_ends_others(table: Path) -> None:
    old = '"51","F","批发业","wholesale","2017-10-01",""'
    later = '"51","F","批发","trade","2030-01-01","","default","草案","示例","U"\n"51"'
    ended = old.replace('""', '"2029-12-31"') + ',"law","GB/T 4754-2017","","C2"\n'
    change(
        table,
        old + ',"law","GB/T 4754-2017","","C2"\n"52"',
        ended + later.replace('\n"51"', '\n"52"'),
    )
    assert industry("F51", date(2029, 12, 31), table).label.en == "wholesale"
    assert industry("F51", date(2030, 1, 1), table).label.en == "trade"
    assert industry("F51", root=table).label.en == "trade"
    with pytest.raises(UnknownIndustry):
        industry("F51", date(2017, 9, 30), table)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('"code","section"', '"code","part"', "line 1: the heading differs"),
        ('"A","A","农、林、牧、渔业"', '"A","A",""', "line 2: empty or missing cells"),
        ('"2017-10-01"', '"2017-10-32"', "line 2: '2017-10-32' is no day"),
        ('"2017-10-01"', '"20171001"', "line 2: '20171001' is no day"),
        ('"51","F"', '"51","X"', "no section 'X'"),
        ('"02","A"', '"01","A"', "overlaps an earlier row 01"),
        ('"law"', '"rumour"', "'rumour' is not allowed"),
        ('"C2"', '"K"', "a law nobody has read"),
    ],
)
def test_a_wrong_row(old: str, new: str, says: str, table: Path) -> None:
    with pytest.raises(RulebookError, match=says):
        industries(change(table, old, new))
