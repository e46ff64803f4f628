"""Every role asks for every page: it is let in where the table of rights says so, and nowhere else.

The table is read here once more, without its loader: a fault of the loader or the gate shows.
"""

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from creditdelta.accounts.tests.signed_in import an_account, signed_in, with_post
from creditdelta.archive.tests.visits import on_the_day, take
from creditdelta.intake.tests.supplies import organisation, registrations
from creditdelta.journal.models import Event
from creditdelta.journal.synthetic import business_day
from creditdelta.rulebook.folder import folder
from creditdelta.subjects.finding import by_code

pytestmark = pytest.mark.usefixtures("ledger")
OFFICES = {
    "credit_officer": "310000-credit",
    "sector_officer": "310000-market_regulation",
    "court_officer": "310000-court",
    "tax_officer": "310000-tax",
    "market_reporter": "310000-bank_1",
}
SUBJECTS = ("representative", "deputy")
ADMINISTRATORS = ("system_administrator", "security_administrator", "audit_administrator")
ROLES = ("public", "account_holder", *OFFICES, *SUBJECTS, *ADMINISTRATORS)
HELD_BY = {"public": ROLES, "account_holder": ROLES[1:]}
DOORS = "api_"  # of programs, which come with a key: tests/doors
NOT_YOURS = "您的账户不能做这项操作"
SIGN_IN = "/account/sign-in/"


def granted() -> set[tuple[str, str]]:
    """(operation, role) with a row in force."""
    day = business_day().isoformat()
    with (folder() / "policy" / "grants.csv").open(encoding="utf-8", newline="") as source:
        rows = [row for row in csv.DictReader(source) if row["since"] <= day]
    return {
        (row["operation"], role)
        for row in rows
        if day <= (row["until"] or "9999")
        for role in HELD_BY.get(row["role"], (row["role"],))
    }


def pages() -> list[tuple[str, str, str]]:
    """(name, operation, an address) of every page; what an address names need not be there."""

    def below(
        patterns: list[URLPattern | URLResolver], before: str
    ) -> Iterator[tuple[str, str, str]]:
        for one in patterns:
            if isinstance(one, URLResolver):
                yield from below(one.url_patterns, before)
            elif not str(one.name).startswith(DOORS):
                route = re.sub(r"<int:\w+>", "1", str(one.pattern))
                address = f"/{re.sub(r'<[^>]+>', '0' * 32, route)}"
                yield str(one.name), getattr(one.callback, "operation", ""), address

    return list(below(get_resolver().url_patterns, ""))


@pytest.fixture(autouse=True)
def _a_firm(ledger: Path, tmp_path: Path) -> None:
    on_the_day()
    take(registrations(tmp_path, 1))


def client_of(role: str) -> Client:
    """Somebody who holds one post of a role, signed in with both factors."""
    if role == "public":
        return Client()
    if role == "account_holder":
        return signed_in(an_account())
    subject = by_code(organisation(0)[0])[0].ref if role in SUBJECTS else None
    return signed_in(with_post(role, OFFICES.get(role, ""), subject))


def let_in(client: Client, address: str) -> bool:
    """Whether the gate let the request pass, whatever the page then said."""
    answer = client.get(address)
    if answer.status_code in (301, 302):
        return not str(answer["Location"]).startswith(f"{SIGN_IN}?next=")
    return not (answer.status_code == 403 and NOT_YOURS in answer.content.decode())


@pytest.mark.parametrize("role", ROLES)
def test_a_role_is_let_in_where_the_table_says_so(role: str) -> None:
    table, client, wrong = granted(), client_of(role), []
    for name, operation, address in pages():
        if name == "account_logout":
            continue  # it would end the session: tested by itself
        expected = (operation, role) in table
        if let_in(client, address) != expected:
            wrong.append((name, operation, expected))
    assert wrong == []


@pytest.mark.parametrize("role", ROLES)
def test_what_a_role_may_not_do_it_cannot_send_either(role: str) -> None:
    table, client = granted(), client_of(role)
    before, wrong = Event.objects.count(), []
    for name, operation, address in pages():
        if (operation, role) not in table and client.post(address).status_code != 403:
            wrong.append((name, operation))
    assert wrong == []
    assert Event.objects.count() == before
