"""Threat T10: whoever wants everybody, one after the other, is told of as many as the allowance says.

The lawful way to everything is the snapshot and the feed; benchmarks/bench_feed.py shows that it is quick.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from creditdelta.accounts.reader import Held
from creditdelta.api import limits
from creditdelta.api_keys.tests.scenes import holder, issued
from creditdelta.archive.tests.visits import TODAY, on_the_day, take
from creditdelta.feed.tests.scenes import followed
from creditdelta.intake.tests.supplies import organisation, penalties, registrations
from creditdelta.project.followers import run_followers
from creditdelta.rulebook.limits import limits_on
from tests.doors.asking import Program

FIRMS, MOST, REQUESTS = 30, 12, 400
HOUR = 3_600
CODES = sorted(organisation(number)[0] for number in range(FIRMS))


@dataclass
class Scraper:
    """Asks with the keys of one account in turn, and notes of whom it was told anything."""

    programs: list[Program]
    told: set[str] = field(default_factory=set)
    refused: int = 0
    asked: int = 0

    def get(self, address: str, **headers: str) -> Any:
        """An answer; None where it was refused for the allowance, as nothing else may refuse it."""
        self.asked += 1
        answer = self.programs[self.asked % len(self.programs)].get(address, **headers)
        if answer.status_code == 429:
            assert answer.json()["code"] == "CD-API-010"
            assert int(answer["Retry-After"]) > 0
            self.refused += 1
            return None
        assert answer.status_code in (200, 304), answer.content
        return answer


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """Time stands still until it is moved."""
    now = SimpleNamespace(at=float(HOUR * 500_000))
    monkeypatch.setattr(limits, "time", SimpleNamespace(time=lambda: now.at))
    return now


@pytest.fixture
def scraper(
    ledger: Path, tmp_path: Path, clock: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> Scraper:
    on_the_day()
    take(registrations(tmp_path, FIRMS))
    take(penalties(tmp_path, FIRMS))
    followed()
    run_followers()
    few = replace(limits_on(TODAY), key_organisations=MOST, key_requests=REQUESTS)
    monkeypatch.setattr(limits, "limits_on", lambda _: few)
    post = Held("credit_officer", "310000-credit", "310000", since=TODAY)
    account, held = holder("yun", post)
    keys = [issued(account, held, TODAY, scopes=("screening.ask",)).text for _ in range(2)]
    return Scraper([Program(Client(), key) for key in keys])


def by_codes(one: Scraper) -> None:
    for code in CODES:
        if (answer := one.get(f"/subjects/{code}")) is not None:
            one.told.add(answer.json()["code"])


def by_records(one: Scraper) -> None:
    for code in CODES:
        if (answer := one.get(f"/subjects/{code}/records")) is not None:
            one.told |= {record["subject"] for record in answer.json()["records"]}


def backwards_and_again(one: Scraper) -> None:
    """What is asked twice is counted twice, though it is answered from memory."""
    for code in reversed(CODES):
        for _ in range(2):
            if (answer := one.get(f"/subjects/{code}")) is not None:
                one.told.add(answer.json()["code"])


def by_versions(one: Scraper) -> None:
    """That nothing has changed is told of an organisation too."""
    for code in CODES:
        if (answer := one.get(f"/subjects/{code}")) is not None:
            one.told.add(code)
            one.get(f"/subjects/{code}", If_None_Match=answer["ETag"])


def by_search(one: Scraper) -> None:
    for typed in ("上海示例", "商贸有限公司", *CODES):
        address: str | None = f"/search?q={typed}"
        while address:
            answer = one.get(address.removeprefix("/api/v1"))
            if answer is None:
                break
            one.told |= {hit["code"] for hit in answer.json()["hits"]}
            address = answer.json()["next"]


WAYS: tuple[Callable[[Scraper], None], ...] = (
    by_codes, by_records, backwards_and_again, by_versions, by_search,
)  # fmt: skip


@pytest.mark.parametrize("first", range(len(WAYS)))
def test_no_way_leads_to_more_than_the_allowance(
    scraper: Scraper, clock: SimpleNamespace, first: int
) -> None:
    for way in (*WAYS[first:], *WAYS[:first]):
        way(scraper)
    assert scraper.refused
    assert 0 < len(scraper.told) <= MOST
    clock.at += HOUR
    before = set(scraper.told)
    for way in (*WAYS[first:], *WAYS[:first]):
        way(scraper)
    assert len(scraper.told - before) <= MOST


def test_an_export_costs_what_its_pages_would(
    scraper: Scraper, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Everything at once, as often as requests are left for it."""
    monkeypatch.setattr("creditdelta.feed.api.MOST", 1)  # of a page
    taken = list(_exports(scraper))
    assert len(taken) == REQUESTS // (1 + FIRMS)
    assert {line.count(b"\n") for line in taken} == {FIRMS + 2}


def _exports(scraper: Scraper) -> Iterator[bytes]:
    while (answer := scraper.get("/snapshot")) is not None:
        yield answer.getvalue()


def test_a_lawful_follower_is_told_of_everybody(scraper: Scraper) -> None:
    told: set[str] = set()
    page = scraper.get("/events?after=0&limit=7").json()
    told |= {item["subject"] for item in page["items"]}
    while page["more"]:
        page = scraper.get(page["next"].removeprefix("/api/v1")).json()
        told |= {item["subject"] for item in page["items"]}
    assert told == set(CODES)
    assert scraper.refused == 0
