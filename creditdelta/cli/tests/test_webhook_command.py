"""`cdelta webhook`: what was registered is listed, what is due is sent."""

import json
from pathlib import Path

from click.testing import CliRunner, Result

from creditdelta.archive.tests.visits import take
from creditdelta.cli.main import main
from creditdelta.feed.queries import head
from creditdelta.feed.tests.scenes import followed
from creditdelta.intake.tests.supplies import registrations
from creditdelta.journal.synthetic import mark
from creditdelta.webhooks.tests.receiver import DAY, receiving, registered


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["webhook", *words])


def test_list_and_send(ledger: Path, tmp_path: Path) -> None:
    mark("合成数据", DAY)
    take(registrations(tmp_path, 2))
    followed()
    with receiving() as got:
        made = registered(got.address)
        listed = json.loads(run("list", "--json").output)
        assert (listed["id"], listed["state"], listed["told_through"]) == (made.id.hex(), "new", -1)
        assert json.loads(run("send", "--json").output) == {"outcome": "delivered"}
        assert run("send").output == ""
        assert got.address in run("list").output
        assert "works" in run("list").output
        data = json.loads(got.requests[0][1])["data"]
    assert data == {"through": head(), "items": 2}
