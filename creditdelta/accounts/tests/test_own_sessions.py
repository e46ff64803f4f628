"""A session ends by a pause, by age, by its owner, and everywhere when the password changes."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from creditdelta.accounts.models import KeptSession
from creditdelta.accounts.sign_in import kept
from creditdelta.accounts.sign_in.sweeping import sweep
from creditdelta.accounts.tests.people import (
    OFFICE,
    PASSWORD,
    account,
    code,
    enter,
    enter_fully,
    with_app,
)
from creditdelta.facade.today import today
from creditdelta.rulebook.sessions import sessions_on

pytestmark = pytest.mark.usefixtures("ledger")


class _Later(datetime):
    """A clock that has gone on."""

    by = timedelta()

    @classmethod
    def now(cls, tz: Any = None) -> Any:
        return datetime.now(tz) + cls.by


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Any:
    _Later.by = timedelta()
    monkeypatch.setattr(kept, "datetime", _Later)
    from django.utils import timezone

    monkeypatch.setattr(timezone, "now", lambda: _Later.now(UTC))

    def go(**by: int) -> None:
        _Later.by += timedelta(**by)

    return go


def here(client: Client) -> int:
    status: int = client.get("/account/").status_code
    return status


def test_a_pause_ends_it(client: Client, later: Any) -> None:
    account()
    enter(client)
    later(minutes=sessions_on(today()).idle_minutes + 1)
    assert here(client) == 302


def test_going_on_keeps_it_until_its_longest(client: Client, later: Any) -> None:
    account()
    enter(client)
    limits = sessions_on(today())
    step = limits.idle_minutes - 1
    for _ in range(limits.longest_minutes // step):
        assert here(client) == 200
        later(minutes=step)
    later(minutes=step)
    assert here(client) == 302


def test_a_session_that_ended_leaves_no_row(client: Client, later: Any) -> None:
    account()
    enter(client)
    assert sweep() == (0, 0)
    later(days=1)
    assert sweep()[0] == 1
    assert not KeptSession.objects.exclude(account="").exists()


def test_a_page_soon_after_writes_nothing(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    account()
    enter(client)
    here(client)
    seen = KeptSession.objects.exclude(account="").get().seen_at
    here(client)
    assert KeptSession.objects.exclude(account="").get().seen_at == seen


def test_i_see_where_i_am_signed_in_and_end_it(client: Client) -> None:
    account()
    other = Client()
    enter(other)
    enter(client)
    page = client.get("/account/sessions/").content.decode()
    assert page.count("开始于") == 2
    assert "就是这里" in page
    assert other.cookies["session"].value not in page
    ids = [part.split('"')[0] for part in page.split('name="end" value="')[1:]]
    client.post("/account/sessions/", {"end": ids[0]})
    assert (here(other), here(client)) == (302, 200)


def test_all_the_others_end_at_once(client: Client) -> None:
    account()
    others = [Client(), Client()]
    for one in (*others, client):
        enter(one)
    client.post("/account/sessions/", {"end": "others"})
    assert [here(one) for one in (*others, client)] == [302, 302, 200]


def test_i_cannot_end_somebody_elses(client: Client) -> None:
    account()
    account("other")
    other = Client()
    enter(other, "other")
    enter(client)
    page = other.get("/account/sessions/").content.decode()
    key = other.cookies["session"].value
    assert "就是这里" in page
    client.post("/account/sessions/", {"end": key})
    client.post("/account/sessions/", {"end": "others"})
    assert here(other) == 200


def test_a_new_password_signs_out_everywhere_else(client: Client) -> None:
    account()
    other = Client()
    enter(other)
    enter(client)
    sent = {
        "oldpassword": PASSWORD,
        "password1": "quiet copper bridge",
        "password2": "quiet copper bridge",
    }
    assert client.post("/account/password/", sent)["Location"] == "/account/"
    assert (here(other), here(client)) == (302, 200)
    assert enter(Client(), password="quiet copper bridge").status_code == 302
    assert enter(Client()).status_code == 200


@pytest.mark.parametrize("weak", ["short", "password1234", "yun"])
def test_a_weak_password_is_not_taken(client: Client, weak: str) -> None:
    account()
    enter(client)
    sent = {"oldpassword": PASSWORD, "password1": weak, "password2": weak}
    assert client.post("/account/password/", sent).status_code == 200


def test_what_is_shown_to_somebody_signed_in_is_kept_by_no_cache(client: Client) -> None:
    account()
    enter(client)
    assert client.get("/about/")["Cache-Control"] == "private, no-store"
    assert client.get("/account/")["Cache-Control"] == "private, no-store"


def test_a_proof_grows_old_and_is_shown_again(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = with_app(account("yun", OFFICE))
    enter_fully(client, "yun", secret)
    session = client.session
    session["account_authentication_methods"] = [
        {**one, "at": one["at"] - 3600} for one in session["account_authentication_methods"]
    ]
    session.save()
    answer = client.get("/account/factors/codes/new/")
    assert answer["Location"].startswith("/account/confirm/?next=")
    assert client.post(answer["Location"], {"password": "wrong"}).status_code == 200
    answer = client.post(answer["Location"], {"password": PASSWORD})
    assert answer["Location"] == "/account/factors/codes/new/"
    assert client.get("/account/factors/codes/new/").status_code == 200
    assert code(secret, 1)
