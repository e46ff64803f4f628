"""The words of the world are right: places in force, offices that decide, mistakes that are answered."""

from datetime import date

import pytest

from creditdelta.kernel.errors import find
from creditdelta.rulebook.codes import uscc_tables
from creditdelta.world import vocabulary
from creditdelta.world.mistakes import MISTAKES, NOBODYS_NUMBER, TWICE
from creditdelta.world.records import wan


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


def test_every_mistake_has_codes_of_the_catalogue():
    for mistake in (*MISTAKES, TWICE):
        assert [find(code).code for code in mistake.codes] == list(mistake.codes)


@pytest.mark.parametrize(
    ("yuan", "text"), [(200, "0.02"), (2000, "0.2"), (10_000, "1"), (123_456, "12.3456"), (0, "0")]
)
def test_yuan_as_wan(yuan, text):
    assert wan(yuan) == text
