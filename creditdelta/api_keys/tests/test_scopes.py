"""Every operation, with a key that has it as a scope and with one that has not: never more than the post."""

from datetime import UTC, date, datetime

import pytest

from creditdelta.accounts.matrix import OWN, PLACES, Place
from creditdelta.accounts.reader import Held, Reader
from creditdelta.accounts.rules import Verdict, Wish, decide
from creditdelta.api_keys.rules import offered
from creditdelta.rulebook.dated import in_force
from creditdelta.rulebook.policy import NEVER_APPOINTED, PUBLIC, policy

DAY = date(2026, 4, 1)
NOW = datetime(2026, 4, 1, 9, tzinfo=UTC)
ROLES = sorted(set(policy().roles) - NEVER_APPOINTED)


def post(role: str) -> Held:
    return Held(role, OWN.office, OWN.region, OWN.sector, OWN.subject)


def answer(role: str, operation: str, place: Place, scopes: frozenset[str] | None) -> Verdict:
    proved = NOW if scopes is None else None
    reader = Reader("invented", (post(role),), True, proved, scopes=scopes)
    return decide(policy(), reader, Wish(operation, PLACES[place], None), NOW, DAY)


def public(operation: str) -> bool:
    rows = policy().grants[operation]
    return any(row.role == PUBLIC and in_force(row, DAY) for row in rows)


@pytest.mark.parametrize("role", ROLES)
def test_with_the_scope_as_the_post_without_it_as_everybody(role: str) -> None:
    for operation, row in policy().operations.items():
        for place in PLACES:
            person = answer(role, operation, place, None)
            with_it = answer(role, operation, place, frozenset({operation}))
            without = answer(role, operation, place, frozenset())
            assert with_it.why == ("stale" if row.fresh and person.allowed else person.why)
            assert with_it.post == (None if row.fresh and person.allowed else person.post)
            if public(operation):
                assert without.post == Held(PUBLIC)
            else:
                assert not without.allowed
                assert without.why == ("role" if person.why == "role" else "scope")


def test_a_key_of_a_post_decides_by_the_post_first() -> None:
    both = [
        (one, row.role)
        for one, rows in policy().grants.items()
        for row in rows
        if public(one) and row.role in ROLES
    ]
    for operation, role in both:
        found = answer(role, operation, "own", frozenset({operation}))
        assert found.post == post(role)


@pytest.mark.parametrize("role", ROLES)
def test_what_is_offered_can_be_done_with_a_key_and_is_no_more(role: str) -> None:
    found = offered(policy(), post(role), DAY)
    assert len(found) == len(set(found))
    for operation in found:
        row = policy().operations[operation]
        assert row.by_key
        assert not row.fresh
        assert answer(role, operation, "own", frozenset(found)).why == ""


def test_an_office_is_offered_what_it_reports_with() -> None:
    assert {"upload.send", "batch.read"} <= {*offered(policy(), post("market_reporter"), DAY)}
    assert "upload.send" not in offered(policy(), post("audit_administrator"), DAY)
