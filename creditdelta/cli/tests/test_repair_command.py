"""`cdelta repair`: applications handed in, one with its steps, what is late, figures of offices."""

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from creditdelta.cli.repair import command
from creditdelta.intake.tests.supplies import organisation
from creditdelta.journal import synthetic
from creditdelta.repair.tallying import kept
from creditdelta.repair.tests.scenes import OFFICE
from creditdelta.repair.tests.two_offices import WINDOW, at_two_offices

pytestmark = pytest.mark.usefixtures("ledger")
LATE, UNKNOWN = 1, 2


def run(*given: str) -> tuple[int, list[dict[str, object]]]:
    done = CliRunner().invoke(command, list(given))
    return done.exit_code, [json.loads(line) for line in done.stdout.splitlines()]


def test_applications_and_one_with_its_steps(tmp_path: Path) -> None:
    ids = at_two_offices(tmp_path)
    code, told = run("ls")
    assert code == 0
    filed = {id.hex() for name, id in ids.items() if name != "unfinished"}
    assert {one["case"] for one in told} == filed
    _, told = run("ls", "--office", OFFICE)
    states = {one["case"]: one["state"] for one in told}
    assert states == {ids["examined"].hex(): "accepted", ids["revoked"].hex(): "revoked"}
    code, (one, *steps) = run("show", ids["refused"].hex())
    assert (code, one["state"], one["code"]) == (0, "refused", organisation(1)[0])
    assert [(step["step"], step["on"]) for step in steps][-3:] == [
        ("repair.accepted", "2026-04-01"),
        ("repair.decided", "2026-04-01"),
        ("repair.confirmed", "2026-04-03"),
    ]


def test_what_is_late_and_the_figures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ids = at_two_offices(tmp_path)
    assert run("due") == (0, [])
    monkeypatch.setattr(synthetic, "business_day", lambda: date(2026, 4, 17))
    code, told = run("due")
    assert code == LATE
    assert [(one["case"], one["due"], one["working_days_late"]) for one in told] == [
        (ids["unread"].hex(), "2026-04-07", 8),
        (ids["examined"].hex(), "2026-04-16", 1),
    ]
    assert [one["case"] for one in run("due", "--office", WINDOW)[1]] == [ids["unread"].hex()]
    code, told = run("stats")
    assert (code, {one["office"]: one["late"] for one in told}) == (0, {WINDOW: 1, OFFICE: 1})
    assert kept() == []
    assert run("stats", "--keep")[1] == told
    assert {one.office for one in kept()} == {WINDOW, OFFICE}


@pytest.mark.parametrize("written", ["", "zz", "ab" * 16])
def test_what_is_no_application_is_said(written: str) -> None:
    assert run("show", written)[0] == UNKNOWN


@pytest.mark.parametrize("verb", ["ls", "due"])
def test_what_is_no_office_is_said(verb: str) -> None:
    assert run(verb, "--office", "nowhere")[0] == UNKNOWN
