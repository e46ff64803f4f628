"""The clause map tells the truth: every clause has a home, and what it calls built is there."""

import re
import shlex
from pathlib import Path

import click
import pytest
from django.urls import is_valid_path

from creditdelta.cli.main import main
from creditdelta.rulebook import map_page
from creditdelta.rulebook.clauses import Clause, clauses

# Packages that a clause may live in, built or planned: the whole house has no other rooms.
ROOMS = re.compile(
    "creditdelta/(kernel|rulebook|pipeline|facade|cli|demo|world|journal|accounts|consent|exchange"
    "|subjects|records|notices|intake|search|lists|graph|jointactions|evaluation|risk|repair|objections|benefits"
    "|certificates|industry|lookups|representation|archive|opendata|plan|cities|handbook|project|quality"
    "|contributions|uploads|questions|inbox|api|api_keys|screening|webhooks|feed|client|lists)(/|$)"
)


def missing(row: Clause, root: Path) -> list[str]:
    """What a built or partly built clause names and the repository does not have."""
    places = [*row.home, *row.rulebook, *row.tests]
    gone = [place for place in places if not list(root.glob(place))]
    return gone + [page for page in row.pages if not (is_command(page) or is_page(page))]


def is_page(page: str) -> bool:
    """Whether the site has a page at an address such as /standards/ or /subject/<code>/."""
    return page.startswith("/") and is_valid_path(re.sub("<[a-z]+>", "x", page))


def is_command(page: str) -> bool:
    """Whether `cdelta noun verb` exists."""
    name, *words = shlex.split(page)
    command: click.Command | None = main if name == "cdelta" else None
    for word in words:
        if not isinstance(command, click.Group):
            return False
        command = command.get_command(click.Context(command), word)
    return command is not None


def test_every_clause_stands_once_and_in_order() -> None:
    assert [row.id for row in clauses()] == [f"S{number}" for number in range(1, 80)]


@pytest.mark.parametrize("row", clauses(), ids=lambda row: row.id)
def test_the_phrase_stands_in_the_plan_where_the_map_says(row: Clause, root: Path) -> None:
    plan = (root / "seed" / "action-plan.md").read_text(encoding="utf-8").splitlines()
    for part in row.phrase.split("…"):
        assert part in plan[row.paragraph - 1]


@pytest.mark.parametrize("row", clauses(), ids=lambda row: row.id)
def test_every_clause_has_a_home(row: Clause, root: Path) -> None:
    assert row.home
    assert row.pages
    assert len(row.words) > 1
    homes = [place for place in (*row.home, *row.planned) if place.startswith("creditdelta/")]
    assert [place for place in homes if not ROOMS.match(place)] == []
    if row.state == "planned":
        assert not row.tests
        assert not row.planned
    else:
        assert missing(row, root) == []
        assert row.tests, "what is built is tested"
        assert (row.state == "part") == bool(row.planned)


def test_a_wrong_place_would_be_seen(root: Path) -> None:
    row = Clause(
        id="S0",
        section="",
        paragraph=1,
        phrase="",
        capability="",
        kind="core",
        state="built",
        home=("creditdelta/kernel", "creditdelta/nowhere"),
        rulebook=("rulebook/records/*.toml",),
        pages=("cdelta where", "cdelta fly", "/flight/"),
        tests=("tests/gates/test_nothing.py",),
        words=("飞",),
    )
    assert missing(row, root) == [
        "creditdelta/nowhere",
        "tests/gates/test_nothing.py",
        "cdelta fly",
        "/flight/",
    ]


def test_the_map_page_is_current() -> None:
    assert map_page.PAGE.read_text(encoding="utf-8") == map_page.page(), "run `make map`"
