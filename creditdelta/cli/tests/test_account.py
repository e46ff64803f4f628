"""`cdelta account`: from a machine without administrators to one that has them."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from django.test import Client

from creditdelta.accounts.models import Account, Post
from creditdelta.cli.main import main

pytestmark = pytest.mark.usefixtures("ledger")


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["account", *words])


def link(result: Result) -> str:
    found = re.search(r"http://127.0.0.1:8000(/account/link/\S+)", result.output)
    assert found, result.output
    return found[1]


def test_the_first_security_administrator_sets_a_password() -> None:
    told = link(run("first", "chief"))
    words = "gentle winter orchard"
    answer = Client().post(told, {"password1": words, "password2": words})
    assert answer["Location"] == "/account/sign-in/"
    assert Account.objects.get(login="chief").check_password(words)


def test_there_is_only_one_first() -> None:
    run("first", "chief")
    again = run("first", "other", "--lang", "en")
    assert again.exit_code == 1
    assert "already" in again.output
    assert Account.objects.count() == 1


def test_create_appoint_list_dismiss() -> None:
    assert run("create", "clerk").exit_code == 0
    assert run("appoint", "clerk", "tax_officer", "--office", "310000-tax").exit_code == 0
    listed: dict[str, Any] = json.loads(run("list", "--json").output)
    assert (listed["login"], listed["posts"][0]["office"]) == ("clerk", "310000-tax")
    assert "tax_officer 310000-tax" in run("list").output
    assert run("dismiss", listed["posts"][0]["post"]).exit_code == 0
    assert not Post.objects.filter(dismissed_at=None).exists()
    assert run("dismiss", "00").exit_code == 1
    assert run("dismiss", "no number").exit_code == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("create", "李"), "a login has 3 to 64 signs"),
        (("appoint", "nobody", "tax_officer"), "no account"),
        (("appoint", "clerk", "tax_officer"), "needs, or has no"),
        (("appoint", "clerk", "tax_officer", "--office", "310000-credit"), "no such role"),
        (("appoint", "clerk", "king"), "no such role"),
        (("unlock", "nobody"), "no account"),
    ],
)
def test_what_cannot_be_done_is_said(words: tuple[str, ...], said: str) -> None:
    run("create", "clerk")
    told = run(*words, "--lang", "en")
    assert told.exit_code == 1
    assert said in told.output


def test_three_administrators_on_the_command_line_too() -> None:
    run("first", "chief")
    told = run("appoint", "chief", "audit_administrator", "--lang", "en")
    assert told.exit_code == 1
    assert "three administrators" in told.output


def test_unlocking(ledger: Path) -> None:
    run("create", "clerk")
    assert "0" in run("unlock", "clerk").output
