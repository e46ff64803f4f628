"""The code tables keep what is known about them."""

import csv
import re
from collections import Counter

import pytest

from creditdelta.kernel import errors
from creditdelta.kernel.identifiers import uscc
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


def test_successors_exist_and_years_are_in_order():
    table = divisions()
    for row in rows("divisions.csv"):
        division = table[row["code"]]
        assert re.fullmatch("[0-9]{6}", division.code)
        assert division.name
        assert all(code in table and code != division.code for code in division.successors)
        assert not division.since or not division.until or division.since < division.until
        assert bool(division.until) or not division.successors


def test_what_nobody_read_is_a_default_with_its_reason():
    for row in rows("divisions.csv"):
        ground = row["basis"], row["confidence"]
        assert ground in {("law", "C2"), ("default", "C"), ("default", "K")}, row
        assert (row["basis"] == "default") == bool(row["reason"]), row


def test_who_follows_whom_is_never_law():
    for row in rows("divisions.csv"):
        ground = row["successors_basis"], row["successors_confidence"]
        known = {("default", "C2"), ("default", "K")} if row["successors"] else {("", "")}
        assert ground in known, row
        assert bool(row["successors"]) == bool(row["successors_reason"]), row


def test_no_ground_of_a_division_can_refuse_a_code():
    """A listed code is valid however it is grounded, abolished or not; a missing one is a warning."""
    assert errors.find("CD-USCC-005").severity == "warning"
    tables = uscc_tables()
    for row in rows("divisions.csv"):
        first = f"91{row['code']}MA0000000"  # only the division is looked at
        found = uscc.mask(first + uscc.check_character(first), tables)
        assert not found & uscc.DIVISION, row


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
