"""Three administrators: one makes accounts, one gives posts, one reads the logs; nobody does two of it."""

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client

from creditdelta.accounts import keeping
from creditdelta.accounts.models import Account, Post, Proposal
from creditdelta.accounts.reader import Held
from creditdelta.accounts.services import AppointmentRefused, appoint, give
from creditdelta.accounts.sign_in.link import account_of
from creditdelta.accounts.tests.people import DAY, OFFICE, account, enter, enter_fully, with_app
from creditdelta.journal.models import Event
from creditdelta.journal.services import envelope

pytestmark = pytest.mark.usefixtures("ledger")
SINCE = date(2020, 1, 1)
SYSTEM, SECURITY, AUDIT = (
    Held(f"{name}_administrator", since=SINCE) for name in ("system", "security", "audit")
)


def entered(login: str, *posts: Held) -> Client:
    """A browser in which somebody is signed in fully."""
    client = Client()
    enter_fully(client, login, with_app(account(login, *posts)))
    return client


def made(client: Client, login: str = "ning") -> str:
    """Make an account; the link as it stands on the page."""
    page = client.post("/console/accounts/new/", {"login": login}).content.decode()
    found = re.search(r"<code class=\"secret\">http://testserver(/account/link/[^<]+)</code>", page)
    assert found, page
    return found[1]


def test_from_the_new_account_to_the_first_sign_in() -> None:
    link = made(entered("sys", SYSTEM))
    owner = Client()
    assert "ning" in owner.get(link).content.decode()
    words = "gentle winter orchard"
    assert (
        owner.post(link, {"password1": words, "password2": words})["Location"]
        == "/account/sign-in/"
    )
    assert enter(owner, "ning", words)["Location"] == "/account/"


def test_a_link_works_once_and_a_forged_one_never() -> None:
    system = entered("sys", SYSTEM)
    link = made(system)
    words = "gentle winter orchard"
    sent = {"password1": words, "password2": words}
    assert Client().post(link[:-4] + "AAA/", sent).status_code == 404
    assert Client().post(link, sent).status_code == 302
    assert Client().post(link, sent).status_code == 404


def test_a_weak_password_is_not_set_by_a_link() -> None:
    link = made(entered("sys", SYSTEM))
    assert (
        "密码" in Client().post(link, {"password1": "ning", "password2": "ning"}).content.decode()
    )
    assert not Account.objects.get(login="ning").has_usable_password()


@pytest.mark.parametrize("login", ["N", "李华", "a b", "13800138000", "x13800138000", "sys"])
def test_what_is_no_login_is_not_taken(login: str) -> None:
    page = entered("sys", SYSTEM).post("/console/accounts/new/", {"login": login})
    assert page.status_code == 200
    assert "需要改正" in page.content.decode()


def test_a_new_link_ends_the_password_and_every_session() -> None:
    owner = Client()
    one = account()
    enter(owner)
    system = entered("sys", SYSTEM)
    page = system.post(f"/console/accounts/{one.pk}/keep/", {"act": "link"})
    assert "/account/link/" in page.content.decode()
    assert owner.get("/account/").status_code == 302
    assert enter(Client()).status_code == 200


def test_a_disabled_account_is_out_at_once_and_comes_back() -> None:
    owner, one = Client(), account()
    enter(owner)
    system = entered("sys", SYSTEM)
    system.post(f"/console/accounts/{one.pk}/keep/", {"act": "disable"})
    assert owner.get("/account/").status_code == 302
    assert enter(Client()).status_code == 200
    system.post(f"/console/accounts/{one.pk}/keep/", {"act": "enable"})
    assert enter(Client()).status_code == 302


def test_unlocking_from_the_console() -> None:
    one, client = account(), Client()
    for _ in range(5):
        enter(client, password="wrong")
    assert enter(client).status_code == 200
    entered("sys", SYSTEM).post(f"/console/accounts/{one.pk}/keep/", {"act": "unlock"})
    assert enter(client).status_code == 302


def posted(client: Client, target: Account, act: str = "appoint", **more: str) -> Any:
    return client.post(f"/console/accounts/{target.pk}/posts/", {"act": act, **more})


def test_an_officer_is_appointed_and_dismissed() -> None:
    security, one = entered("sec", SECURITY), account()
    posted(security, one, role="credit_officer", office="320000-credit")
    post = Post.objects.get(account=one.pk)
    assert (post.role, post.office, post.region) == ("credit_officer", "320000-credit", "320000")
    posted(security, one, "dismiss", post=bytes(post.pk).hex())
    assert Post.objects.get(account=one.pk).dismissed_at is not None


@pytest.mark.parametrize("office", ["", "nowhere", "320000-", "Shanghai"])
def test_an_officer_without_an_office_is_not_appointed(office: str) -> None:
    security, one = entered("sec", SECURITY), account()
    assert posted(security, one, role="credit_officer", office=office).status_code == 409
    assert not Post.objects.filter(account=one.pk).exists()


def test_an_administrator_is_given_by_two_people() -> None:
    first, one = entered("sec", SECURITY), account()
    posted(first, one, role="audit_administrator")
    proposal = Proposal.objects.get()
    assert not Post.objects.filter(account=one.pk).exists()
    again = posted(first, one, "confirm", post=bytes(proposal.pk).hex())
    assert "须由另一人确认" in again.content.decode()
    second = entered("sec.two", SECURITY)
    posted(second, one, "confirm", post=bytes(proposal.pk).hex())
    post = Post.objects.get(account=one.pk)
    assert (post.role, post.id == proposal.id) == ("audit_administrator", True)
    assert Proposal.objects.get().settled_at is not None


def test_a_proposal_is_withdrawn() -> None:
    first, one = entered("sec", SECURITY), account()
    posted(first, one, role="system_administrator")
    key = bytes(Proposal.objects.get().pk).hex()
    posted(first, one, "withdraw", post=key)
    assert posted(entered("sec.two", SECURITY), one, "confirm", post=key).status_code == 409
    assert not Post.objects.filter(account=one.pk).exists()


@pytest.mark.parametrize("way", [appoint, give])
def test_three_administrators_are_three_accounts(way: Any) -> None:
    one = account("sys", SYSTEM)
    with pytest.raises(AppointmentRefused, match="exclusive"):
        way(one.pk, SECURITY, envelope("100000", "chief"), DAY)


def test_exclusive_is_asked_again_when_the_second_person_agrees() -> None:
    first, one = entered("sec", SECURITY), account()
    posted(first, one, role="audit_administrator")
    key = bytes(Proposal.objects.get().pk).hex()
    appoint(one.pk, SYSTEM, envelope("100000", "chief"), DAY)
    answer = posted(entered("sec.two", SECURITY), one, "confirm", post=key)
    assert "三员分立" in answer.content.decode()
    assert Post.objects.filter(account=one.pk).count() == 1


def test_nobody_acts_on_their_own_account() -> None:
    security, system = entered("sec", SECURITY), entered("sys", SYSTEM)
    me = Account.objects.get(login="sec")
    assert posted(security, me, role="credit_officer", office="310000-credit").status_code == 409
    post = Post.objects.get(account=me.pk)
    assert posted(security, me, "dismiss", post=bytes(post.pk).hex()).status_code == 409
    own = Account.objects.get(login="sys")
    for act in ("disable", "link", "unlock"):
        assert system.post(f"/console/accounts/{own.pk}/keep/", {"act": act}).status_code == 409


def test_no_administrator_does_anothers_work() -> None:
    one = account("target", OFFICE)
    system, security, audit = (
        entered("sys", SYSTEM), entered("sec", SECURITY), entered("aud", AUDIT),
    )  # fmt: skip
    assert posted(system, one, "factors").status_code == 403
    assert security.post(f"/console/accounts/{one.pk}/keep/", {"act": "link"}).status_code == 403
    assert audit.get("/console/accounts/").status_code == 403
    assert system.get("/console/sign-ins/").status_code == 403
    assert security.get("/console/appointments/").status_code == 403
    officer = entered("officer", OFFICE)
    for address in ("/console/accounts/", "/console/sign-ins/", "/console/appointments/"):
        assert officer.get(address).status_code == 403
        assert Client().get(address)["Location"].startswith("/account/sign-in/?next=")


def test_lost_factors_are_removed_by_the_security_administrator() -> None:
    owner = entered("officer", OFFICE)
    one = Account.objects.get(login="officer")
    posted(entered("sec", SECURITY), one, "factors")
    assert owner.get("/account/").status_code == 302
    assert enter(Client(), "officer")["Location"] == "/account/factors/"


def test_the_auditor_reads_both_logs_and_takes_them_away() -> None:
    one = account()
    enter(Client(), "yun", "a password in the wrong field")
    enter(Client(), "a password in the login field")
    posted(entered("sec", SECURITY), one, role="credit_officer", office="320000-credit")
    audit = entered("aud", AUDIT)
    page = audit.get("/console/sign-ins/").content.decode()
    assert "不通过" in page
    assert one.pk in page
    assert "password in the" not in page
    assert "refused" in audit.get("/en/console/sign-ins/?result=refused").content.decode()
    rows = audit.get("/console/sign-ins/?format=csv").content.decode()
    assert len(rows.splitlines()) > 3
    page = audit.get("/console/appointments/").content.decode()
    assert "320000-credit" in page
    assert "任命" in page
    assert audit.get("/console/appointments/?format=json").json()["rows"]


def test_no_event_holds_a_login_or_an_address() -> None:
    system = entered("sys", SYSTEM)
    system.post("/console/accounts/new/", {"login": "ning", "email": "ning@example.invalid"})
    posted(entered("sec", SECURITY), Account.objects.get(login="ning"), role="audit_administrator")
    bodies = " ".join(Event.objects.values_list("body", flat=True))
    assert "ning" not in bodies
    assert {"account.changed", "account.proposed"} <= set(
        Event.objects.values_list("kind", flat=True)
    )


def test_lists_and_accounts_are_shown_to_whom_they_belong() -> None:
    for number in range(3):
        account(f"clerk{number}", OFFICE)
    system = entered("sys", SYSTEM)
    page = system.get("/console/accounts/?login=clerk").content.decode()
    assert page.count("clerk") >= 3
    assert "sys</a>" not in page
    assert system.get("/console/accounts/0/").status_code == 404
    one = Account.objects.get(login="clerk1")
    shown = system.get(f"/console/accounts/{one.pk}/").content.decode()
    assert "停用" in shown
    assert "任命</button>" not in shown


def test_a_stale_proof_is_asked_for_before_anything_changes() -> None:
    system, one = entered("sys", SYSTEM), account()
    session = system.session
    session["account_authentication_methods"] = [
        {**each, "at": each["at"] - 3600} for each in session["account_authentication_methods"]
    ]
    session.save()
    assert system.post(f"/console/accounts/{one.pk}/keep/", {"act": "disable"}).status_code == 403
    assert "现在确认" in system.get(f"/console/accounts/{one.pk}/").content.decode()
    assert system.get("/console/accounts/new/")["Location"].startswith("/account/confirm/?next=")


def test_no_single_administrator_takes_an_administrators_account_over() -> None:
    system, first = account("sys", SYSTEM), account("first", SECURITY)
    about = envelope("100000", system.pk)
    made_before = account("new")
    link = keeping.give_link(made_before.pk, about)
    assert account_of(link) == made_before
    appoint(made_before.pk, AUDIT, envelope("100000", first.pk), DAY)
    assert account_of(link) is None
    for reset in (keeping.give_link, keeping.remove_factors):
        with pytest.raises(keeping.AccountRefused, match="administrator"):
            reset(made_before.pk, about)


@pytest.mark.parametrize(("post", "page"), [(SYSTEM, "keep"), (SECURITY, "posts")])
def test_an_act_that_is_none_is_told(post: Held, page: str) -> None:
    one, client = account("clerk"), entered("chief", post)
    answer = client.post(f"/console/accounts/{one.pk}/{page}/", {"act": "nonsense"})
    assert answer.status_code == 409
    assert "没有这种操作" in answer.content.decode()
