"""What is verified, what it earns, and that a look is entered and spent, or neither."""

import threading
from datetime import date
from pathlib import Path

import pytest

from creditdelta.accounts.reader import Held
from creditdelta.contributions.models import Spending
from creditdelta.contributions.queries import contribution, used, verified_by_month
from creditdelta.contributions.services import NotEarned, Wish, look_earned
from creditdelta.contributions.tests.reporting import (
    BANK,
    TODAY,
    contract,
    contracts,
    reported,
    take,
    withdrawn,
)
from creditdelta.intake.tests.supplies import organisation, penalties, registrations, written
from creditdelta.journal.models import Event
from creditdelta.journal.services import envelope
from creditdelta.lookups.models import Lookup
from creditdelta.lookups.queries import lookups_of
from creditdelta.lookups.services import Asked, LookRefused, look
from creditdelta.project.rebuild import compare
from creditdelta.rulebook.offices import office
from creditdelta.subjects.finding import by_code
from creditdelta.subjects.models import Reference

pytestmark = pytest.mark.usefixtures("ledger")
POST = Held("market_reporter", BANK, "310000", "bank")
ABOUT = envelope("310000", "ab" * 16)
OFFICER = Held("credit_officer", "310000-credit", "310000")


def firm(number: int = 0) -> bytes:
    return by_code(organisation(number)[0])[0].ref


def wish(number: int = 0, reference: str = "示贷〔2026〕1号") -> Wish:
    return Wish(firm(number), "contract_review", reference)


def look_at(number: int = 0, day: date = TODAY) -> bytes:
    return look_earned(wish(number), office(BANK), POST, ABOUT, day)


def balance(day: date = TODAY) -> int:
    return contribution(office(BANK), day).account.balance


def test_only_what_stands_and_is_attached_is_verified(tmp_path: Path) -> None:
    take(contracts(tmp_path, 3), BANK)
    assert verified_by_month(office(BANK)) == {}, "nobody registered them yet"
    take(registrations(tmp_path, 2))
    assert verified_by_month(office(BANK)) == {"2026-03": 2}
    wrong = contract(0, 7) | {"name": "上海从未有过商贸有限公司"}
    take(written(tmp_path / "misnamed.csv", "contract_performance", [wrong]), BANK)
    assert verified_by_month(office(BANK)) == {"2026-03": 2}, "a name it never bore waits"
    withdrawn(1)
    assert verified_by_month(office(BANK)) == {"2026-03": 1}


def test_a_record_told_twice_is_one_and_stays_where_it_began(tmp_path: Path) -> None:
    take(registrations(tmp_path, 3))
    take(contracts(tmp_path, 3), BANK)
    again = [contract(number) | {"state": "履行完毕"} for number in range(3)]
    take(written(tmp_path / "again.csv", "contract_performance", again), BANK, date(2026, 4, 20))
    assert verified_by_month(office(BANK)) == {"2026-03": 3}


def test_what_others_report_is_theirs(tmp_path: Path) -> None:
    reported(tmp_path, 10)
    take(penalties(tmp_path, 5))
    assert contribution(office(BANK), TODAY).standing == 10
    assert contribution(office("320000-bank_1"), TODAY).standing == 0


def test_a_look_is_entered_spent_and_seen_by_the_organisation(tmp_path: Path) -> None:
    reported(tmp_path, 20)
    assert balance() == 2
    made = look_at()
    assert balance() == 1
    (seen,) = lookups_of(firm())
    assert (seen.office, seen.purpose) == (BANK, "contract_review")
    assert bytes(Spending.objects.get().lookup) == made
    (body,) = Event.objects.filter(kind="contribution.spent").values_list("body", flat=True)
    assert organisation(0)[0] not in body


def test_no_look_without_balance(tmp_path: Path) -> None:
    reported(tmp_path, 10)
    look_at()
    with pytest.raises(NotEarned) as refused:
        look_at(1)
    assert refused.value.why == "balance"
    assert (Lookup.objects.count(), Spending.objects.count()) == (1, 1)


def test_nothing_is_unlocked_below_the_first_step(tmp_path: Path) -> None:
    reported(tmp_path, 5)
    with pytest.raises(NotEarned) as refused:
        look_at()
    assert refused.value.why == "locked"


def test_a_purpose_the_step_does_not_name_is_locked(tmp_path: Path) -> None:
    reported(tmp_path, 10)
    other = Wish(firm(), "tender_review", "x")
    with pytest.raises(NotEarned) as refused:
        look_earned(other, office(BANK), POST, ABOUT, TODAY)
    assert refused.value.why == "locked"


def test_what_is_not_said_is_neither_entered_nor_spent(tmp_path: Path) -> None:
    reported(tmp_path, 10)
    with pytest.raises(LookRefused):
        look_earned(wish(reference=" "), office(BANK), POST, ABOUT, TODAY)
    assert (balance(), Lookup.objects.count()) == (1, 0)


def test_withdrawals_lower_what_is_left_and_never_what_was_spent(tmp_path: Path) -> None:
    reported(tmp_path, 30)
    look_at()
    look_at(1)
    withdrawn(15)
    found = contribution(office(BANK), TODAY)
    assert (found.standing, found.account.balance, found.account.spent) == (15, 0, 2)
    assert (found.account.owed, found.account.earned) == (1, 2)
    take(contracts(tmp_path, 5, 9, name="more.csv"), BANK)
    after = contribution(office(BANK), TODAY).account
    assert (after.owed, after.balance) == (0, after.earned - 2)


def test_a_look_ends_unused_in_its_time(tmp_path: Path) -> None:
    reported(tmp_path, 10)
    assert balance(date(2027, 3, 31)) == 1
    late = contribution(office(BANK), date(2027, 4, 1))
    assert (late.account.balance, late.account.expired, late.standing) == (0, 1, 0)


def test_two_looks_and_one_unit_left_one_wins(tmp_path: Path) -> None:
    reported(tmp_path, 10)
    start, won, lost = threading.Barrier(2), list[bytes](), list[str]()

    def one(number: int) -> None:
        from django.db import connection

        start.wait()
        try:
            won.append(look_at(number))
        except NotEarned as no:
            lost.append(no.why)
        finally:
            connection.close()

    threads = [threading.Thread(target=one, args=(number,)) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(won), lost) == (1, ["balance"])
    assert (Lookup.objects.count(), Spending.objects.count(), balance()) == (1, 1, 0)


def test_used_counts_officers_looks_that_the_organisation_may_know_of(tmp_path: Path) -> None:
    reported(tmp_path, 10)
    look_at()
    assert used(office(BANK)) == 0, "a look that was earned shows no market record"
    for number in (0, 0, 1):
        look(Asked(firm(number), "licence_review", "沪许〔2026〕1号"), OFFICER, ABOUT)
    look(Asked(firm(), "sealed_investigation", "沪案〔2026〕1号"), OFFICER, ABOUT)
    take(registrations(tmp_path, 9, name="nine.csv"))
    look(Asked(firm(8), "licence_review", "沪许〔2026〕2号"), OFFICER, ABOUT)
    assert used(office(BANK)) == 3


def test_it_follows_from_the_journal(tmp_path: Path) -> None:
    reported(tmp_path, 20)
    look_at()
    withdrawn(3)
    assert Reference.objects.exists()
    assert compare().differing == ()
