"""What is answered again is what would be answered anew: to whoever asks, whatever happened since."""

import gzip
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from creditdelta.accounts.reader import Held
from creditdelta.api import limits
from creditdelta.api_keys.tests.scenes import holder, issued
from creditdelta.archive.tests.visits import TODAY
from creditdelta.feed.tests.histories import history
from creditdelta.feed.tests.scenes import followed, on_day
from creditdelta.intake import services as intake
from creditdelta.project import hot_reads
from creditdelta.records.models import Statement
from creditdelta.rulebook.limits import limits_on
from creditdelta.subjects.models import Reference
from tests.doors.asking import ROOT, Program

OF_A_REQUEST = {"RateLimit", "RateLimit-Policy", "X-Trace-Id"}
FEWEST = 1  # statements of an answer that is given again: whether it is still true
STEPS = 14


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    hot_reads.forgotten()
    yield
    hot_reads.forgotten()


def told(answer: Any) -> tuple[int, dict[str, str], bytes]:
    """An answer without what belongs to one request."""
    body = answer.content
    if answer.get("Content-Encoding") == "gzip":
        body = gzip.decompress(body)
    own = OF_A_REQUEST | {"Content-Length"}
    return answer.status_code, {k: v for k, v in answer.items() if k not in own}, body


def statements(ask: Callable[[], Any]) -> tuple[Any, int]:
    with CaptureQueriesContext(connection) as captured:
        answer = ask()
    return answer, len(captured)


@pytest.mark.parametrize("address", ["", "/records", "/records?limit=1", "?as_of=2026-01-01"])
@pytest.mark.parametrize("headers", [{}, {"Accept-Language": "en"}, {"Accept-Encoding": "gzip"}])
def test_the_second_answer_is_the_first(
    client: Client, firm: str, address: str, headers: dict[str, str]
) -> None:
    place = f"{ROOT}/subjects/{firm}{address}"
    first, asked = statements(lambda: client.get(place, headers=headers))
    again, asked_again = statements(lambda: client.get(place, headers=headers))
    assert first.status_code == 200
    assert told(first) == told(again)
    assert asked_again == FEWEST < asked
    assert {"RateLimit", "X-Trace-Id", "Content-Security-Policy"} <= set(again.headers)
    assert first["X-Trace-Id"] != again["X-Trace-Id"]


def test_each_language_has_its_own(client: Client, firm: str) -> None:
    place = f"{ROOT}/subjects/{firm}"
    client.get(place)
    _, asked = statements(lambda: client.get(place, headers={"Accept-Language": "en"}))
    assert asked > FEWEST


def test_who_has_it_is_told_so(client: Client, firm: str) -> None:
    place = f"{ROOT}/subjects/{firm}"
    etag = client.get(place)["ETag"]
    hot = client.get(place, headers={"If-None-Match": etag})
    hot_reads.forgotten()
    anew = client.get(place, headers={"If-None-Match": etag})
    assert hot.status_code == anew.status_code == 304
    assert set(anew.headers) <= set(hot.headers)
    assert hot.content == b""


def test_each_answer_is_counted(client: Client, firm: str) -> None:
    def left() -> list[int]:
        said = client.get(f"{ROOT}/subjects/{firm}")["RateLimit"]
        return [int(one.partition("r=")[2].partition(";")[0]) for one in said.split(",")]

    found = [left() for _ in range(4)]
    steps = [[b - a for a, b in zip(*two, strict=True)] for two in pairwise(found)]
    assert steps == [[-1, -1]] * 3


def test_whoever_has_used_up_an_allowance_is_told_so(client: Client, firm: str) -> None:
    figures, place = limits_on(TODAY), f"{ROOT}/subjects/{firm}"
    for _ in range(min(figures.network_organisations, figures.network_requests)):
        assert client.get(place).status_code == 200
    refused = client.get(place)
    assert (refused.status_code, refused.json()["code"]) == (429, "CD-API-010")


def test_keys_are_asked_each_time(client: Client, firm: str) -> None:
    post = Held("credit_officer", "310000-credit", "310000", since=TODAY)
    key = issued(*holder("yun", post), TODAY, scopes=("screening.ask",))
    address = f"/subjects/{firm}"
    first, again = Program(client, key.text).get(address), Program(client, key.text).get(address)
    assert told(first) == told(again)
    assert again["RateLimit"] != first["RateLimit"]
    assert Program(client, "none").get(address).json()["code"] == "CD-API-002"


@pytest.mark.parametrize("seed", range(6))
def test_over_random_histories_it_is_what_would_be_told_anew(
    seed: int, ledger: Path, tmp_path: Path, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = {"on": False}
    monkeypatch.setattr(intake, "held_reason", lambda *_: "合成示例" if held["on"] else "")
    life = history(1_000 + seed, tmp_path, lambda on: held.update(on=on))
    hot = 0
    for _ in range(STEPS):
        life.step()
        if life.rng.random() < 0.6:
            followed()
        limits.forgotten()
        hot += compared(client, life.seen)
    assert hot or not Statement.objects.exists()


def compared(client: Client, seen: list[str]) -> int:
    """Ask about everybody twice, then anew; how many answers were kept ones."""
    found = 0
    for code in Reference.objects.filter(scheme="uscc").values_list("code", flat=True):
        place = f"{ROOT}/subjects/{code}"
        client.get(place)
        again, asked = statements(lambda place=place: client.get(place))  # type: ignore[misc]
        found += asked == FEWEST
        kept, hot_reads._SHELF.answers = (
            hot_reads._SHELF.answers.copy(),
            type(hot_reads._SHELF.answers)(),
        )
        anew = client.get(place)
        hot_reads._SHELF.answers = kept
        assert told(again) == told(anew), seen
    return found


def test_another_day_is_another_answer(client: Client, firm: str) -> None:
    place = f"{ROOT}/subjects/{firm}"
    first = client.get(place).json()
    on_day(TODAY.replace(year=TODAY.year + 1))
    later = client.get(place).json()
    assert (first["as_of"], later["as_of"]) == ("2026-03-31", "2027-03-31")
    assert len(later["adverse"]) < len(first["adverse"])
