"""The world is repeatable, its codes are right and its own, and no name or number is given twice."""

from itertools import chain

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum.cn import uscc as oracle

from creditdelta.kernel.identifiers import organisation_code, registration_number, uscc
from creditdelta.rulebook.codes import uscc_tables
from creditdelta.world import vocabulary
from creditdelta.world.make import LEADS, LEAST_ORGANISATIONS, world
from creditdelta.world.organisations import PROVINCES

WORLD = world(11, 2_000)
EVERYBODY = [*WORLD.everybody(), *WORLD.successors.values()]
OFFICES = list(chain.from_iterable(WORLD.offices.values()))


@settings(max_examples=5, deadline=None)
@given(seed=st.one_of(st.integers(), st.text(max_size=9)), organisations=st.integers(1, 600))
def test_equal_arguments_give_equal_worlds(seed, organisations):
    made = world(seed, organisations)
    assert made == world(seed, organisations)
    assert len(made.cities()) == 41
    assert sum(1 for _ in made.everybody()) == max(organisations, LEAST_ORGANISATIONS)


def test_another_seed_gives_another_world():
    assert world(12, 2_000) != WORLD


def test_codes_are_right_by_our_check_and_by_an_independent_one():
    codes = [one.uscc for one in EVERYBODY] + [office.code for office in OFFICES]
    assert [code for code in codes if uscc.check(code, uscc_tables())] == []
    assert [code for code in codes if not oracle.is_valid(code)] == []
    for one in EVERYBODY:
        assert organisation_code.is_valid(one.organisation_code)
        assert registration_number.is_valid(one.registration_number)


def test_codes_and_names_show_that_they_are_invented():
    assert all(one.organisation_code.startswith(LEADS) for one in EVERYBODY)
    firsts = tuple(vocabulary.organisation_words()["trade_first"])
    for one in EVERYBODY:
        assert one.name.removeprefix(one.place.name).startswith(firsts)


def test_nothing_is_given_twice():
    everybody = list(WORLD.everybody())
    renamed = [*WORLD.renamed.values(), *WORLD.renamed_earlier.values(), *WORLD.former.values()]
    names = [one.name for one in everybody] + renamed
    numbers = [one.registration_number for one in EVERYBODY] + list(WORLD.renumbered.values())
    codes = [one.organisation_code for one in EVERYBODY] + [one.code[8:17] for one in OFFICES]
    for things in (names, numbers, codes):
        assert len(set(things)) == len(things)


def test_every_city_is_as_large_as_its_weight():
    weights = vocabulary.city_weights()
    assert len(weights) == 41
    unit = 2_000 / sum(weights.values())
    for city, weight in weights.items():
        here = sum(one.place.code.startswith(city) for one in WORLD.everybody())
        assert abs(here - weight * unit) <= 1, city


@pytest.mark.parametrize("province", PROVINCES)
def test_every_province_has_each_kind_of_change(province):
    for codes in (WORLD.renamed, WORLD.successors, WORLD.late, WORLD.never, WORLD.dead):
        assert sum(code.startswith(province, 2) for code in codes) >= 2


def test_shares_of_sole_traders_and_of_the_dead_are_those_of_the_field():
    traders = sum(one.sole_trader for one in WORLD.everybody())
    assert 0.11 < traders / 2_000 < 0.17
    assert 0.05 < len(WORLD.dead) / 2_000 < 0.07
