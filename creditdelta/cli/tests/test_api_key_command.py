"""`cdelta api-key`: issued once, listed without its secret, revoked by its number."""

import json

import pytest
from click.testing import CliRunner, Result

from creditdelta.api_keys.key_text import read
from creditdelta.api_keys.queries import reader_of_key
from creditdelta.api_keys.tests.scenes import holder
from creditdelta.cli.main import main
from creditdelta.journal.synthetic import business_day

pytestmark = pytest.mark.usefixtures("ledger")


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["api-key", *words])


def test_issue_list_revoke() -> None:
    _, post = holder()
    usual = (
        "issue",
        "yun",
        "--post",
        post.hex(),
        "--label",
        "报送服务器",
        "--scope",
        "upload.send",
    )
    told = run(*usual, "--days", "30")
    assert told.exit_code == 0
    text, number = told.stdout.strip(), read(told.stdout.strip()).id.hex()
    assert reader_of_key(text, business_day()).scopes == {"upload.send"}
    assert text not in told.stderr
    listed = json.loads(run("list", "--json").output)
    assert (listed["id"], listed["login"], listed["state"]) == (number, "yun", "works")
    assert listed["last_used_on"] == business_day().isoformat()
    assert "报送服务器" in run("list").output
    assert text not in run("list").output
    assert run("revoke", number, "--ground", "leaked").exit_code == 0
    assert reader_of_key(text, business_day()) is None
    assert json.loads(run("list", "--json").output)["state"] == "ended"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("issue", "nobody", "--post", "00", "--label", "x"), "there is no account"),
        (("issue", "yun", "--post", "zz", "--label", "x"), "no such post"),
        (("revoke", "0000000000000000"), "no such key"),
        (("revoke", "no key"), "no such key"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said(words: tuple[str, ...], said: str) -> None:
    holder()
    answer = run(*words, "--lang", "en")
    assert answer.exit_code == 1
    assert said in answer.output
