"""Every surface of the site, swept: what was withdrawn is on none of them, nor is a sole trader's name.

A surface is a page in either language or one of its tables as a file. They come from the map of
addresses (tests/browser/surfaces.py); a page that was forgotten there fails the sweep.
"""

from datetime import UTC, date, datetime
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from random import Random

import pyarrow.parquet as pq
import pytest
from django.test import Client

from creditdelta.archive.entries import short_id
from creditdelta.facade.check import rulebook
from creditdelta.intake.services import Received, ingest
from creditdelta.intake.tests.supplies import (
    OFFICE,
    organisation,
    penalties,
    penalty,
    registrations,
    written,
)
from creditdelta.journal.services import envelope
from creditdelta.journal.synthetic import mark
from creditdelta.lists.tests.scenes import ACT, REASONS, documents, listed
from creditdelta.project.api_urls import PARTS
from creditdelta.project.followers import run_followers
from creditdelta.records import services
from creditdelta.records.services import Act, Target
from creditdelta.repair.services import accept, confirm, grant
from creditdelta.repair.tests.scenes import FOUND, applied, by
from creditdelta.subjects.finding import references_of
from creditdelta.world import codes
from tests.browser.surfaces import Examples, filled

DAY = date(2026, 4, 1)
CODE, NAME = organisation(0)
NUMBER = penalty(0)["CF_WSH"]
TRADER, TRADER_NAME = codes.uscc("92", "310115", "MA1K3X5T2"), "上海示例晨曦水果店"
FILES = ("", "format=csv", "format=json", "format=parquet")


@pytest.fixture
def kept(ledger: Path, tmp_path: Path) -> Target:
    """Two organisations with a penalty each and a sole trader; gives the first penalty."""
    mark("合成数据", DAY)
    trader = {"uscc": TRADER, "name": TRADER_NAME, "status": "存续", "established_on": "2015-03-04"}
    paths = [
        registrations(tmp_path, 2),
        penalties(tmp_path, 2),
        written(tmp_path / "trader.csv", "registration", [trader]),
    ]
    for path in paths:
        at = datetime(2026, 1, 1, tzinfo=UTC)
        ingest(Received(path, "310000", "clerk", DAY, issued_at=at), rulebook())
    run_followers()
    return Target(ref_of(CODE), services.document_of("penalty", OFFICE, (NUMBER,)))


def ref_of(code: str) -> bytes:
    return next(ref for ref, scheme in references_of(code).items() if scheme == "uscc")


def swept(target: Target, *words: str) -> set[str]:
    """Which addresses of the whole site say any of the words."""
    one = Examples(CODE, NAME, "penalty", short_id(target.ref, target.document))
    client = Client()
    found = set()
    for surface in filled(one):
        for prefix in ("", "/en"):
            for asked in FILES:
                joined = "&" if "?" in surface.address else "?"
                address = prefix + surface.address + (joined + asked if asked else "")
                text = said(client.get(address))
                found |= {address for word in words if word in text}
    return found


def said(response) -> str:
    """Everything a response says, in files too."""
    assert response.status_code < 500
    if response["Content-Type"] == "application/vnd.apache.parquet":
        return str(pq.read_table(BytesIO(response.content)).to_pylist())
    return response.content.decode("utf-8", "replace")


def test_a_withdrawn_record_is_on_no_surface(kept: Target) -> None:
    shown = swept(kept, NUMBER)
    assert {f"/subject/{CODE}/", f"/en/subject/{CODE}/"} <= shown
    assert any("format=csv" in address for address in shown)
    assert any("format=parquet" in address for address in shown)
    act = Act("沪示撤〔2026〕1号", sha256(b"decision").hexdigest())
    about = envelope("310000", "officer", at=datetime(2026, 4, 1, 4, tzinfo=UTC))
    services.withdraw(kept, "原决定被撤销", act, DAY, about, today=DAY)
    run_followers()
    assert swept(kept, NUMBER) == set()


def asked_of_doors(target: Target, entry: bytes, *words: str) -> set[str]:
    """Which doors that anybody may ask say any of the words."""
    known = {"code": CODE, "record": short_id(target.ref, target.document), "entry": entry.hex()}
    client, found = Client(), set()
    for door in (one for part in PARTS for one in part.doors if one.method == "GET"):
        address = f"/api/v1{door.example or door.path}"
        for name, value in known.items():
            address = address.replace(f"{{{name}}}", value)
        if "{" not in address:
            text = told(client.get(address))
            found |= {address for word in words if word in text}
    return found


def told(response) -> str:
    """Everything a door says, also what it sends bit by bit."""
    assert response.status_code < 500
    sent = b"".join(response) if response.streaming else response.content
    return sent.decode("utf-8", "replace").encode().decode(
        "unicode_escape", "replace"
    ) + sent.decode("utf-8", "replace")


def test_a_repaired_record_and_what_rests_on_it_are_on_no_surface(kept: Target) -> None:
    entry = listed(kept.ref)
    run_followers()
    words, more = (NUMBER, REASONS), (NUMBER, REASONS, ACT.number)
    shown, asked = swept(kept, *words), asked_of_doors(kept, entry, *more)
    assert {f"/subject/{CODE}/", f"/lists/entry/{entry.hex()}/"} & shown
    doors = ("records?limit=2", "records/", "lists")
    assert all(any(f"/subjects/{CODE}/{door}" in one for one in asked) for door in doors)
    assert any(one.startswith("/api/v1/events") for one in asked)
    [document] = [one for one in documents(kept.ref) if one == kept.document]
    id = applied(kept.ref, document=document)
    accept(id, by("first"), DAY)
    grant(id, FOUND, by("first"), DAY)
    confirm(id, by("second"), DAY)
    assert swept(kept, *words) == set()  # before any follower ran
    assert asked_of_doors(kept, entry, *more) == set()
    run_followers()
    assert swept(kept, *words) == set()
    assert asked_of_doors(kept, entry, *more) == set()


def test_a_sole_trader_is_found_by_the_exact_code_only(kept: Target) -> None:
    assert swept(kept, TRADER, TRADER_NAME) == set()
    client = Client()
    assert TRADER_NAME in said(client.get(f"/subject/{TRADER}/"))
    for typed in (TRADER_NAME, TRADER_NAME[4:6], "cxsg", TRADER_NAME[:-1] + "铺", TRADER[:10]):
        assert TRADER not in said(client.get("/search", {"q": typed})), typed
    wrong = f"{TRADER[:3]}2{TRADER[4:]}"  # one character off: not offered as what was meant
    assert TRADER_NAME not in said(client.get("/search", {"q": wrong}))


def test_an_older_number_leads_to_no_sole_trader(ledger: Path, tmp_path: Path) -> None:
    mark("合成数据", DAY)
    number = codes.registration_number(Random(3), "310115")
    row = {
        "uscc": TRADER, "name": TRADER_NAME, "status": "存续", "established_on": "2015-03-04",
        "registration_number": number,
    }  # fmt: skip
    at = datetime(2026, 1, 1, tzinfo=UTC)
    path = written(tmp_path / "trader.csv", "registration", [row])
    ingest(Received(path, "310000", "clerk", DAY, issued_at=at), rulebook())
    client = Client()
    assert client.get(f"/subject/{TRADER}/").status_code == 200
    assert client.get(f"/subject/{TRADER.lower()}/").status_code == 301
    for older in (number, TRADER[8:17]):
        answer = client.get(f"/subject/{older}/")
        assert answer.status_code == 404
        assert TRADER not in answer.content.decode()
