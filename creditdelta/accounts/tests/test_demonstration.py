"""Accounts whose secrets are told exist in a demonstration, and nowhere else."""

from datetime import date
from pathlib import Path

import pytest
from django.test import Client

from creditdelta.accounts.demonstration import NotADemonstration, demonstration, make
from creditdelta.accounts.models import Account
from creditdelta.accounts.reader import Held
from creditdelta.accounts.tests.people import OFFICE, enter
from creditdelta.journal.services import envelope
from creditdelta.journal.synthetic import mark

WANTED = [("demo.credit", OFFICE), ("demo.company", Held("representative", subject=bytes(16)))]


def test_a_home_with_real_data_refuses(ledger: Path, client: Client) -> None:
    with pytest.raises(NotADemonstration):
        make(WANTED, envelope("100000", "demo"))
    assert not Account.objects.exists()
    assert demonstration() is None
    assert client.get("/demo/accounts/").status_code == 404


def test_a_file_copied_into_a_real_home_opens_no_page(ledger: Path, client: Client) -> None:
    (ledger / "demo-accounts.toml").write_text('password = "x"\nsecret = "y"\nentrances = []\n')
    assert client.get("/demo/accounts/").status_code == 404


def test_a_visitor_enters_with_what_the_page_says(ledger: Path, client: Client) -> None:
    mark("合成数据", date(2026, 4, 1))
    made = make(WANTED, envelope("100000", "demo"))
    assert (ledger / "demo-accounts.toml").stat().st_mode & 0o777 == 0o600
    before, page = made.code(), client.get("/demo/accounts/").content.decode()
    assert made.password in page
    assert before in page or made.code() in page  # a period may have ended meanwhile
    assert "演示账户" in client.get("/account/sign-in/").content.decode()
    assert enter(client, "demo.credit", made.password)["Location"] == "/account/factors/sign-in/"
    answer = client.post("/account/factors/sign-in/", {"code": made.code()})
    assert answer["Location"] == "/account/"
    assert enter(Client(), "demo.company", made.password)["Location"] == "/account/"
