"""The account of a market reporter, case by case; the steps of what is unlocked."""

from datetime import date

import pytest

from creditdelta.contributions.rules import (
    Lot,
    Spend,
    account,
    ladder,
    lots,
    standing,
    unlocked,
)
from creditdelta.rulebook.reciprocity import Reciprocity, reciprocity_on, steps

DAY = date(2026, 3, 31)
FIGURES = Reciprocity(records_for_one=10, valid_months=2, used_least=5)


def figures(day: date) -> Reciprocity:
    return FIGURES


def told(verified: dict[str, int], spends: list[Spend], day: date = DAY) -> tuple[int, ...]:
    found = account(lots(verified, figures), spends, day)
    assert found.balance == found.earned - found.spent - found.expired
    return found.earned, found.spent, found.expired, found.balance, found.owed


def test_ten_records_of_a_month_earn_one_look() -> None:
    assert told({"2026-03": 19}, []) == (1, 0, 0, 1, 0)
    assert told({"2026-02": 9, "2026-03": 9}, []) == (0, 0, 0, 0, 0)


def test_a_look_is_good_for_whole_months() -> None:
    (lot,) = lots({"2026-01": 10}, figures)
    assert lot == Lot(date(2026, 1, 1), date(2026, 3, 31), 1)
    assert told({"2026-01": 10}, [], date(2026, 3, 31)) == (1, 0, 0, 1, 0)
    assert told({"2026-01": 10}, [], date(2026, 4, 1)) == (1, 0, 1, 0, 0)


def test_the_oldest_goes_first() -> None:
    spends = [Spend(date(2026, 2, 5), 1)]
    verified = {"2026-01": 20, "2026-02": 20}
    assert told(verified, spends, date(2026, 4, 1)) == (4, 1, 1, 2, 0)
    assert account(lots(verified, figures), spends, date(2026, 4, 1)).ends_on == date(2026, 4, 30)


def test_what_is_withdrawn_later_lowers_what_is_left_and_is_owed_below_nothing() -> None:
    spends = [Spend(date(2026, 1, 20), 3)]
    assert told({"2026-01": 40}, spends) == (4, 3, 0, 1, 0)
    assert told({"2026-01": 10}, spends) == (3, 3, 0, 0, 2)


def test_what_is_earned_next_settles_what_is_owed() -> None:
    spends = [Spend(date(2026, 1, 20), 3)]
    assert told({"2026-01": 10, "2026-03": 30}, spends) == (4, 3, 0, 1, 0)


def test_what_is_earned_in_a_month_can_be_spent_in_it() -> None:
    assert told({"2026-03": 10}, [Spend(date(2026, 3, 1), 1)]) == (1, 1, 0, 0, 0)


def test_what_comes_after_the_day_is_left_out() -> None:
    given = {"2026-03": 10, "2026-04": 10}
    assert told(given, [Spend(date(2026, 4, 2), 1)]) == (1, 0, 0, 1, 0)


def test_each_month_earns_by_its_own_figures() -> None:
    dear = Reciprocity(records_for_one=20, valid_months=2, used_least=5)

    def by(day: date) -> Reciprocity:
        return FIGURES if day < date(2026, 3, 1) else dear

    assert [one.units for one in lots({"2026-02": 20, "2026-03": 20}, by)] == [2, 1]


def test_only_months_that_are_good_count_for_the_steps() -> None:
    verified = {"2025-12": 1000, "2026-01": 5, "2026-03": 7, "2026-04": 1000}
    assert standing(verified, DAY, FIGURES) == 12


@pytest.mark.parametrize("verified", [0, 9, 10, 49, 50, 199, 200, 10_000])
def test_steps_open_one_after_the_other(verified: int) -> None:
    found = ladder(steps(DAY), verified)
    assert [one.id for one in found.reached] == [
        one.id for one in steps(DAY) if one.verified <= verified
    ]
    assert found.lacking == (found.next.verified - verified if found.next else 0)
    kinds = unlocked(found, "contract_review")
    assert ("penalty" in kinds) == (verified >= 200)
    assert unlocked(found, "licence_review") == frozenset()


def test_nothing_that_needs_consent_or_is_not_public_is_ever_unlocked() -> None:
    kinds = {kind for row in steps() for kind in row.kinds}
    assert not kinds & {"tax_credit_grade", "social_insurance", "contract_performance", "code_map"}
    assert reciprocity_on(DAY).records_for_one > 0
