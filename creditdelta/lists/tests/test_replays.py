"""The changes of 2021, 2024 and 2026 lived through again: nothing is lifted or kept that they do not say.

The documents are the real ones of the rulebook; entries are decided on the days around each change.
"""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from creditdelta.lists.rules import Entry, Standing, lacking, term_end
from creditdelta.rulebook.calendars import calendar
from creditdelta.rulebook.instruments import instruments, lawful
from creditdelta.rulebook.listings import listing_on
from creditdelta.rulebook.transitions import Decided, last_day

_DAY = timedelta(days=1)
LONG = timedelta(days=3653)


def entry(list_: str, on: date, instrument: str) -> Entry:
    """An entry decided and confirmed on a day, with the term that the list had then."""
    rule = listing_on(list_, on)
    return Entry(
        b"e", list_, rule.since, rule.colour, b"r", "310000-market_regulation", (), (b"d",), "listed",
        on, decided_on=on, since=on, until=term_end(rule, on, calendar()), confirmed_on=on,
        instrument=instrument, number="1", digest="ab",
    )  # fmt: skip


def in_force(one: Entry, day: date) -> bool:
    """Whether it is in force on a day, by the documents alone."""
    assert one.decided_on is not None
    assert one.until is not None
    decided = Decided(one.decided_on, one.until, one.colour == "black")
    lasts = last_day(one.instrument, one.list, decided, calendar())
    return not lacking(one, day, Standing(lasts))


def test_2021_the_serious_list_of_five_years_becomes_one_of_three() -> None:
    change = date(2021, 9, 1)
    old = entry("market_serious", change - _DAY, "disclosure-2014#17")
    new = entry("market_serious", change, "order-44-2021")
    assert (old.until, new.until) == (date(2026, 8, 31), date(2024, 9, 1))
    assert in_force(old, date(2026, 8, 31)), "what was decided for five years is not shortened"
    assert not in_force(old, date(2026, 9, 1))
    assert in_force(new, date(2024, 9, 1))
    assert not in_force(new, date(2024, 9, 2))
    early = replace(new, decided_on=change - _DAY, since=change - _DAY, confirmed_on=change - _DAY)
    assert not in_force(early, change), "nobody is entered by an order before its first day"


def test_2024_the_national_list_goes_over_to_its_new_edition() -> None:
    one = replace(entry("market_serious", date(2023, 6, 1), "sanctions-2021"))
    assert instruments()["sanctions-2021"].until == date(2024, 2, 29)
    for day in (date(2024, 2, 29), date(2024, 3, 1), date(2026, 6, 1)):
        assert in_force(one, day), day
    assert not in_force(one, date(2026, 6, 2))
    late = replace(
        one, decided_on=date(2024, 3, 1), since=date(2024, 3, 1), confirmed_on=date(2024, 3, 1)
    )
    assert not in_force(late, date(2024, 3, 1)), "nothing new rests on the old edition"


def test_2026_a_repair_order_ends_and_lifts_nobody() -> None:
    ended = instruments()["order-58-2023"]
    assert (ended.until, ended.successor) == (date(2026, 3, 31), "order-36-2026")
    one = entry("market_serious", date(2025, 1, 2), "order-44-2021")
    for day in (date(2026, 3, 31), date(2026, 4, 1), date(2028, 1, 2)):
        assert in_force(one, day), day


@pytest.mark.parametrize(
    "id", sorted(id for id, one in instruments().items() if one.until is not None)
)
@pytest.mark.parametrize("adverse", [True, False], ids=["adverse", "good"])
def test_every_end_does_what_it_says(id: str, adverse: bool) -> None:
    one = instruments()[id]
    assert one.until is not None
    on, until = one.until - _DAY, one.until + LONG
    found = last_day(id, "any", Decided(on, until, adverse), calendar())
    if adverse and not lawful(id, on):
        assert found is None
        return
    [rest] = [row for row in one.transitions if row.about == "*"]
    if rest.manner == "lapse":
        assert found == one.until
    elif rest.manner == "continue":
        assert found == until
    elif rest.manner == "convert":
        after = instruments()[one.successor]
        expected = last_day(after.id, "any", Decided(after.since, until, adverse), calendar())
        assert found == (expected or one.until)
    else:
        assert found is not None
        assert one.until < found < until
