"""`cdelta contribution show` adds up, in words and for machines."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from creditdelta.cli.main import main
from creditdelta.contributions.tests.reporting import BANK, reported

pytestmark = pytest.mark.usefixtures("ledger")


def test_the_account_of_a_bank(tmp_path: Path) -> None:
    reported(tmp_path, 20)
    said = CliRunner().invoke(main, ["contribution", "show", BANK, "--json"])
    told = json.loads(said.output)
    assert (told["verified"], told["steps"]) == (20, ["identity"])
    assert told["balance"] == told["earned"] - told["spent"] - told["expired"] == 2
    for lang, word in (("zh", "可用 2"), ("en", "left 2")):
        said = CliRunner().invoke(main, ["contribution", "show", BANK, "--lang", lang])
        assert word in said.output


@pytest.mark.parametrize("office", ["nobody", "310000-credit"])
def test_only_a_market_reporter_has_one(office: str) -> None:
    assert CliRunner().invoke(main, ["contribution", "show", office]).exit_code == 2
