"""From the letter to the handover and the withdrawal, on the ledger."""

from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest

from creditdelta.accounts.models import Post
from creditdelta.accounts.tests.signed_in import an_account
from creditdelta.journal.models import Event
from creditdelta.journal.services import envelope
from creditdelta.notices.contents import said_by
from creditdelta.notices.models import Notice
from creditdelta.notices.queries import notice
from creditdelta.project.rebuild import compare
from creditdelta.representation import services
from creditdelta.representation.models import Code, Invitation
from creditdelta.representation.queries import acting_for, open_invitations, people_of
from creditdelta.representation.tests.own import taken_in
from creditdelta.rulebook.representation import representation_on

DAY = date(2026, 4, 1)
OFFICE = "310000-credit"


@pytest.fixture
def ref(ledger: Path, tmp_path: Path) -> bytes:
    return taken_in(tmp_path)


@pytest.fixture
def officer(ref: bytes) -> str:
    return an_account()


def about(account: str):
    return envelope("310000", account)


def letter_code(ref: bytes, officer: str, day: date = DAY) -> str:
    """The code as it stands on the letter."""
    letter = services.invite_by_letter(ref, OFFICE, about(officer), day)
    return said_by(Notice.objects.get(pk=letter)).fields["code"]


def represented(ref: bytes, officer: str) -> str:
    """An account that came to represent the organisation."""
    account = an_account()
    assert services.redeem(ref, letter_code(ref, officer), account, about(account), DAY)
    return account


def test_a_letter_makes_the_first_representative(ref: bytes, officer: str) -> None:
    code, account = letter_code(ref, officer), an_account()
    assert services.redeem(ref, code.lower(), account, about(account), DAY) == "representative"
    (post,) = Post.objects.filter(subject=ref)
    assert (post.role, post.account, post.region) == ("representative", account, "310000")
    assert post.appointed_by == officer  # the office decided, the account accepted
    assert not Code.objects.exists()


def test_no_event_and_no_row_holds_the_code(ref: bytes, officer: str) -> None:
    code = letter_code(ref, officer).replace("-", "")
    bodies = "".join(Event.objects.values_list("body", flat=True))
    assert code not in bodies
    assert bytes(Code.objects.get().digest).hex() not in bodies
    assert code.encode() not in bytes(Code.objects.get().digest)


@pytest.mark.parametrize("case", ["wrong code", "other organisation", "used", "expired", "void"])
def test_whatever_is_wrong_gets_one_answer(ref: bytes, officer: str, case: str) -> None:
    code, day, account = letter_code(ref, officer), DAY, an_account()
    if case == "wrong code":
        code = code[:-1] + ("3" if code[-1] == "2" else "2")
    if case == "used":
        services.redeem(ref, code, an_account(), about(account), DAY)
    if case == "expired":
        day = DAY + timedelta(representation_on(DAY).letter_days + 1)
    if case == "void":
        letter_code(ref, officer)
    whom = bytes(16) if case == "other organisation" else ref
    with pytest.raises(services.NotPossible, match="unknown"):
        services.redeem(whom, code, account, about(account), day)
    with pytest.raises(services.NotPossible, match="unknown"):
        services.redeem(None, code, account, about(account), day)


def test_the_officer_cannot_answer_the_own_letter(ref: bytes, officer: str) -> None:
    code = letter_code(ref, officer)
    with pytest.raises(services.NotPossible, match="own"):
        services.redeem(ref, code, officer, about(officer), DAY)
    assert not acting_for(ref, DAY).accounts


def test_a_represented_organisation_gets_no_letter(ref: bytes, officer: str) -> None:
    represented(ref, officer)
    with pytest.raises(services.NotPossible, match="represented"):
        letter_code(ref, officer)


def test_a_representative_appoints_and_dismisses_deputies(ref: bytes, officer: str) -> None:
    chief, aide = represented(ref, officer), an_account()
    code = services.invite(ref, "deputy", about(chief), DAY)
    assert services.redeem(ref, code, aide, about(aide), DAY) == "deputy"
    assert [one.role for one in people_of(ref, DAY)] == ["representative", "deputy"]
    (post,) = acting_for(ref, DAY).deputies
    services.dismiss(ref, post, about(chief), DAY)
    assert not acting_for(ref, DAY).deputies
    with pytest.raises(services.NotPossible, match="gone"):
        services.dismiss(ref, post, about(chief), DAY)


def test_a_representative_is_no_deputy_to_be_dismissed(ref: bytes, officer: str) -> None:
    chief = represented(ref, officer)
    (post,) = acting_for(ref, DAY).representatives
    with pytest.raises(services.NotPossible, match="gone"):
        services.dismiss(ref, post, about(chief), DAY)


def test_a_handover_leaves_nobody_without(ref: bytes, officer: str) -> None:
    chief, next_ = represented(ref, officer), an_account()
    code = services.invite(ref, "successor", about(chief), DAY)
    assert set(acting_for(ref, DAY).representatives.values()) == {chief}
    assert services.redeem(ref, code, next_, about(next_), DAY) == "successor"
    assert set(acting_for(ref, DAY).representatives.values()) == {next_}


def test_a_handover_that_nobody_accepts_changes_nothing(ref: bytes, officer: str) -> None:
    chief, next_ = represented(ref, officer), an_account()
    code = services.invite(ref, "successor", about(chief), DAY)
    late = DAY + timedelta(representation_on(DAY).code_days + 1)
    with pytest.raises(services.NotPossible, match="unknown"):
        services.redeem(ref, code, next_, about(next_), late)
    assert set(acting_for(ref, late).representatives.values()) == {chief}


def test_a_deputy_who_takes_over_is_no_deputy_any_more(ref: bytes, officer: str) -> None:
    chief, aide = represented(ref, officer), an_account()
    services.redeem(ref, services.invite(ref, "deputy", about(chief), DAY), aide, about(aide), DAY)
    code = services.invite(ref, "successor", about(chief), DAY)
    services.redeem(ref, code, aide, about(aide), DAY)
    acting = acting_for(ref, DAY)
    assert (set(acting.representatives.values()), acting.deputies) == ({aide}, {})


def test_what_a_representative_offered_ends_with_it(ref: bytes, officer: str) -> None:
    chief, next_ = represented(ref, officer), an_account()
    left = services.invite(ref, "deputy", about(chief), DAY)
    code = services.invite(ref, "successor", about(chief), DAY)
    services.redeem(ref, code, next_, about(next_), DAY)
    with pytest.raises(services.NotPossible, match="unknown"):
        services.redeem(ref, left, an_account(), about(next_), DAY)


def test_a_code_can_be_taken_back(ref: bytes, officer: str) -> None:
    chief = represented(ref, officer)
    code = services.invite(ref, "deputy", about(chief), DAY)
    (one,) = open_invitations(ref, DAY)
    with pytest.raises(services.NotPossible, match="gone"):
        services.take_back(bytes(16), one.id, about(chief), DAY)
    services.take_back(ref, one.id, about(chief), DAY)
    with pytest.raises(services.NotPossible, match="unknown"):
        services.redeem(ref, code, an_account(), about(chief), DAY)


def test_a_credit_office_withdraws_with_a_ground(ref: bytes, officer: str) -> None:
    chief, aide = represented(ref, officer), an_account()
    services.redeem(ref, services.invite(ref, "deputy", about(chief), DAY), aide, about(aide), DAY)
    services.invite(ref, "successor", about(chief), DAY)
    with pytest.raises(services.NotPossible, match="ground"):
        services.withdraw(ref, "因为", about(officer), DAY)
    assert services.withdraw(ref, "账户失控", about(officer), DAY) == 2
    assert not acting_for(ref, DAY).accounts
    assert not open_invitations(ref, DAY)
    with pytest.raises(services.NotPossible, match="gone"):
        services.withdraw(ref, "账户失控", about(officer), DAY)
    assert represented(ref, officer)


def test_random_lives_never_have_two_representatives(ref: bytes, officer: str) -> None:
    """Whatever is tried in whatever order: one at most, and a handover leaves one."""
    rng, codes = Random(6), [""]
    accounts = [an_account() for _ in range(4)]
    for _ in range(60):
        before = acting_for(ref, DAY)
        who = rng.choice([*before.representatives.values(), officer])
        move = rng.choice(["letter", "deputy", "successor", "redeem", "redeem", "withdraw"])
        try:
            if move == "letter":
                codes.append(letter_code(ref, officer))
            elif move == "withdraw" and rng.random() < 0.2:
                services.withdraw(ref, "组织来函", about(officer), DAY)
            elif move == "redeem":
                account = rng.choice(accounts)
                services.redeem(ref, rng.choice(codes), account, about(account), DAY)
                assert len(acting_for(ref, DAY).representatives) == 1
            elif move in ("deputy", "successor"):
                codes.append(services.invite(ref, move, about(who), DAY))
        except services.NotPossible:
            assert acting_for(ref, DAY) == before
        after = acting_for(ref, DAY)
        assert len(after.representatives) <= 1
        assert not set(after.representatives.values()) & set(after.deputies.values())
    assert Invitation.objects.exclude(redeemed_on=None).exists()


def test_the_tables_follow_from_the_journal(ref: bytes, officer: str) -> None:
    chief = represented(ref, officer)
    services.invite(ref, "deputy", about(chief), DAY)
    services.withdraw(ref, "冒用", about(officer), DAY)
    assert compare().differing == ()


def test_the_letter_is_numbered_and_addressed(ref: bytes, officer: str) -> None:
    letter = services.invite_by_letter(ref, OFFICE, about(officer), DAY)
    told = notice(letter)
    assert told is not None
    assert (told.ref, told.office, told.form) == (ref, OFFICE, "invitation")
