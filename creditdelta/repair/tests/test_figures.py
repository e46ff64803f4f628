"""Figures of offices, held to a count by hand; they name offices and nobody else."""

from dataclasses import astuple
from datetime import date, timedelta
from pathlib import Path
from runpy import run_module

import pytest
from django.test import Client

from creditdelta.intake.tests.supplies import organisation
from creditdelta.repair import tallying
from creditdelta.repair.models import Tally
from creditdelta.repair.queries import case
from creditdelta.repair.rules import due_of
from creditdelta.repair.tests.scenes import OFFICE
from creditdelta.repair.tests.two_offices import NAMES, WINDOW, at_two_offices

pytestmark = pytest.mark.usefixtures("ledger")
DAY = date(2026, 4, 16)
PAGE = "/repair/statistics/"


def told() -> dict[str, tuple[object, ...]]:
    return {one.office: astuple(one)[2:] for one in tallying.kept()}


def test_the_figures_are_those_counted_by_hand(tmp_path: Path) -> None:
    Tally.objects.create(
        office="310000-market", counted_on=DAY, filed=9, accepted=9, granted=9, refused=0, withdrawn=0,
        revoked=0, waiting=0, late=0, days=None,
    )  # fmt: skip
    at_two_offices(tmp_path)
    assert tallying.keep(DAY) == 2  # and what was kept before is gone
    # filed, accepted, granted, refused, withdrawn, revoked, waiting, late, days
    assert told() == {
        # 4 April to 6 April are off: repaired after 5 working days, refused after 2
        WINDOW: (4, 2, 1, 1, 1, 0, 1, 1, 5),
        # handed in on the 1st, again on the 9th, repaired on the 13th: 7 working days
        OFFICE: (2, 2, 1, 0, 0, 1, 1, 0, 7),
    }
    assert {row.counted_on for row in Tally.objects.all()} == {DAY}
    for one in tallying.counted(DAY):
        assert one.filed == one.granted + one.refused + one.withdrawn + one.waiting


def test_they_are_counted_where_boards_are_measured(tmp_path: Path) -> None:
    at_two_offices(tmp_path)
    run_module("creditdelta.project.measure", run_name="__main__")
    assert set(told()) == {WINDOW, OFFICE}


def test_late_is_what_the_office_ought_to_have_done(tmp_path: Path) -> None:
    ids = at_two_offices(tmp_path)
    last = {"unread": date(2026, 4, 7), "examined": date(2026, 4, 16)}
    for name, id in ids.items():
        one = case(id)
        assert one is not None
        assert due_of(one) == last.get(name), name
    examined = case(ids["examined"])
    assert examined is not None
    assert not tallying.is_late(examined, DAY)
    assert tallying.is_late(examined, DAY + timedelta(days=1))
    tallying.keep(DAY + timedelta(days=1))
    assert told()[OFFICE][-2] == 1


def test_everybody_reads_the_figures_and_nobody_but_offices_is_in_them(tmp_path: Path) -> None:
    at_two_offices(tmp_path)
    for prefix, words in (("", "还没有可以统计的申请"), ("/en", "There is nothing to count yet")):
        assert words in Client().get(prefix + PAGE).content.decode()
    tallying.keep(DAY)
    for prefix, words in (("", "统计到"), ("/en", "As of")):
        page = Client().get(prefix + PAGE)
        assert page.status_code == 200
        said = page.content.decode()
        assert words in said
        assert "2026-04-16" in said
        for number in range(len(NAMES)):
            assert not any(text in said for text in organisation(number))
    rows = Client().get(f"/en{PAGE}?format=csv").content.decode("utf-8-sig").splitlines()
    assert rows[0].startswith("office,handed in,accepted,repaired,refused,withdrawn,revoked later")
    assert [row.rsplit(",", 10)[1:] for row in rows[1:]] == [
        ["4", "2", "1", "1", "1", "0", "1", "1", "5", WINDOW],
        ["2", "2", "1", "0", "0", "1", "1", "0", "7", OFFICE],
    ]
