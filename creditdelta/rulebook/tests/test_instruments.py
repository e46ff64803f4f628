"""Instruments: read strictly, an end says what follows, and lawful is only what rests on law."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from creditdelta.rulebook.instruments import OF_LAW, instruments, lawful, on_day
from creditdelta.rulebook.listings import listings
from creditdelta.rulebook.places import NATION
from creditdelta.rulebook.strict import RulebookError

from .conftest import Spoil

ORDER, COURT = "instruments/order-58-2023.toml", "instruments/court-2013.toml"
MARKET, MEMO = "instruments/order-44-2021.toml", "instruments/environment-2018.toml"
CASES = [
    (ORDER, 'about = "*"', 'about = "one"', "not one answer for each"),
    (ORDER, 'manner = "convert"', 'manner = "shorten"', "does not fit"),
    (ORDER, 'manner = "convert"', 'manner = "convert"\nterm = "+1y"', "does not fit"),
    (ORDER, 'successor = "order-36-2026"\n', "", "does not fit"),
    (ORDER, 'successor = "order-36-2026"', 'successor = "order-0"', "no instrument 'order-0'"),
    (ORDER, "until = 2026-03-31\n", "", "it has not ended"),
    (ORDER, "until = 2026-03-31", "until = 2023-04-30", "ends before it begins"),
    (COURT, "since = 2013-10-01", "since = 2013-10-01\nuntil = 2030-01-01", "its end says nothing"),
    (COURT, '"100000"', '"110000"', "are no regions"),
    (COURT, '["100000"]', "[]", "are no regions"),
    (COURT, '["100000"]', '["320583", "320500"]', "320583 lies in 320500"),
    (COURT, '["100000"]', '["100000", "310000"]', "310000 lies in 100000"),
    (COURT, '["100000"]', '["昆山"]', "did you mean 320583"),
    (COURT, '["court"]', '["palace"]', "no kind of office 'palace'"),
    (COURT, 'kind = "judicial_interpretation"', 'kind = "rumour"', "is not allowed"),
    (MARKET, "disclosure-2014#17", "disclosure-2014#18", "no instrument or clause"),
    (MARKET, "disclosure-2014#17", "order-44-2021", "rests on itself"),
    ("instruments/disclosure-2014.toml", 'id = "17"\n', 'id = "17"\nuntil = 2014-09-30\n', "ends before"),
    ("instruments/shanghai-credit-2017.toml", 'id = "38"', 'id = "36"', "overlaps an earlier row"),
    ("instruments/shanghai-credit-2017.toml", 'since = 2017-10-01\n\n[[clauses]]\nid = "38"',
     'since = 2017-09-30\n\n[[clauses]]\nid = "38"', "outlasts its document"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "problem"), CASES)
def test_a_wrong_instrument_is_named(
    spoil: Spoil, file: str, old: str, new: str, problem: str
) -> None:
    with pytest.raises(RulebookError, match=problem):
        instruments(spoil(file, old, new))


def test_who_follows_begins_when_the_other_ends() -> None:
    ended = [one for one in instruments().values() if one.until is not None]
    assert ended
    for one in ended:
        assert one.successor
        assert instruments()[one.successor].since == one.until + timedelta(1)  # type: ignore[operator]


def test_lawful_is_what_is_in_force_was_read_and_rests_on_law() -> None:
    for id, one in instruments().items():
        for day in (one.since - timedelta(1), one.since, date(2026, 5, 1)):
            if lawful(id, day):
                assert on_day(id, day) == one
                assert one.basis.kind in ("law", "agreement")
                assert one.kind in OF_LAW or any(lawful(rest, day) for rest in one.rests_on)


def test_a_memorandum_is_no_ground_by_itself_and_is_one_by_what_it_rests_on(spoil: Spoil) -> None:
    day = date(2022, 1, 1)
    assert not lawful("tourism-2019", day)
    root = spoil(
        "instruments/tourism-2019.toml", "basis =", 'rests_on = ["credit-order-49-2020"]\nbasis ='
    )
    assert lawful("tourism-2019", day, root)
    assert not lawful("tourism-2019", date(2020, 12, 6), root)


def test_what_is_invented_or_unread_is_no_ground(spoil: Spoil) -> None:
    day = date(2026, 5, 1)
    root = spoil(COURT, 'kind = "law"', 'kind = "fictional"')
    with pytest.raises(RulebookError, match="fictional rules load only in the demo"):
        instruments(root)
    assert on_day("court-2013", day, root, allow_fictional=True) is not None
    assert lawful("court-2013", day, root, allow_fictional=True)
    assert not lawful("quality-2019", day)


def test_a_clause_is_in_force_within_its_days(spoil: Spoil) -> None:
    root = spoil(
        "instruments/zhejiang-credit-2017.toml", 'id = "24"', 'id = "24"\nuntil = 2020-01-01'
    )
    assert on_day("zhejiang-credit-2017#24", date(2020, 1, 1), root)
    assert on_day("zhejiang-credit-2017#24", date(2020, 1, 2), root) is None
    assert on_day("zhejiang-credit-2017#28", date(2020, 1, 2), root)
    assert on_day("nothing", date(2020, 1, 2)) is None


def test_files_are_named_by_their_id(copied: Path) -> None:
    assert set(instruments(copied)) == {path.stem for path in (copied / "instruments").iterdir()}
    assert all(
        one.regions == (NATION,) or NATION not in one.regions for one in instruments().values()
    )


def test_a_document_counts_only_where_it_holds() -> None:
    day, kunshan = date(2024, 5, 6), "320583"
    local = instruments(allow_fictional=True)["demo-jiading-kunshan-taicang"]
    for at, holds in ((kunshan, True), ("310114", True), ("320500", False), ("320100", False)):
        assert local.holds_in(at) == holds
        assert lawful(local.id, day, allow_fictional=True, at=at) == holds
        assert bool(on_day(local.id, day, allow_fictional=True, at=at)) == holds
    assert lawful("shanghai-credit-2017", day, at="310114")
    assert not lawful("shanghai-credit-2017", day, at=kunshan)
    assert all(one.holds_in(at) for one in instruments().values() if one.regions == (NATION,)
               for at in (kunshan, "310000", "110101"))  # fmt: skip


def test_a_ground_of_law_elsewhere_is_none_here(spoil: Spoil) -> None:
    day = date(2024, 5, 6)
    root = spoil(
        "instruments/tourism-2019.toml", "basis =", 'rests_on = ["shanghai-credit-2017"]\nbasis ='
    )
    assert lawful("tourism-2019", day, root)
    assert lawful("tourism-2019", day, root, at="310114")
    assert not lawful("tourism-2019", day, root, at="320583")


@pytest.mark.parametrize("at", ["", "310000", "320583", "340200"])
def test_today_s_grounds_hold_wherever_lists_are(at: str) -> None:
    day = date(2024, 5, 6)
    for one in listings().values():
        for id in (*one.instruments, *one.in_demo):
            told = [lawful(id, day, allow_fictional=True, at=place) for place in ("", at)]
            assert len(set(told)) == 1, (one.id, id)
