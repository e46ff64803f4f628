"""`cdelta mirror`: a file that is as the site; what went wrong is said in words."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from creditdelta.cli import mirror as commands
from creditdelta.cli.main import main
from creditdelta.client.following import SNAPSHOT
from creditdelta.client.tests.sites import Site, line, page, says, served, snapshot


@pytest.fixture
def site() -> Iterator[Site]:
    told = snapshot(5, [line(3, "A"), line(5, "B", until="2020-01-01")])
    with served(Site({SNAPSHOT: told, "/api/v1/events?cursor=5": page(5, 5, [])})) as found:
        yield found


@pytest.fixture
def file(tmp_path: Path) -> str:
    return str(tmp_path / "mirror.sqlite3")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["mirror", *arguments])


def test_pull_digest_show(site: Site, file: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(commands.KEY, "a-key")
    first = json.loads(run("pull", file, "--address", site.address, "--json").stdout)
    assert first == {"organisations": 2, "anew": True, "through": 5, "proved": 0}
    assert site.heard[0][1]["Authorization"] == "Bearer a-key"
    assert "0 个主体，读到编号 5" in run("pull", file, "--lang", "zh").stdout
    told = json.loads(run("digest", file, "--json").stdout)
    assert (told["day"], told["count"], told["stale"]) == ("2026-04-01", 1, False)
    assert told["digest"] in run("digest", file).stdout
    assert "A-0\tpenalty/2018" in run("show", file, "9131a").stdout
    held = json.loads(run("show", file, "9131A", "--json").stdout)
    assert held["records"][0]["cells"] == {"名称": "A"}
    gone = run("show", file, "9131B", "--lang", "en")
    assert (gone.exit_code, gone.stdout) == (1, "")


def test_the_address_is_needed_once(file: str) -> None:
    assert run("pull", file).exit_code == 2


def test_what_the_site_refuses_is_said(site: Site, file: str) -> None:
    site.answers[SNAPSHOT] = says(
        {"code": "CD-API-001", "detail": "没有密钥", "suggestion": "签发一个"}, 401
    )
    told = run("pull", file, "--address", site.address)
    assert told.exit_code == 4
    assert "CD-API-001 没有密钥 签发一个" in told.stderr


def test_what_is_not_whole_is_said(site: Site, file: str) -> None:
    site.answers[SNAPSHOT] = site.answers[SNAPSHOT][:-1]
    told = run("pull", file, "--address", site.address, "--lang", "en")
    assert (told.exit_code, "not whole" in told.stderr) == (4, True)


def test_rules_that_ended(site: Site, file: str) -> None:
    site.answers[SNAPSHOT][0]["rules_until"] = "2026-03-01"
    site.answers["/api/v1/events?cursor=5"]["rules_until"] = "2026-03-01"
    run("pull", file, "--address", site.address)
    told = run("digest", file, "--lang", "en")
    assert (told.exit_code, "Other rules" in told.stderr) == (1, True)
