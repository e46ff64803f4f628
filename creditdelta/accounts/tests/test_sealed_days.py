"""A day of the sign-in log that was altered after it was over is found out."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from creditdelta.accounts.models import SignIn
from creditdelta.accounts.sign_in.sealed_days import SealedDay, seal_days, sealed_days
from creditdelta.accounts.tests.people import account, enter

pytestmark = pytest.mark.usefixtures("ledger")
FIRST, SECOND = datetime(2026, 3, 1, 16, tzinfo=UTC), datetime(2026, 3, 3, 15, 59, tzinfo=UTC)


@pytest.fixture
def log(client: Client) -> list[SignIn]:
    """One row at midnight of 2 March in Shanghai, three in the last minute of the 3rd."""
    account()
    for _ in range(4):
        enter(client, password="wrong")
    rows = list(SignIn.objects.order_by("id"))
    SignIn.objects.filter(pk=rows[0].pk).update(at=FIRST)
    SignIn.objects.exclude(pk=rows[0].pk).update(at=SECOND)
    return rows


def days() -> list[SealedDay]:
    return list(sealed_days(date(2026, 1, 1), 10))


def test_days_that_are_over_are_sealed_once(log: list[SignIn]) -> None:
    assert seal_days(SECOND) == 1  # the 3rd is not over
    assert seal_days(timezone.now()) == 1
    assert seal_days(timezone.now()) == 0
    assert [(one.day.day, one.rows, one.whole) for one in days()] == [(3, 3, True), (2, 1, True)]


@pytest.mark.parametrize("harm", ["change", "remove", "add"])
def test_every_harm_shows(log: list[SignIn], harm: str) -> None:
    seal_days(timezone.now())
    target = SignIn.objects.filter(pk=log[1].pk)
    if harm == "change":
        target.update(result="signed_in")
    elif harm == "remove":
        target.delete()
    else:
        SignIn.objects.create(at=SECOND, key=b"", way="password", result="refused")
    assert [one.whole for one in days()] == [False, True]


def test_a_day_whose_term_ended_is_no_fault(log: list[SignIn]) -> None:
    seal_days(timezone.now())
    SignIn.objects.filter(at=FIRST).delete()
    assert [one.gone for one in sealed_days(date(2026, 3, 3), 10)] == [False, True]
    assert SECOND - timedelta(days=1) > FIRST
