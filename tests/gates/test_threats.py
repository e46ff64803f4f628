"""Every threat has a control, a place and tests that exist; the map of ASVS names tests that exist."""

import ast
import re
from pathlib import Path

from creditdelta.rulebook import threats_page
from creditdelta.rulebook.asvs import coverage, requirements
from creditdelta.rulebook.threats import threats
from tests.gates.named_tests import missing

THREATS, LEVEL_1, LEVEL_2 = 24, 70, 183
LEAST_SHARE = 0.5
NUMBER = re.compile(r"\bissue\b|#\d")


def test_every_threat_stands_once_and_in_order() -> None:
    assert [row.id for row in threats()] == [f"T{n}" for n in range(1, THREATS + 1)]


def test_every_threat_has_a_control_and_tests_that_exist(modules: dict[str, ast.Module]) -> None:
    assert [row.id for row in threats() if not (row.control and row.default and row.tests)] == []
    assert missing((test for row in threats() for test in row.tests), modules) == []


def test_every_place_exists(root: Path) -> None:
    places = {place for row in threats() for place in row.where}
    assert [place for place in places if not (root / place).exists()] == []


def test_what_comes_later_is_named_by_what_it_is() -> None:
    assert [row.id for row in threats() if NUMBER.search(row.later)] == []
    assert [row.id for row in requirements() if NUMBER.search(row.reason)] == []


def test_the_page_of_threats_is_current() -> None:
    page = threats_page.PAGE.read_text(encoding="utf-8")
    assert page == threats_page.page(), "run `make map`"


def test_every_requirement_of_levels_1_and_2_stands_once_and_in_order() -> None:
    rows = requirements()
    assert [sum(row.level == level for row in rows) for level in (1, 2)] == [LEVEL_1, LEVEL_2]
    places = [tuple(map(int, row.id.removeprefix("v5.0.0-").split("."))) for row in rows]
    assert places == sorted(set(places))
    assert len({(place[0], row.chapter) for place, row in zip(places, rows, strict=True)}) == 17


def test_every_test_named_for_a_requirement_exists(modules: dict[str, ast.Module]) -> None:
    assert missing((test for row in requirements() for test in row.tests), modules) == []


def test_half_of_what_applies_is_proved() -> None:
    assert coverage(requirements()).share >= LEAST_SHARE


def test_a_missing_test_would_be_seen(modules: dict[str, ast.Module]) -> None:
    here = "tests/gates/test_threats.py"
    named = [
        f"{here}::test_every_place_exists",
        f"{here}::test_none",
        "tests/none.py::test_a",
        here,
    ]
    assert missing(named, modules) == sorted(named[1:])
