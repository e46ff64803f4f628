"""Who may enter whom: every list, every office, organisations and authorities of every province."""

from dataclasses import replace

import pytest

from creditdelta.lists.rules import covers, why_not_competent
from creditdelta.rulebook.listings import Listing, listings
from creditdelta.rulebook.offices import Office, office, offices

HOMES = ("310115", "320505", "320100", "330108", "341200", "110101", "")
AUTHORITIES = (
    (),
    ("11310000DEMG00019W",),
    ("11320500DEMG000199",),
    ("11310000DEMG00019W", "11320500DEMG000199"),
)


def expected(listing: Listing, one: Office, home: str, authorities: tuple[str, ...]) -> bool:
    """The same read off the words of the rule: kind, level, province, at home or decided on there."""
    if one.kind not in listing.authorities or one.level not in listing.levels:
        return False
    if one.region not in listing.regions:
        return False
    place = one.division[:4] if one.level == "city" else one.division[:2]
    at_home = home.startswith(place)
    there = bool(authorities) and all(code[2:].startswith(place) for code in authorities)
    return at_home or there


@pytest.mark.parametrize("listing", listings().values(), ids=lambda one: one.id)
def test_the_matrix_of_authority_list_and_region(listing: Listing) -> None:
    allowed = 0
    for one in offices().values():
        for home in HOMES:
            for authorities in AUTHORITIES:
                may = not why_not_competent(listing, one, home, authorities)
                assert may == expected(listing, one, home, authorities), (one.id, home, authorities)
                allowed += may
    assert allowed > 0


def test_why_an_office_is_not_competent() -> None:
    listing = listings()["environment_serious"]
    own, city = office("310000-ecology"), office("320500-ecology")
    assert why_not_competent(listing, own, "310115", ()) == ""
    assert why_not_competent(listing, office("310000-credit"), "310115", ()) == "sector"
    assert why_not_competent(listing, own, "320505", ()) == "region"
    assert why_not_competent(listing, city, "320505", ()) == ""
    assert why_not_competent(listing, city, "320100", ()) == "region"
    fewer = replace(listing, levels=("province",), regions=("320000",))
    assert why_not_competent(fewer, city, "320505", ()) == "competent"
    assert why_not_competent(fewer, office("330000-ecology"), "330108", ()) == "region"


def test_an_office_covers_its_own_place() -> None:
    assert covers(office("310000-ecology"), "310115")
    assert covers(office("320500-ecology"), "320505")
    assert not covers(office("320500-ecology"), "320100")
    assert covers(office("320000-ecology"), "320100")
    assert not covers(office("310000-ecology"), "")
