"""The synthetic world is repeatable, its codes are right, and nobody in it can be anybody."""

from datetime import date

import pytest
from stdnum.cn import uscc as oracle

from creditdelta.demo.world import world
from creditdelta.kernel.errors import find
from creditdelta.kernel.identifiers import organisation_code, registration_number, uscc
from creditdelta.rulebook.codes import uscc_tables
from creditdelta.world import vocabulary
from creditdelta.world.mistakes import MISTAKES, NOBODYS_NUMBER
from creditdelta.world.organisations import PROVINCES
from creditdelta.world.records import wan

WORLD = world(seed=11, organisations=60)
EVERYBODY = [one for province in WORLD.organisations.values() for one in province]
OFFICES = [office for province in WORLD.offices.values() for office in province]


def test_equal_seeds_give_equal_worlds_and_others_do_not():
    assert world(seed=11, organisations=60) == WORLD
    assert world(seed=12, organisations=60) != WORLD


@pytest.mark.parametrize("province", PROVINCES)
def test_every_province_has_organisations_and_offices_of_its_own(province):
    assert len(WORLD.organisations[province]) == 60
    assert all(one.place.code.startswith(province) for one in WORLD.organisations[province])
    assert {office.department for office in WORLD.offices[province]} == set(
        vocabulary.departments()
    )


def test_codes_are_right_by_our_check_and_by_an_independent_one():
    codes = [one.uscc for one in EVERYBODY] + [office.code for office in OFFICES]
    assert [code for code in codes if uscc.check(code, uscc_tables())] == []
    assert [code for code in codes if not oracle.is_valid(code)] == []
    for one in EVERYBODY:
        assert organisation_code.is_valid(one.organisation_code)
        assert registration_number.is_valid(one.registration_number)


def test_codes_are_not_given_twice():
    codes = [one.uscc for one in EVERYBODY] + [office.code for office in OFFICES]
    assert len(set(codes)) == len(codes)


def test_places_are_divisions_in_force():
    divisions = uscc_tables().divisions
    assert [place for place in vocabulary.places() if place.code not in divisions] == []
    today = date(2024, 12, 31).isoformat()
    for place in vocabulary.places():
        found = divisions[place.code]
        assert found.name.endswith(place.district)
        assert not found.until or str(found.until) > today


def test_every_department_can_decide_something():
    named = {one.department for one in vocabulary.offences()}
    licensed = {one.department for one in vocabulary.licences()}
    assert named == licensed == {one.name for one in vocabulary.departments()}


def test_the_only_personal_number_can_belong_to_nobody():
    weights = [pow(2, 17 - place, 11) for place in range(17)]
    total = sum(w * int(c) for w, c in zip(weights, NOBODYS_NUMBER, strict=False))
    assert NOBODYS_NUMBER[17] != "10X98765432"[total % 11]
    assert NOBODYS_NUMBER[2:6] == "0000"  # no county
    assert date.fromisoformat(NOBODYS_NUMBER[6:14]).year == 2099


def test_every_answer_names_codes_of_the_catalogue():
    for mistake in MISTAKES:
        assert [find(code).code for code in mistake.codes] == list(mistake.codes)


@pytest.mark.parametrize(
    ("yuan", "text"), [(200, "0.02"), (2000, "0.2"), (10_000, "1"), (123_456, "12.3456"), (0, "0")]
)
def test_yuan_as_wan(yuan, text):
    assert wan(yuan) == text
