"""Who may do what, as the table says and in the order of reasons that helps: scenes of one question."""

from datetime import UTC, date, datetime, timedelta

import pytest

from creditdelta.accounts.reader import NOBODY, Held, Reader
from creditdelta.accounts.rules import Target, Why, Wish, decide, why_not
from creditdelta.kernel.errors import Words
from creditdelta.rulebook.basis import Basis
from creditdelta.rulebook.policy import Grant, Operation, Policy, Role, policy

NOW = datetime(2026, 4, 1, 9, tzinfo=UTC)
DAY = date(2026, 4, 1)
OURS = Basis("default", "test", reason="a test", confidence="K")
SINCE = date(2020, 1, 1)
HERE = Target("310000", "310000-credit", "tourism", b"firm")


def role(name: str, second_factor: bool = False, exclusive: str = "") -> Role:
    return Role(name, Words(name, name), "office", second_factor, exclusive, False, SINCE, OURS)


def grant(reach: str = "everywhere", purposes: tuple[str, ...] = (), sector: str = "") -> Grant:
    return Grant("thing.do", "officer", reach, sector, purposes, SINCE, None, OURS)


def table(
    row: Grant, *, purpose: bool = False, fresh: bool = False, factor: bool = False
) -> Policy:
    operation = Operation("thing.do", Words("", ""), "write", "subject", purpose, fresh)
    roles = {"officer": role("officer", factor), "public": role("public")}
    return Policy(roles, {"thing.do": operation}, {"thing.do": (row,)}, {})


def officer(**changed: object) -> Reader:
    post = Held("officer", "310000-credit", "310000", "tourism", b"firm")
    return Reader(**{"account": "a", "posts": (post,), "proved_at": NOW, **changed})


def why(rights: Policy, reader: Reader, target: Target | None = HERE, **said: str) -> Why:
    return decide(rights, reader, Wish("thing.do", target, **said), NOW, DAY).why


def test_what_stands_in_no_row_is_done_by_nobody() -> None:
    assert decide(table(grant()), officer(), Wish("thing.undo"), NOW, DAY).why == "undeclared"
    assert why(table(grant()), NOBODY) == "nobody"
    assert why(table(grant()), Reader("a", (Held("visitor"),))) == "role"


def test_a_row_not_in_force_lets_nobody_in() -> None:
    old = Grant("thing.do", "officer", "everywhere", "", (), SINCE, date(2026, 3, 31), OURS)
    assert why(table(old), officer()) == "role"


def test_a_post_that_ended_or_is_to_come_lets_nobody_in() -> None:
    past = Held("officer", since=SINCE, until=date(2026, 3, 31))
    coming = Held("officer", since=date(2026, 4, 2))
    assert why(table(grant()), officer(posts=(past, coming))) == "role"
    assert why(table(grant()), officer(posts=(Held("officer", until=DAY),))) == ""


@pytest.mark.parametrize(
    ("reach", "target", "expected"),
    [
        ("everywhere", Target(), ""),
        ("own_region", Target("310000"), ""),
        ("own_region", Target("320000"), "place"),
        ("own_region", Target(), "place"),
        ("own_office", Target("310000", "310000-credit"), ""),
        ("own_office", Target("310000", "310000-tax"), "place"),
        ("own_subject", Target(subject=b"firm"), ""),
        ("own_subject", Target(subject=b"other"), "place"),
        ("own_subject", Target(), "place"),
    ],
)
def test_how_far_a_post_reaches(reach: str, target: Target, expected: Why) -> None:
    assert why(table(grant(reach)), officer(), target) == expected


def test_a_post_without_region_reaches_no_region() -> None:
    assert why(table(grant("own_region")), officer(posts=(Held("officer"),)), Target()) == "place"
    assert why(table(grant("own_office")), officer(posts=(Held("officer"),)), Target()) == "place"


def test_own_sector_only() -> None:
    rights = table(grant(sector="own"))
    assert why(rights, officer()) == ""
    assert why(rights, officer(), Target("310000", sector="transport")) == "place"
    assert why(rights, officer(posts=(Held("officer", region="310000"),)), Target()) == "place"


def test_a_second_factor_where_the_role_asks_for_one() -> None:
    rights = table(grant(), factor=True)
    assert why(rights, officer()) == "second_factor"
    assert why(rights, officer(second_factor=True)) == ""


def test_a_purpose_that_the_row_names() -> None:
    rights = table(grant(purposes=("licence_review",)), purpose=True)
    assert why(rights, officer(), purpose="licence_review") == ""
    assert why(rights, officer(), purpose="tender_review") == "purpose"
    assert why(rights, officer(), purpose="") == "purpose"
    assert why(table(grant(purposes=("any",)), purpose=True), officer(), purpose="x") == ""


def test_a_proof_grows_old() -> None:
    rights = table(grant(), fresh=True)
    assert why(rights, officer(proved_at=NOW - timedelta(minutes=15))) == ""
    assert why(rights, officer(proved_at=NOW - timedelta(minutes=15, seconds=1))) == "stale"
    assert why(rights, officer(proved_at=None)) == "stale"


def test_without_a_target_anything_the_post_reaches_is_enough() -> None:
    assert why(table(grant("own_region")), officer(), None) == ""


def test_the_post_that_may_is_named() -> None:
    far, near = Held("officer", "b", "320000"), Held("officer", "a", "310000")
    reader = officer(posts=(far, near))
    wish = Wish("thing.do", Target("310000"))
    assert decide(table(grant("own_region")), reader, wish, NOW, DAY).post == near


ADMINISTRATORS = ("system_administrator", "security_administrator", "audit_administrator")


@pytest.mark.parametrize("first", ADMINISTRATORS)
@pytest.mark.parametrize("second", ADMINISTRATORS)
def test_no_account_is_two_administrators(first: str, second: str) -> None:
    expected = "again" if first == second else "exclusive"
    assert why_not(policy(), Held(second), [Held(first)]) == expected


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Held("public"), "role"),
        (Held("operator"), "role"),
        (Held("emperor"), "role"),
        (Held("credit_officer"), "bound"),
        (Held("credit_officer", "310000-credit", subject=b"firm"), "bound"),
        (Held("credit_officer", "310000-credit"), None),
        (Held("representative"), "bound"),
        (Held("representative", "310000-credit", subject=b"firm"), "bound"),
        (Held("representative", subject=b"firm"), None),
        (Held("system_administrator", "310000-credit"), "bound"),
        (Held("system_administrator"), None),
        (Held("credit_officer", "x", since=DAY, until=date(2026, 3, 1)), "days"),
    ],
)
def test_what_a_post_stands_on(wanted: Held, expected: str | None) -> None:
    assert why_not(policy(), wanted, []) == expected


@pytest.mark.parametrize("role", ["representative", "deputy"])
def test_who_holds_an_office_acts_for_no_organisation(role: str) -> None:
    firm, desk = Held(role, subject=b"firm"), Held("credit_officer", "310000-credit")
    assert why_not(policy(), firm, [desk]) == "apart"
    assert why_not(policy(), desk, [firm]) == "apart"
    assert why_not(policy(), Held("audit_administrator"), [firm]) == "apart"
    assert why_not(policy(), Held(role, subject=b"another"), [firm]) is None


def test_the_same_post_is_not_given_twice() -> None:
    held = [Held("credit_officer", "310000-credit")]
    assert why_not(policy(), held[0], held) == "again"
    assert why_not(policy(), Held("credit_officer", "320000-credit"), held) is None
