"""Memoranda: read strictly, chosen from the catalogue, and in force only with their document."""

from datetime import date
from pathlib import Path

import pytest

from creditdelta.rulebook.cases import Reach, reach
from creditdelta.rulebook.cities import PROVINCES
from creditdelta.rulebook.instruments import instruments, on_day
from creditdelta.rulebook.listings import listings
from creditdelta.rulebook.measures import held, measures
from creditdelta.rulebook.memoranda import applies, document_on, memoranda
from creditdelta.rulebook.offices import offices
from creditdelta.rulebook.places import lies_in
from creditdelta.rulebook.strict import RulebookError

from .conftest import Spoil

LOCAL = "sectors/environment/memorandum-jiading-kunshan-taicang.toml"
PARTIES = '["310114", "320583", "320585"]'
DOCUMENT = "fictional/instruments/demo-jiading-kunshan-taicang.toml"
FILE, TOURISM = "sectors/environment/memorandum.toml", "sectors/tourism/memorandum.toml"
FIRST = 'executed_by = ["bank"]\nends = "repair"'
DAYS = [date(year, month, 1) for year in range(2018, 2028) for month in (1, 7, 11)]
CASES = [
    (FILE, 'instrument = "environment-2020"', 'instrument = "rumour"', "no memorandum 'rumour'"),
    (FILE, 'instrument = "environment-2020"', 'instrument = "court-2013"', "no memorandum 'court"),
    (FILE, '["environment-2018"]', '["tourism-2019"]', "does not follow tourism-2019"),
    (FILE, '["310000", ', '["110000", ', "are no regions: '110000' is no division here"),
    (FILE, 'regions = ["310000", "320000", "330000", "340000"]', "regions = []", "are no regions"),
    ("instruments/environment-2020.toml", '["310000", ', "[", "does not hold in 310000"),
    (FILE, '["credit", "ecology"]', '["credit", "palace"]', "no office for this, or twice: 'pal"),
    (FILE, '["credit", "ecology"]', '["credit", "credit"]', "no office for this, or twice"),
    (FILE, '["credit", "ecology"]', "[]", "no office for this, or twice: 'none"),
    (FILE, 'measure = "credit_reference"', 'measure = "shame"', "no measure 'shame'"),
    (FILE, 'measure = "public_funds"', 'measure = "credit_reference"', "overlaps an earlier row"),
    (FILE, '["environment_serious"]', '["tourism_serious"]', "no list of this sector: 'tourism"),
    (FILE, '["environment_serious"]', "[]", "no list of this sector: 'none"),
    (FILE, '["environment_serious"]', '["environment_trusted"]', "does not go with the red list"),
    (FILE, '["environment_trusted"]', '["environment_serious"]', "does not go with the black list"),
    (FILE, FIRST, 'executed_by = ["court"]\nends = "repair"', "no office for this, or twice: 'cou"),
    (FILE, FIRST, 'executed_by = []\nends = "repair"', "no office for this, or twice: 'none"),
    (FILE, FIRST, 'executed_by = ["bank"]\nterm = "+1y"', "the term does not fit the end"),
    (FILE, FIRST, 'executed_by = ["bank"]\nends = "term"', "the term does not fit the end"),
    (FILE, FIRST, 'executed_by = ["bank"]\nterm = "long"\nends = "term"', "is no term"),
    (FILE, FIRST, 'executed_by = ["bank"]\nends = "mercy"', "is not allowed"),
    (FILE, 'measure = "inspection_less"', 'measure = "inspection_less"\nends = "repair"',
     "repair ends sanctions only"),
    (FILE, "since = 2018-07-01", "since = 2018-05-31", "agreed before or after the memorandum"),
    (TOURISM, "since = 2019-08-01", "since = 2019-07-31", "agreed before or after the memorandum"),
    (FILE, "since = 2018-07-01", "since = 2018-07-01\nuntil = 2018-06-30", "ends before it begins"),
    (FILE, 'basis = "plan"', 'basis = "hope"', "no ground 'hope'"),
    (LOCAL, PARTIES, '["310114", "320583", "320584"]', "320584 .吴江市. is no longer in use"),
    (LOCAL, PARTIES, '["310114", "32058", "320585"]', "'32058' is no division here"),
    (LOCAL, PARTIES, '["310114", "320500", "320585"]', "320585 lies in 320500"),
    (LOCAL, PARTIES, '["310114", "320500"]', "its document does not hold in 320500"),
    (LOCAL, PARTIES, '["310000", "320583"]', "its document does not hold in 310000"),
    (DOCUMENT, PARTIES, '["310114", "320585"]', "its document does not hold in 320583"),
    (LOCAL, '"demo-jiading-kunshan-taicang"', '"environment-2018"',
     "environment-2018 carries another memorandum already"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "problem"), CASES)
def test_a_wrong_memorandum_is_named(
    spoil: Spoil, file: str, old: str, new: str, problem: str
) -> None:
    with pytest.raises(RulebookError, match=problem):
        memoranda(spoil(file, old, new))


def test_a_fault_names_the_sector_it_is_in(spoil: Spoil) -> None:
    with pytest.raises(
        RulebookError, match=r"^environment/memorandum\.toml, measures\.1\.measure: no m"
    ):
        memoranda(spoil(FILE, 'measure = "credit_reference"', 'measure = "shame"'))


def test_one_that_agrees_nothing_is_none(spoil: Spoil) -> None:
    root = spoil(FILE, "", "")
    path = root / FILE
    kept = path.read_text(encoding="utf-8").partition("[[measures]]")[0]
    path.write_text(f"measures = []\n{kept}", encoding="utf-8")
    with pytest.raises(RulebookError, match="agrees nothing"):
        memoranda(root)


def test_one_that_has_ended_agrees_nothing_beyond_its_end(spoil: Spoil) -> None:
    root = spoil(FILE, 'earlier = ["environment-2018"]\n', "")
    (root / FILE).write_text(
        (root / FILE).read_text(encoding="utf-8").replace("environment-2020", "environment-2018"),
        encoding="utf-8",
    )
    with pytest.raises(RulebookError, match="agreed before or after the memorandum"):
        memoranda(root)


@pytest.mark.parametrize("around", ['["310000", "320500"]', '["100000"]', '["310114", "320000"]'])
def test_what_lies_in_a_division_of_the_document_is_covered(spoil: Spoil, around: str) -> None:
    root = spoil(DOCUMENT, PARTIES, around)
    assert "environment-jiading-kunshan-taicang" in memoranda(root, allow_fictional=True)


def test_a_further_memorandum_is_named_by_its_file() -> None:
    told = [*memoranda(allow_fictional=True)]
    assert told.index("environment") + 1 == told.index("environment-jiading-kunshan-taicang")
    assert "environment-jiading-kunshan-taicang" not in memoranda()


@pytest.mark.parametrize("name", ["memorandum_local", "memorandums", "memorandum-Local"])
def test_a_file_named_otherwise_is_refused(copied: Path, name: str) -> None:
    (copied / LOCAL).rename(copied / f"sectors/environment/{name}.toml")
    with pytest.raises(RulebookError, match="call it memorandum-<name>"):
        memoranda(copied)


def test_a_sector_may_have_none(spoil: Spoil) -> None:
    root = spoil(FILE, "", "")
    (root / FILE).unlink()
    assert set(memoranda(root)) == set(memoranda()) - {"environment"}


def test_what_was_invented_is_read_for_a_demonstration_only() -> None:
    every = memoranda(allow_fictional=True)
    invented = every.keys() - memoranda().keys()
    assert invented
    assert all(every[id].instrument not in instruments() for id in invented)
    known = instruments(allow_fictional=True)
    assert all("虚构" in known[every[id].instrument].label.zh for id in invented)
    assert all("虚构" in every[id].label.zh for id in invented)


@pytest.mark.parametrize("day", DAYS)
def test_a_measure_applies_with_its_document_and_its_ground_alone(day: date) -> None:
    for one in memoranda(allow_fictional=True).values():
        for row in one.measures:
            real, shown = (
                applies(row, one, day, allow_fictional=fictional) for fictional in (False, True)
            )
            if shown:
                assert row.since <= day
                assert held(row.measure, day)
                assert any(on_day(id, day, allow_fictional=True) for id in one.documents)
            assert real == (shown and any(on_day(id, day) for id in one.documents))
            if real and measures()[row.measure].kind == "sanction":
                assert row.basis.kind in ("law", "agreement")


def test_sanctions_wait_for_the_national_list() -> None:
    one = memoranda()["environment"]
    row = next(row for row in one.measures if row.measure == "public_funds")
    assert [applies(row, one, date(year, 1, 1)) for year in (2020, 2021, 2022)] == [
        False, False, True,
    ]  # fmt: skip


def test_a_sanction_that_nobody_has_read_of_may_not_be_used(spoil: Spoil) -> None:
    day = date(2023, 6, 1)
    guessed, unread = memoranda()["product_quality"], memoranda()["food_drug"]
    for one in (guessed, unread):
        allowed = {measures()[row.measure].kind for row in one.measures if applies(row, one, day)}
        assert allowed == {"incentive"}
    root = spoil("instruments/food-drug-2018.toml", 'kind = "default"', 'kind = "agreement"')
    told = [row.measure for row in unread.measures if applies(row, unread, day, root)]
    assert "credit_reference" in told, "the plan names it"
    assert "production_licence" not in told, "nobody has read of it"


def test_the_document_of_a_day_is_found() -> None:
    one = memoranda()["environment"]
    days = (date(2018, 5, 31), date(2018, 6, 1), date(2020, 10, 19), date(2020, 10, 20))
    found = [document_on(one, day) for day in days]
    assert [item and item.id for item in found] == [
        None, "environment-2018", "environment-2018", "environment-2020",
    ]  # fmt: skip


@pytest.mark.parametrize("case", reach(), ids=lambda case: f"{case.name.en}: {case.measure}")
def test_a_case_of_reach_ends_as_it_says(case: Reach) -> None:
    one = memoranda(allow_fictional=True)[case.memorandum]
    row = next(row for row in one.measures if row.measure == case.measure)
    told = applies(row, one, case.day, allow_fictional=True, at=case.division)
    assert told == case.applies
    assert not told or one.reaches(case.division)


def test_a_memorandum_of_less_than_a_province_is_tried_on_both_sides() -> None:
    for id, one in memoranda(allow_fictional=True).items():
        if set(one.regions) - PROVINCES.keys():
            own = [case for case in reach() if case.memorandum == id]
            assert {case.division for case in own if case.applies} == set(one.regions)
            assert any(lies_in(region, (case.division,)) for case in own for region in one.regions
                       if not case.applies and case.division not in one.regions)  # fmt: skip


def test_who_agreed_among_offices() -> None:
    local = memoranda(allow_fictional=True)["environment-jiading-kunshan-taicang"]
    assert {one.id for one in offices().values() if local.reaches(one.division)} == set()
    assert all(memoranda()["environment"].reaches(one.division) for one in offices().values())


@pytest.mark.parametrize("day", DAYS)
def test_asked_nowhere_or_by_its_own_parties_the_answer_is_the_same(day: date) -> None:
    for one in memoranda(allow_fictional=True).values():
        for row in one.measures:
            told = applies(row, one, day, allow_fictional=True)
            asked = [applies(row, one, day, allow_fictional=True, at=at) for at in one.regions]
            assert set(asked) == {told}
            assert not applies(row, one, day, allow_fictional=True, at="110101")


def test_the_plan_s_three_measures_of_the_environment_are_agreed() -> None:
    named = {row.measure for row in memoranda()["environment"].measures}
    assert {"credit_reference", "public_funds", "awards_excluded"} <= named


def test_every_black_list_is_answered_by_a_sanction_and_every_red_one_by_an_incentive() -> None:
    rows = [row for one in memoranda(allow_fictional=True).values() for row in one.measures]
    told = {(id, measures()[row.measure].kind) for row in rows for id in row.lists}
    asked = {
        (id, "sanction" if one.adverse else "incentive")
        for id, one in listings().items()
        if id
        != "market_serious"  # the general list of market regulation: no memorandum is about it
    }
    assert asked == told
