"""Doors to repair: the rules of a day with their grounds, and the figures of offices; no key is needed."""

from datetime import date
from pathlib import Path

import pytest
from django.test import Client

from creditdelta.repair import tallying
from creditdelta.repair.tests.scenes import OFFICE
from creditdelta.repair.tests.two_offices import WINDOW, at_two_offices
from tests.doors.asking import ROOT

pytestmark = pytest.mark.usefixtures("ledger")


def told(address: str) -> dict[str, object]:
    answer = Client().get(f"{ROOT}/repair/{address}")
    assert answer.status_code == 200, answer.content
    return dict(answer.json())


@pytest.mark.parametrize(
    ("day", "regime", "decides", "papers", "extends"),
    [
        ("2022-04-01", "before_2023", "site", 5, False),
        ("2026-03-31", "order_58", "site", 5, False),
        ("2026-04-01", "order_36", "recogniser", 2, True),
    ],
)
def test_the_rules_of_a_day(
    day: str, regime: str, decides: str, papers: int, *, extends: bool
) -> None:
    found = told(f"rules?on={day}")
    law, clocks = found["regime"], {one["step"]: one for one in found["clocks"]}
    assert (law["id"], law["decides_record"], len(law["papers"])) == (regime, decides, papers)
    assert ("extend" in clocks) == extends
    assert (clocks["decide"]["basis"]["kind"], clocks["decide"]["basis"]["confidence"]) == (
        "default",
        "U",
    )
    assert {one["rule"] for one in found["periods"]} >= {"penalty"}
    assert all(one["basis"]["title"] for one in (law, *found["ways"], *found["periods"]))


def test_before_the_first_rule_there_is_none() -> None:
    answer = Client().get(f"{ROOT}/repair/rules?on=2017-01-01")
    assert (answer.status_code, answer.json()["code"]) == (422, "CD-API-100")


def test_the_figures_of_offices(tmp_path: Path) -> None:
    at_two_offices(tmp_path)
    assert told("statistics") == {"counted_on": None, "offices": []}
    tallying.keep(date(2026, 4, 16))
    found = told("statistics")
    assert found["counted_on"] == "2026-04-16"
    figures = {one["office"]: (one["filed"], one["late"], one["days"]) for one in found["offices"]}
    assert figures == {WINDOW: (4, 1, 5), OFFICE: (2, 0, 7)}
