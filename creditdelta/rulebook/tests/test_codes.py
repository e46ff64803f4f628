"""The code tables keep what is known about them."""

import csv
import re
from collections import Counter

import pytest

from creditdelta.rulebook.codes import classes, divisions, uscc_tables
from creditdelta.rulebook.folder import folder

DELTA = ("31", "32", "33", "34")


def rows(name):
    with (folder() / "codes" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


@pytest.mark.parametrize("name", ["divisions.csv", "uscc-classes.csv"])
def test_every_field_is_quoted_text(name):
    lines = (folder() / "codes" / name).read_text(encoding="utf-8").splitlines()
    width = lines[0].count('","')
    assert all(line[0] == line[-1] == '"' and line.count('","') == width for line in lines)


def test_county_counts_are_those_of_the_national_list():
    found = Counter(
        row["code"][:2]
        for row in rows("divisions.csv")
        if row["level"] == "county" and not row["until"]
    )
    assert [found[province] for province in DELTA] == [16, 95, 90, 104]


def test_every_abolished_code_of_the_four_provinces_has_a_successor():
    for row in rows("divisions.csv"):
        if row["code"].startswith(DELTA) and row["until"] and row["level"] != "urban":
            assert row["successors"], row


def test_successors_exist_years_are_in_order_and_each_row_has_its_basis():
    table = divisions()
    for row in rows("divisions.csv"):
        division = table[row["code"]]
        assert re.fullmatch("[0-9]{6}", division.code)
        assert division.name
        assert all(code in table and code != division.code for code in division.successors)
        assert not division.since or not division.until or division.since < division.until
        assert bool(division.until) or not division.successors
        assert (row["basis"], row["confidence"]) in {
            ("law", "C2"), ("default", "C"), ("default", "K"),
        }  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("310103", "310101"),
        ("310108", "310106"),
        ("310119", "310115"),
        ("310230", "310151"),
        ("320584", "320509"),
        ("330183", "330111"),
        ("330185", "330112"),
        ("330103", "330105"),
    ],
)
def test_known_changes(old, new):
    found = divisions()[old]
    assert found.successors == (new,)
    assert found.until
    assert not divisions()[new].until


def test_a_split_names_every_heir():
    assert divisions()["341400"].successors == ("340100", "340200", "340500")
    assert divisions()["330104"].successors == ("330102", "330114")


def test_special_codes_are_known():
    for code in ("100000", "310000", "320500", "320501", "320576", "710000"):
        assert code in divisions()


def test_the_pairs_of_the_class_table_are_words_in_both_languages():
    assert {"11", "12", "31", "52", "91", "92", "93", "A1", "N3", "Y1"} <= set(classes())
    assert "00" not in uscc_tables().classes
    assert classes()["92"].kind.en == "sole trader"
    for row in rows("uscc-classes.csv"):
        assert all(row[key] for key in row if key != "reason")
        assert (row["basis"] == "default") == bool(row["reason"])
