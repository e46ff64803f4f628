"""Sectors, lists and criteria: what they must say, and which mistakes do not load."""

from datetime import date
from pathlib import Path

import pytest

from creditdelta.rulebook.instruments import instruments, lawful
from creditdelta.rulebook.list_breaker import breaker_on
from creditdelta.rulebook.listings import (
    COLOURS,
    UnknownListing,
    criteria_on,
    listing_on,
    listings,
)
from creditdelta.rulebook.memoranda import memoranda
from creditdelta.rulebook.strict import RulebookError

from .conftest import Spoil

DAY = date(2026, 4, 1)
LISTS = "sectors/environment/lists.toml"
QUALITY = "sectors/product_quality/lists.toml"
SECTOR = "sectors/environment/sector.toml"
INVENTED = "fictional/instruments/demo-environment.toml"


def test_a_list_changes_with_the_law() -> None:
    id = "market_serious"
    before, after = listing_on(id, date(2021, 8, 31)), listing_on(id, date(2021, 9, 1))
    assert (before.term, before.instruments) == ("+5y", ("disclosure-2014#17",))
    assert (after.term, after.instruments) == ("+3y", ("order-44-2021",))
    assert listings()[id] == after
    with pytest.raises(UnknownListing):
        listing_on(id, date(2018, 6, 30))
    with pytest.raises(UnknownListing):
        listing_on("nothing", DAY)


def test_a_criterion_holds_on_its_days() -> None:
    assert "tourism_licence_revoked" not in criteria_on(date(2019, 7, 31))
    assert criteria_on(date(2019, 8, 1))["tourism_licence_revoked"].list == "tourism_serious"


def test_no_black_list_rests_on_nothing() -> None:
    """Each has law, or an invented document that says so; who has law needs no invention."""
    for one in listings().values():
        law = any(lawful(id, DAY) for id in one.instruments)
        if one.adverse:
            assert law != bool(one.in_demo), one.id
        for id in one.in_demo:
            assert not lawful(id, DAY)
            assert lawful(id, DAY, allow_fictional=True)


def test_invented_documents_are_not_read_where_data_are_real() -> None:
    known = instruments()
    every = instruments(allow_fictional=True)
    used = {id.partition("#")[0] for one in listings().values() for id in one.in_demo}
    used |= {one.instrument for one in memoranda(allow_fictional=True).values()} - known.keys()
    assert {id for id in every if id not in known} == used
    assert all("虚构" in every[id].label.zh for id in every.keys() - known.keys())


def test_figures_of_the_breaker() -> None:
    assert (breaker_on(DAY).least_a_day, breaker_on(DAY).share_per_mille) == (20, 10)


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        (SECTOR, '["ecology"]', '["fishing"]', "nobody is competent"),
        (SECTOR, '["ecology"]', "[]", "nobody is competent"),
        (LISTS, 'authorities = ["ecology"]', 'authorities = ["tax"]', "not competent in the sector"),
        (LISTS, 'levels = ["province", "municipality", "city"]', "levels = []", "not competent"),
        (LISTS, '["310000", "320000", "330000", "340000"]', '["110000"]', "no provinces"),
        (LISTS, '["environment-2020"]', '["nothing"]', "rests on nothing"),
        (LISTS, '["environment-2020"]', "[]", "rests on nothing"),
        (LISTS, '["demo-environment#9"]', '["demo-none#9"]', "rests on nothing"),
        (LISTS, 'publication = "list_entry"', 'publication = "none"', "no rule of publication"),
        (LISTS, 'statement = "+5wd"', 'statement = ""', "no time to be heard"),
        (LISTS, 'term = "+3y"', 'term = ""', "no term"),
        (LISTS, 'term = "+3y"', 'term = "-3y"', "is no term"),
        (LISTS, 'publication = "list_entry"', 'publication = "list_entry"\nwhile_stands = "x"', "no kind"),
        (LISTS, 'colour = "black"', 'colour = "grey"', "is not allowed"),
        (LISTS, 'colour = "black"', 'colour = "black"\nsector = "tourism"', "not this sector"),
        (LISTS, 'list = "environment_serious"', 'list = "tourism_serious"', "no list"),
        (LISTS, 'clause = "environment-2020"', 'clause = "none#1"', "no instrument"),
        (LISTS, 'kind = "penalty"', 'kind = "person"', "no kind of record"),
        (LISTS, 'columns = ["CF_CFJG"]', 'columns = ["CF_FR_ZJHM"]', "no public column"),
        (LISTS, 'columns = ["CF_CFJG"]', "columns = []", "no public column"),
        (LISTS, 'words = ["环境"]', 'words = ["环境", "环境"]', "stands twice"),
        (LISTS, 'words = ["环境"]', 'words = ["环境"], least = "1"', "two things"),
        (LISTS, 'words = ["环境"]', 'least = "1e3"', "no figure"),
        (LISTS, 'words = ["环境"]', 'least = "0.0000001"', "no figure"),
        (LISTS, 'within = "+3y"', 'within = "3 years"', "is no term"),
        (LISTS, 'within = "+3y"', 'within = "+3y", least = 2, most = 1', "no number fits"),
        (LISTS, 'within = "+3y"', 'within = "+3y", least = 0', "finds everybody"),
        (LISTS, 'id = "environment_evasion"', 'id = "environment_false_monitoring"', "overlaps"),
        (QUALITY, "until = 2021-08-31", "until = 2021-09-02", "overlaps"),
        (QUALITY, 'id = "quality_counterfeit"', 'id = "environment_evasion"', "two sectors"),
        (INVENTED, "（虚构）", "", "does not say that it is invented"),
    ],
)  # fmt: skip
def test_what_does_not_load(file: str, old: str, new: str, says: str, spoil: Spoil) -> None:
    root = spoil(file, old, new)
    with pytest.raises(RulebookError, match=says):
        listings(root)


def test_a_copy_loads_like_the_original(copied: Path) -> None:
    assert listings(copied) == listings()
    assert all(words.zh and words.en for words in COLOURS.values())
