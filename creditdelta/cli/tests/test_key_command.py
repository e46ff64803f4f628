"""`cdelta key`: fingerprints and ages, a warning when it is time, and another key."""

import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from creditdelta.cli.main import main
from creditdelta.journal.home import KEYS, key
from creditdelta.journal.key_ages import secrets_of_the_site
from creditdelta.journal.opening import ensure_opened
from creditdelta.journal.services import envelope
from creditdelta.rulebook.keys import key_rules

OLD = timedelta(days=3 * 366)


@pytest.fixture
def opened(ledger: Path) -> Path:
    ensure_opened(envelope("310000", "chief"))
    return ledger


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["key", *words], catch_exceptions=False)


def listed() -> dict[str, dict[str, object]]:
    rows = [json.loads(line) for line in run("list", "--json").output.splitlines()]
    return {str(row["name"]): row for row in rows}


def test_every_key_is_listed_by_its_fingerprint_only(opened: Path) -> None:
    said = run("list")
    assert said.exit_code == 0
    assert tuple(listed()) == KEYS == tuple(rule.name for rule in key_rules())
    for name in KEYS:
        assert key(name).hex() not in said.output + run("list", "--json").output


@pytest.mark.parametrize(("name", "exit_code"), [("web", 1), ("signing", 1), ("identity", 0)])
def test_an_old_key_is_a_finding_where_it_is_replaced_at_all(
    opened: Path, name: str, exit_code: int
) -> None:
    then = (datetime.now(UTC) - OLD).timestamp()
    os.utime(opened / "keys" / f"{name}.key", (then, then))
    said = run("list", "--lang", "en")
    assert said.exit_code == exit_code
    assert ("overdue" in said.output) is bool(exit_code)


def test_another_web_key_leaves_the_one_before_believed_for_a_while(opened: Path) -> None:
    day = datetime.now(UTC).date()
    (first,) = secrets_of_the_site(day)
    assert run("rotate", "web").exit_code == 0
    second, believed = secrets_of_the_site(day)
    assert (believed, first != second) == (first, True)
    assert len(secrets_of_the_site(day + timedelta(days=29))) == 2
    assert secrets_of_the_site(day + timedelta(days=33)) == (second,)


def test_a_suspected_web_key_is_believed_no_longer(opened: Path) -> None:
    day = datetime.now(UTC).date()
    before = secrets_of_the_site(day)
    said = run("rotate", "web", "--suspected", "--lang", "en")
    assert "no longer" in said.output
    after = secrets_of_the_site(day)
    assert len(after) == 1
    assert not set(before) & set(after)


def test_another_signing_key(opened: Path) -> None:
    before = listed()["signing"]["fingerprint"]
    said = run("rotate", "signing", "--lang", "en")
    assert said.exit_code == 0
    after = str(listed()["signing"]["fingerprint"])
    assert before != after
    assert after in said.output
    assert key("signing").hex() not in said.output


def test_other_keys_cannot_be_replaced(opened: Path) -> None:
    assert run("rotate", "identity").exit_code == 2
