"""How long documents carry a decision: every manner of ending, against a walk from day to day."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from creditdelta.lists.tests.laws import ABOUT, LAWS, carries, written
from creditdelta.rulebook.calendars import calendar
from creditdelta.rulebook.transitions import Decided, last_day

UNTIL = date(2027, 12, 31)
DECIDED = (date(2026, 2, 1), date(2026, 6, 30), date(2026, 7, 1), date(2027, 4, 1))
ASKED = [date(2026, 1, 15) + timedelta(days=days) for days in range(0, 800, 7)] + [
    date(2026, 6, 30), date(2026, 7, 1), date(2026, 8, 30), date(2026, 8, 31), date(2026, 9, 30),
    date(2026, 10, 1), date(2027, 3, 31), date(2027, 4, 1),
]  # fmt: skip


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("laws") / "rulebook")


@pytest.mark.parametrize("adverse", [True, False], ids=["adverse", "good"])
@pytest.mark.parametrize("id", sorted(LAWS))
def test_as_walked_from_day_to_day(id: str, adverse: bool, root: Path) -> None:
    for on in DECIDED:
        last = last_day(id, ABOUT, Decided(on, UNTIL, adverse), calendar(), root)
        for day in (day for day in ASKED if on <= day <= UNTIL):
            assert (last is not None and day <= last) == carries(id, on, day, adverse=adverse), (
                on,
                day,
                last,
            )


def test_what_the_documents_do() -> None:
    """The second opinion itself, where the answer is plain."""
    on = date(2026, 2, 1)
    assert carries("law-a", on, UNTIL)
    assert not carries("memo-none", on, on)
    assert carries("memo-none", on, UNTIL, adverse=False)
    assert carries("memo-two", on, UNTIL)
    assert not carries("memo-rests", on, date(2026, 7, 1))
    assert carries("memo-short", on, date(2026, 9, 30))
    assert not carries("memo-short", on, date(2026, 10, 1))
    assert not carries("rule-astray", on, date(2026, 7, 1))


@pytest.mark.parametrize("adverse", [True, False], ids=["adverse", "good"])
@pytest.mark.parametrize("id", sorted(LAWS))
def test_nothing_is_carried_where_a_document_does_not_hold(
    id: str, adverse: bool, root: Path
) -> None:
    for on in DECIDED:
        anywhere = last_day(id, ABOUT, Decided(on, UNTIL, adverse), calendar(), root)
        for at in ("310000", "310114"):
            here = Decided(on, UNTIL, adverse, at)
            assert last_day(id, ABOUT, here, calendar(), root) == anywhere
        for at in ("320583", "320500", "320000", "100000"):
            elsewhere = Decided(on, UNTIL, adverse, at)
            assert last_day(id, ABOUT, elsewhere, calendar(), root) is None


@pytest.mark.parametrize("adverse", [True, False], ids=["adverse", "good"])
def test_a_successor_of_less_land_carries_on_there_only(tmp_path: Path, adverse: bool) -> None:
    root = written(tmp_path / "rulebook")
    path = root / "instruments" / "rule-next.toml"
    path.write_text(path.read_text("utf-8").replace('["310000"]', '["310114"]'), "utf-8")
    told = {
        at: last_day(
            "rule-convert", ABOUT, Decided(DECIDED[0], UNTIL, adverse, at), calendar(), root
        )
        for at in ("310114", "310115", "310000")
    }
    assert told == {
        "310114": date(2027, 3, 31), "310115": date(2026, 6, 30), "310000": date(2026, 6, 30),
    }  # fmt: skip


def test_invented_documents_carry_only_where_inventions_are_allowed() -> None:
    for adverse in (True, False):
        decided = Decided(date(2026, 2, 1), UNTIL, adverse)
        id = "demo-environment#9"
        assert last_day(id, ABOUT, decided, calendar()) is None
        assert last_day(id, ABOUT, decided, calendar(), allow_fictional=True) == UNTIL
        assert (
            last_day("demo-environment#8", ABOUT, decided, calendar(), allow_fictional=True) is None
        )
