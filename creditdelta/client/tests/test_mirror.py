"""A mirror is as the site, whatever breaks on the way: connections, this process, the chain of pages."""

import sqlite3
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from creditdelta.client.calling import Unreachable
from creditdelta.client.following import CHECKPOINT, SNAPSHOT, pull
from creditdelta.client.lines import digest, kept
from creditdelta.client.mirror import Gap, Mirror
from creditdelta.client.tests.sites import DAY, Site, breaks_off, line, page, says, served, snapshot

TODAY = date(2026, 4, 1)
FIRST = [line(3, "a"), line(3, "b"), line(5, "c", until="2026-04-10")]


@pytest.fixture
def site() -> Iterator[Site]:
    answers = {SNAPSHOT: snapshot(5, FIRST), "/api/v1/events?cursor=5": page(5, 5, [])}
    with served(Site(answers)) as found:
        yield found


@pytest.fixture
def mirror(tmp_path: Path) -> Iterator[Mirror]:
    found = Mirror(tmp_path / "mirror.sqlite3")
    yield found
    found.close()


def same(mirror: Mirror, lines: list[dict[str, Any]], day: str = DAY) -> bool:
    told = digest(kept(one, day) for one in sorted(lines, key=lambda one: str(one["id"])))
    return mirror.digest(date.fromisoformat(day)) == told


def test_everything_then_what_changes(site: Site, mirror: Mirror) -> None:
    first = pull(site.client(), mirror, today=TODAY)
    assert (first.anew, first.organisations, first.through) == (True, 3, 5)
    assert same(mirror, FIRST)
    site.answers |= {
        "/api/v1/events?cursor=5": page(5, 7, [line(7, "a", records=2), line(7, "d")], more=True),
        "/api/v1/events?cursor=7": page(7, 8, [line(8, "b", records=0)]),
    }
    second = pull(site.client(), mirror, today=TODAY)
    assert (second.anew, second.organisations, second.through) == (False, 3, 8)
    assert same(mirror, [line(7, "a", records=2), FIRST[2], line(7, "d")])
    assert mirror.show("9131b", TODAY) is None
    held = mirror.show("9131a", TODAY)
    assert held is not None
    assert len(held.records) == 2


def test_what_ran_out_is_not_given_out_though_nobody_said_so(site: Site, mirror: Mirror) -> None:
    pull(site.client(), mirror, today=TODAY)
    assert mirror.show("9131c", date(2026, 4, 10)) is not None
    assert mirror.show("9131c", date(2026, 4, 11)) is None
    assert same(mirror, FIRST[:2], "2026-04-11")
    site.answers["/api/v1/events?cursor=5"] = page(5, 6, [], day="2026-04-11")
    pull(site.client(), mirror, today=date(2026, 4, 11))
    assert mirror.count() == 2


def test_a_day_on_which_the_rules_change(site: Site, mirror: Mirror) -> None:
    site.answers[SNAPSHOT] = snapshot(5, FIRST, rules_until="2026-04-30")
    site.answers["/api/v1/events?cursor=5"]["rules_until"] = "2026-04-30"
    pull(site.client(), mirror, today=TODAY)
    assert not mirror.stale(date(2026, 4, 30))
    assert mirror.stale(date(2026, 5, 1))
    assert pull(site.client(), mirror, today=date(2026, 5, 1)).anew


@pytest.mark.parametrize("status", [410, 416])
def test_who_cannot_go_on_takes_everything_anew(site: Site, mirror: Mirror, status: int) -> None:
    pull(site.client(), mirror, today=TODAY)
    site.answers["/api/v1/events?cursor=5"] = says({"code": "CD-API-060"}, status)
    site.answers[SNAPSHOT] = snapshot(9, FIRST[1:])
    site.answers["/api/v1/events?cursor=9"] = page(9, 9, [])
    found = pull(site.client(), mirror, today=TODAY)
    assert (found.anew, found.through) == (True, 9)
    assert same(mirror, FIRST[1:])


def test_everything_that_breaks_off_leaves_what_was_there(site: Site, mirror: Mirror) -> None:
    pull(site.client(), mirror, today=TODAY)
    mirror.remember(next="")
    site.answers[SNAPSHOT] = breaks_off(snapshot(9, FIRST[1:]), 300)
    with pytest.raises((Unreachable, Gap)):
        pull(site.client(), mirror, today=TODAY)
    assert same(mirror, FIRST)
    site.answers[SNAPSHOT] = snapshot(9, FIRST)[:-1]
    with pytest.raises(Gap, match="broken off"):
        pull(site.client(), mirror, today=TODAY)
    whole = snapshot(9, FIRST)
    site.answers[SNAPSHOT] = [whole[0], *whole[2:]]
    with pytest.raises(Gap, match="digest"):
        pull(site.client(), mirror, today=TODAY)
    assert same(mirror, FIRST)


def test_a_page_that_does_not_follow_is_refused(site: Site, mirror: Mirror) -> None:
    pull(site.client(), mirror, today=TODAY)
    site.answers["/api/v1/events?cursor=5"] = page(6, 7, [line(7, "d")])
    with pytest.raises(Gap):
        pull(site.client(), mirror, today=TODAY)
    assert same(mirror, FIRST)


def test_a_page_twice_and_a_page_late(site: Site, mirror: Mirror) -> None:
    pull(site.client(), mirror, today=TODAY)
    twice = page(5, 7, [line(7, "a", records=2)])
    mirror.apply(twice, today=TODAY)
    mirror.remember(through="5")
    mirror.apply(twice, today=TODAY)
    mirror.remember(through="5")
    mirror.apply(page(5, 7, [line(6, "a")]), today=TODAY)
    assert same(mirror, [line(7, "a", records=2), *FIRST[1:]])


def test_killed_in_the_middle_of_a_page(site: Site, mirror: Mirror, tmp_path: Path) -> None:
    pull(site.client(), mirror, today=TODAY)
    before = (mirror.digest(TODAY), mirror.value("next"))
    broken = page(5, 7, [line(7, "a", records=2), {"number": 7, "id": "b"}])
    with pytest.raises(KeyError):
        mirror.apply(broken, today=TODAY)
    other = Mirror(tmp_path / "mirror.sqlite3")
    assert (other.digest(TODAY), other.value("next")) == before
    other.close()


def test_one_number_has_one_leaf(site: Site, mirror: Mirror) -> None:
    lying = [FIRST[0], FIRST[1] | {"leaf": "f" * 64}, FIRST[2]]
    site.answers[SNAPSHOT] = snapshot(5, lying)
    pull(site.client(), mirror, today=TODAY)
    with pytest.raises(Gap, match="two leaves"):
        mirror.numbers(-1, 9, 10)


def test_the_file_is_readable_by_others_while_it_is_written(
    site: Site, mirror: Mirror, tmp_path: Path
) -> None:
    pull(site.client(), mirror, today=TODAY)
    beside = sqlite3.connect(tmp_path / "mirror.sqlite3")
    assert beside.execute("SELECT count(*) FROM organisation").fetchone() == (3,)
    beside.close()
    assert site.heard[-1][0] == CHECKPOINT
