"""Boards say what the archives say, of one moment, and are measured again when something happened."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from creditdelta.archive import boards
from creditdelta.archive.boards import (
    CITIES,
    FACTS,
    INDICATORS,
    board,
    due,
    measured_figures,
    refresh,
)
from creditdelta.archive.indicators import figures
from creditdelta.archive.models import Board
from creditdelta.archive.queries import archive
from creditdelta.facade.check import rulebook
from creditdelta.intake.services import Received, ingest
from creditdelta.intake.tests.supplies import organisation, penalties, registrations, written
from creditdelta.project.rebuild import compare
from creditdelta.records.publishing import Viewer
from creditdelta.world import codes

pytestmark = pytest.mark.usefixtures("ledger")
TODAY = date(2026, 4, 1)
SOLE_TRADER = codes.uscc("92", "330106", "MA0000002")


def take(path: Path) -> None:
    at = datetime(2026, 1, 1, tzinfo=UTC)
    assert ingest(Received(path, "310000", "clerk", TODAY, issued_at=at), rulebook()).rejected == 0


@pytest.fixture
def filled(ledger: Path, tmp_path: Path) -> None:
    """Six organisations of 浦东 with two penalties, one ended long ago, and a sole trader of 杭州."""
    take(registrations(tmp_path, 6, industry_code="F5211"))
    trader = {
        "uscc": SOLE_TRADER, "name": "杭州示例理发店", "status": "存续", "established_on": "2016-01-01",
        "industry_code": "O8040",
    }  # fmt: skip
    take(written(tmp_path / "trader.csv", "registration", [trader]))
    take(penalties(tmp_path, 2))
    take(
        penalties(
            tmp_path,
            1,
            "old.csv",
            CF_WSH="沪示罚〔2022〕1号",
            CF_JDRQ="2022-06-02",
            CF_YXQ="2023-06-02",
        )
    )


@pytest.mark.usefixtures("filled")
def test_records_are_counted_as_the_archives_show_them() -> None:
    refresh(TODAY)
    found = board(CITIES)
    assert found is not None
    shown: Counter[str] = Counter()
    for number in range(6):
        seen = archive(
            organisation(number)[0], today=TODAY, latest=None, viewer=Viewer(exact_code=False)
        )
        shown.update(one.kind for each in seen.sections for one in (*each.public, *each.market))
    assert found.body["cities"]["310000"]["records"] == shown == {"registration": 6, "penalty": 2}


@pytest.mark.usefixtures("filled")
def test_organisations_are_counted_by_city_life_kind_and_industry() -> None:
    refresh(TODAY)
    found = board(CITIES)
    assert found is not None
    shanghai, hangzhou = (found.body["cities"][code] for code in ("310000", "330100"))
    assert shanghai["lives"] == {"alive": 6}
    assert shanghai["industries"] == {"F": 6}
    assert (shanghai["kinds"], hangzhou["kinds"]) == ({"91": 6}, {"92": 1})
    assert "industries" not in hangzhou, "of sole traders only the number is given"
    assert "records" not in hangzhou, "what is about a sole trader is shown to whoever has its code"


@pytest.mark.usefixtures("filled")
def test_indicators_are_those_of_the_command() -> None:
    refresh(TODAY)
    found = board(INDICATORS)
    assert found is not None
    assert measured_figures(found) == figures(TODAY)


@pytest.mark.usefixtures("filled")
def test_examples_are_neither_sole_traders_nor_punished() -> None:
    refresh(TODAY)
    found = board(FACTS)
    assert found is not None
    offered = {code for _, code in found.body["examples"]}
    assert offered
    assert not offered & {SOLE_TRADER, organisation(0)[0], organisation(1)[0]}


def test_a_board_says_of_which_moment_it_is() -> None:
    assert board(FACTS) is None
    refresh(TODAY)
    found = board(FACTS)
    assert found is not None
    assert (found.event, found.day) == (0, TODAY)
    assert timedelta() <= datetime.now(UTC) - found.measured_at < timedelta(minutes=1)
    assert found.body == {"lives": {}, "sections": {}, "cities": 0, "examples": []}


def test_it_is_measured_again_when_something_happened_or_a_day_began(tmp_path: Path) -> None:
    assert due(TODAY)
    refresh(TODAY)
    assert not due(TODAY)
    take(registrations(tmp_path, 1))
    assert not due(TODAY), "not more often than its cost warrants"
    long_ago = datetime.now(UTC) - timedelta(hours=1)
    Board.objects.update(measured_at=long_ago)
    assert due(TODAY)
    refresh(TODAY)
    Board.objects.update(measured_at=long_ago)
    assert not due(TODAY)
    assert due(TODAY + timedelta(days=1))


def test_a_board_of_another_form_is_as_good_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    refresh(TODAY)
    monkeypatch.setattr(boards, "FORM", boards.FORM + 1)
    assert board(FACTS) is None
    assert due(TODAY)


@pytest.mark.usefixtures("filled")
def test_boards_are_no_part_of_what_a_rebuild_compares() -> None:
    refresh(TODAY)
    assert compare().equal
