"""Spoilt names: repeatable, about registered organisations, and silent where nobody can tell."""

import csv

import pytest

from creditdelta.kernel.names.normal_form import normal_form
from creditdelta.rulebook.name_words import name_words
from creditdelta.world.names_set import COLUMNS, write
from creditdelta.world.noisy_names import NOISES


def read(path):
    with path.open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    path = tmp_path_factory.mktemp("names") / "queries.csv"
    register = write(path, "a seed of this test", 600)
    return path, register, read(path), {row["统一社会信用代码"]: row for row in read(register)}


def test_equal_seeds_give_equal_bytes_and_others_do_not(made, tmp_path):
    path, register, *_ = made
    again = write(tmp_path / path.name, "a seed of this test", 600)
    assert again.read_bytes() == register.read_bytes()
    assert (tmp_path / path.name).read_bytes() == path.read_bytes()
    write(tmp_path / path.name, "another", 600)
    assert (tmp_path / path.name).read_bytes() != path.read_bytes()


def test_the_truth_is_a_registered_code_or_nobody(made):
    _, _, rows, register = made
    assert tuple(rows[0]) == COLUMNS
    assert {row["truth"] for row in rows} - {""} <= set(register)
    nobody = {row["noise"] for row in rows if not row["truth"]}
    assert {"branch", "other_city", "other_firm"} <= nobody <= {
        "branch", "other_city", "other_firm", "no_place"
    }  # fmt: skip


def test_every_noise_occurs(made):
    noises = {row["noise"] for row in made[2]}
    assert set(NOISES) | {"former_name", "other_city", "other_firm"} <= noises


def test_numbers_given_are_those_of_the_truth(made):
    _, _, rows, register = made
    given = [row for row in rows if row["truth"] and row["noise"] != "other_firm"]
    for row in given:
        entry = register[row["truth"]]
        assert row["code"] in ("", entry["统一社会信用代码"])
        assert row["registration_number"] in ("", entry["注册号"])
        assert row["organisation_code"] in ("", row["truth"][8:17])
    assert sum(bool(row["code"]) for row in given) > 20


def test_harmless_spellings_keep_the_normal_form_and_typos_do_not(made):
    _, _, rows, register = made
    words = name_words()
    for row in rows:
        if not row["truth"]:
            continue
        same = normal_form(row["name"], words) == normal_form(register[row["truth"]]["名称"], words)
        if row["noise"] in ("exact", "width", "traditional", "blank"):
            assert same, row
        if row["noise"] in ("typo", "character_lost", "no_place", "other_form"):
            assert not same, row


def test_nobody_is_meant_where_the_name_is_of_no_registered_firm(made):
    _, _, rows, register = made
    names = {row["名称"] for row in register.values()} | {
        row["曾用名"] for row in register.values()
    }
    for row in rows:
        if row["noise"] in ("branch", "other_city"):
            assert row["name"] not in names
