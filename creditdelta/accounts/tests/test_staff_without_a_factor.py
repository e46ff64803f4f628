"""Whoever holds a post of staff does nothing by a password alone: every page is asked (threat table, F24)."""

import re
from collections.abc import Iterator
from datetime import date

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from creditdelta.accounts.reader import Held
from creditdelta.accounts.tests.people import account, enter
from creditdelta.rulebook.policy import PUBLIC, policy

pytestmark = pytest.mark.usefixtures("ledger")
SINCE = date(2020, 1, 1)
OFFICES = {
    "credit_officer": "310000-credit", "sector_officer": "320500-market_regulation",
    "court_officer": "330100-court", "tax_officer": "340100-tax",
    "market_reporter": "310000-bank_1",
}  # fmt: skip
STAFF = sorted(role.id for role in policy().roles.values() if role.second_factor)


def addresses(role: str) -> Iterator[tuple[str, str]]:
    """(operation, address) of every page that the role may see and the public may not."""

    def below(patterns: list[URLPattern | URLResolver], before: str) -> Iterator[tuple[str, str]]:
        for one in patterns:
            if isinstance(one, URLResolver):
                yield from below(one.url_patterns, before)
            elif not str(one.name).startswith("api_"):  # programs come with keys
                route = re.sub(r"<int:\w+>", "1", str(one.pattern))
                yield (
                    getattr(one.callback, "operation", ""),
                    f"/{re.sub(r'<[^>]+>', '0' * 32, route)}",
                )

    for operation, address in below(get_resolver().url_patterns, ""):
        roles = {row.role for row in policy().grants[operation]}
        if role in roles and PUBLIC not in roles:
            yield operation, address


@pytest.mark.parametrize("role", STAFF)
def test_every_operation_leads_to_a_second_factor(client: Client, role: str) -> None:
    office = OFFICES.get(role, "")
    account("clerk", Held(role, office, f"{office[:2]}0000" if office else "", since=SINCE))
    assert enter(client, "clerk")["Location"] == "/account/factors/"
    for operation, address in addresses(role):
        answer = client.get(address)
        assert answer.status_code == 302, operation
        assert answer["Location"].startswith("/account/factors/?next="), operation
        assert client.post(address).status_code == 403, operation


def test_administrators_have_pages_to_be_asked_about() -> None:
    assert all(list(addresses(role)) for role in STAFF if role.endswith("_administrator"))
