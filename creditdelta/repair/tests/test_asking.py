"""The one answer for a record: not yet, yes, no, and why; and who decides."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from creditdelta.records.clock import Clock, Hand
from creditdelta.repair.rules import (
    Answer,
    Kind,
    Why,
    barred_until,
    decider,
    may_be_asked,
    why_not_ask,
    why_not_move,
)
from creditdelta.repair.tests.test_moves import new
from creditdelta.repair.words import sentence
from creditdelta.rulebook.publication import publications
from creditdelta.rulebook.repairs import regime_on, ways_on

DAY = date(2026, 4, 1)
LATER = date(2026, 6, 2)
RULE = publications()["penalty"]
PERIODS = {(one.name, one.since.year): one for one in RULE.periods}
GENERAL, MINOR = PERIODS["general", 2026], PERIODS["minor", 2026]
FULL_TERM = PERIODS["specific_serious", 2018]
HAND = Hand(LATER, "minimum", date(2026, 3, 2), "+3m", GENERAL, RULE)
CLOCK = Clock(True, date(2026, 3, 2), GENERAL, HAND, (Hand(date(2027, 3, 2), "period"),))


def test_not_yet_and_yes() -> None:
    told = ("publication/penalty/periods/general/2026-04-01", "国家发展改革委令第36号（信用修复）")
    assert may_be_asked(CLOCK, DAY) == Answer("later", LATER, date(2026, 3, 2), "+3m", *told)
    assert may_be_asked(CLOCK, LATER - timedelta(days=1)).kind == "later"
    assert may_be_asked(CLOCK, LATER) == Answer("now", LATER, date(2026, 3, 2), "+3m", *told)


def test_what_has_no_shortest_period() -> None:
    bare = CLOCK._replace(repair=None)
    assert may_be_asked(bare, DAY) == Answer("unsaid", title=GENERAL.basis.title)
    assert may_be_asked(bare._replace(period=MINOR), DAY).kind == "now"
    assert may_be_asked(bare._replace(period=None), DAY) == Answer("unsaid")


def test_no_and_why() -> None:
    never = CLOCK._replace(period=FULL_TERM, repair=None)
    assert may_be_asked(never, DAY) == Answer("never", title=FULL_TERM.basis.title)
    assert may_be_asked(CLOCK, DAY, barred_until=DAY) == Answer("barred", on=DAY)
    assert may_be_asked(CLOCK, DAY, barred_until=DAY - timedelta(days=1)).kind == "later"
    first = CLOCK._replace(repair=None, ends_first=True)
    assert may_be_asked(first, DAY) == Answer("by_itself", on=date(2027, 3, 2))
    assert may_be_asked(first._replace(ends=()), DAY) == Answer("by_itself")


def test_what_comes_before_everything_else() -> None:
    assert may_be_asked(CLOCK._replace(adverse=False), DAY, closed=True) == Answer("not_adverse")
    assert may_be_asked(CLOCK, LATER, closed=True, under_way=True) == Answer("closed")
    assert may_be_asked(CLOCK, LATER, under_way=True, barred_until=LATER) == Answer("under_way")
    full = CLOCK._replace(period=FULL_TERM)
    assert may_be_asked(full, LATER, barred_until=LATER).kind == "never"


@pytest.mark.parametrize(("kind", "waits", "need_not"), [
    ("now", "", ""), ("unsaid", "", ""), ("later", "early", ""), ("by_itself", "early", ""),
    ("not_adverse", "gone", "gone"), ("closed", "fallen", "fallen"), ("never", "never", "never"),
    ("under_way", "under_way", "under_way"), ("barred", "barred", "barred"),
])  # fmt: skip
def test_who_may_begin(kind: Kind, waits: Why, need_not: Why) -> None:
    ways = ways_on(DAY)
    assert why_not_ask(Answer(kind), ways["performed"]) == waits
    assert why_not_ask(Answer(kind), ways["reorganised"]) == need_not


@pytest.mark.parametrize(("year", "of_record", "of_entry"), [
    (2022, "site", "recogniser"), (2024, "site", "recogniser"), (2026, "recogniser", "recogniser"),
])  # fmt: skip
def test_who_decides_by_the_day(year: int, of_record: str, of_entry: str) -> None:
    regime = regime_on(date(year, 4, 1))
    assert decider(regime, "record", "recogniser", "site") == of_record
    assert decider(regime, "entry", "recogniser", "site") == of_entry


def test_the_last_bar_counts() -> None:
    one = new()
    assert barred_until([one]) is None
    assert (
        barred_until([replace(one, barred_until=DAY), replace(one, barred_until=LATER), one])
        == LATER
    )


def test_who_applied_decides_on_nothing() -> None:
    filed = replace(new(), state="filed")
    assert why_not_move(filed, "accept", "owner") == "own_case"
    assert why_not_move(filed, "withdraw", "owner") == ""
    assert why_not_move(filed, "grant", "ann") == "move"


@pytest.mark.parametrize("kind", [
    "not_adverse", "closed", "under_way", "barred", "never", "by_itself", "later", "now", "unsaid",
])  # fmt: skip
def test_every_answer_is_a_sentence_and_says_that_it_is_free(kind: Kind) -> None:
    said = sentence(Answer(kind, LATER, DAY, "+3m", "", "某办法"), DAY)
    assert said.zh.endswith("信用修复不收费。")
    assert said.en.endswith("Repair is free.")
