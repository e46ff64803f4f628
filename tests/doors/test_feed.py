"""The feed over its doors: pages chain, refusals lead on, a mirror is as the site, proofs hold.

Clause  S30.
"""

import gzip
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client as Browser

from creditdelta.api import limits
from creditdelta.api_keys.tests.scenes import holder, issued
from creditdelta.archive.tests.visits import TODAY
from creditdelta.client import following
from creditdelta.client.calling import Client, Refused
from creditdelta.client.mirror import Mirror
from creditdelta.client.proving import Untrue
from creditdelta.feed.tests.scenes import OFFICER, followed, full, on_day
from creditdelta.intake.tests.supplies import organisation
from creditdelta.journal.services import checkpoint
from creditdelta.records import services as decisions
from creditdelta.records.models import Statement

EVENTS, SNAPSHOT = "/api/v1/events", "/api/v1/snapshot"
ACT = decisions.Act("沪示撤〔2026〕1号", "0" * 64)


@pytest.fixture(autouse=True)
def told(firm: str) -> None:
    """Something is told of some organisations."""


@pytest.fixture
def mirror(tmp_path: Path) -> Iterator[Mirror]:
    found = Mirror(tmp_path / "mirror.sqlite3")
    yield found
    found.close()


@pytest.fixture
def key() -> str:
    """A key of an officer, as a lawful follower has one."""
    return issued(*holder(), day=TODAY).text


@pytest.fixture
def site(live_server: Any) -> Client:
    return Client(live_server.url, tries=2)


def withdrawn(number: int = 0) -> bytes:
    """A penalty that is closed; its organisation."""
    told = Statement.objects.filter(standard__startswith="penalty").order_by("place")[number]
    target = decisions.Target(bytes(told.ref), bytes(told.document))
    decisions.withdraw(target, "原决定被撤销", ACT, TODAY, OFFICER, today=TODAY)
    followed()
    return target.ref


def pulled(site: Client, mirror: Mirror, day: date = TODAY) -> following.Pulled:
    return following.pull(site, mirror, today=day)


def test_the_feed_tells_what_an_archive_tells(client: Browser, firm: str) -> None:
    (line,) = [one for one in client.get(EVENTS).json()["items"] if one["subject"] == firm]
    listed = client.get(f"/api/v1/subjects/{firm}/records").json()["records"]
    assert {one["id"]: one["cells"] for one in line["records"]} == {
        one["id"]: one["cells"] for one in listed
    }
    assert {one["id"]: one["public_until"] for one in line["records"]} == {
        one["id"]: one["clock"]["public_until"] for one in listed
    }


def test_pages_chain(client: Browser) -> None:
    address, seen, through = f"{EVENTS}?after=0&limit=1", [], 0
    while True:
        page = client.get(address).json()
        assert page["after"] == through
        seen += [one["subject"] for one in page["items"]]
        through, address = page["through"], page["next"]
        if not page["more"]:
            break
    assert sorted(seen) == sorted(organisation(n)[0] for n in range(3))
    assert through == page["head"]
    assert client.get(address).json()["items"] == []


@pytest.mark.parametrize(
    ("asked", "status", "code"),
    [
        ("?after=99999", 416, "CD-API-060"),
        ("?after=-1", 422, "CD-API-009"),
        ("?after=99999999999999999999", 422, "CD-API-009"),
        ("?cursor=x", 400, "CD-API-015"),
        ("?limit=0", 422, "CD-API-009"),
    ],
)
def test_where_nobody_can_go_on(client: Browser, asked: str, status: int, code: str) -> None:
    answer = client.get(EVENTS + asked)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    if status == 416:
        assert answer.json()["snapshot"] == SNAPSHOT


def test_a_snapshot_is_lines_and_can_be_packed(client: Browser) -> None:
    answer = client.get(SNAPSHOT)
    lines = [json.loads(line) for line in b"".join(answer.streaming_content).splitlines()]
    assert lines[-1] == {"digest": full(), "organisations": 3}
    assert [sorted(line) for line in lines[1:-1]] == [
        ["id", "leaf", "number", "records", "subject"]
    ] * 3
    packed = client.get(SNAPSHOT, headers={"Accept-Encoding": "gzip"})
    text = gzip.decompress(b"".join(packed.streaming_content))
    assert [json.loads(line) for line in text.splitlines()] == lines


def test_a_mirror_is_as_the_site(site: Client, mirror: Mirror) -> None:
    first = pulled(site, mirror)
    assert (first.anew, first.organisations) == (True, 3)
    assert mirror.digest(TODAY) == full()
    ref = withdrawn()
    checkpoint()
    second = pulled(site, mirror)
    assert (second.anew, second.organisations) == (False, 1)
    assert mirror.digest(TODAY) == full()
    assert first.proved + second.proved > 1
    held = mirror.show(organisation(0)[0], TODAY)
    assert held is not None
    assert [one["id"][:8] for one in held.records] == [ref.hex()[:8]]
    assert pulled(site, mirror).organisations == 0


def test_a_mirror_knows_by_itself_when_a_record_ends(site: Client, mirror: Mirror) -> None:
    pulled(site, mirror)
    later = date(2026, 6, 3)
    before = mirror.digest(date(2026, 6, 2))
    on_day(later)
    assert mirror.digest(later) == full() != before
    followed()
    assert pulled(site, mirror, later).organisations == 3
    assert mirror.digest(later) == full()


def test_another_site_is_not_believed(site: Client, mirror: Mirror) -> None:
    with pytest.raises(Untrue, match="first key"):
        following.pull(site, mirror, today=TODAY, first_key="00" * 32)
    pulled(site, mirror)
    mirror.remember(first_key="11" * 32)
    with pytest.raises(Untrue, match="first key"):
        pulled(site, mirror)


def test_a_leaf_that_is_none_is_found(site: Client, mirror: Mirror) -> None:
    pulled(site, mirror)
    mirror.remember(proved="")
    mirror._file.execute("UPDATE organisation SET leaf = ?", ("0" * 64,))
    with pytest.raises(Untrue, match="number"):
        following.prove(site, mirror)


def test_a_number_that_no_checkpoint_covers(client: Browser) -> None:
    withdrawn()
    last = client.get(EVENTS).json()["head"]
    answer = client.get(f"{EVENTS}/{last}/proof")
    assert (answer.status_code, answer.json()["code"]) == (404, "CD-API-062")
    checkpoint()
    assert client.get(f"{EVENTS}/{last}/proof").status_code == 200
    size = client.get("/api/v1/checkpoint").json()["size"]
    assert client.get(f"{EVENTS}/{last}/proof?size={size + 1}").status_code == 404


def test_whoever_has_no_key_reads_within_an_allowance(
    site: Client, client: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        limits, "_of_network", lambda _: {"requests": 600, "organisations": 4, "screened": 0}
    )
    limits.forgotten()
    assert client.get(f"{EVENTS}?limit=2").status_code == 200
    assert client.get(f"{EVENTS}?limit=3").status_code == 429
    monkeypatch.setattr(
        limits, "_of_network", lambda _: {"requests": 600, "organisations": 2, "screened": 0}
    )
    with pytest.raises(Refused) as refused:
        list(site.lines(SNAPSHOT))
    assert (refused.value.status, refused.value.code) == (401, "CD-API-001")


def test_whoever_is_known_by_a_key_reads_everything(
    site: Client, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = Client(site.address, key, tries=1)
    limit = {"requests": 10, "organisations": 1, "screened": 0}
    monkeypatch.setattr(limits, "_of_key", lambda _: limit)
    limits.forgotten()
    for _ in range(4):
        assert len(known.get(EVENTS)["items"]) == 3
        assert len(list(known.lines(SNAPSHOT))) == 5
    known.get(EVENTS), known.get(EVENTS)
    with pytest.raises(Refused, match="429"):
        known.get(EVENTS)
