"""What the home page offers to be tried: read when it is asked for, masked, gone once withdrawn."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.test import Client

from creditdelta.archive.boards import FACTS, board, refresh
from creditdelta.archive.examples import chosen, standing
from creditdelta.archive.models import Board
from creditdelta.facade.check import rulebook
from creditdelta.intake.erasure import erase_records
from creditdelta.intake.services import Received, ingest
from creditdelta.intake.tests.supplies import organisation, registrations, written
from creditdelta.journal.services import envelope
from creditdelta.records.models import Statement
from creditdelta.records.publishing import masked
from creditdelta.world import codes

TODAY = date(2026, 4, 1)
SOLE_TRADER = codes.uscc("92", "330106", "MA0000002")
NUMBERED = "上海示例13800138000商行"

pytestmark = pytest.mark.usefixtures("ledger")


def take(path: Path, issued: int = 1) -> None:
    at = datetime(2026, 1, issued, tzinfo=UTC)
    assert ingest(Received(path, "310000", "clerk", TODAY, issued_at=at), rulebook()).rejected == 0


def registered(tmp_path: Path, code: str, name: str, issued: int = 1) -> None:
    row = {"uscc": code, "name": name, "status": "存续", "established_on": "2016-01-01"}
    take(written(tmp_path / f"{code}-{issued}.csv", "registration", [row]), issued)


def test_a_board_keeps_codes_and_no_names(tmp_path: Path) -> None:
    take(registrations(tmp_path, 3))
    refresh(TODAY)
    found = board(FACTS)
    assert found is not None
    assert [by for by, _ in found.body["examples"]] == ["name", "code"]
    kept = "".join(Board.objects.values_list("body", flat=True))
    assert not [number for number in range(3) if organisation(number)[1] in kept]


def test_a_name_is_the_one_borne_at_reading(tmp_path: Path, client: Client) -> None:
    code, name = organisation(0)
    registered(tmp_path, code, name)
    refresh(TODAY)
    assert name in client.get("/").content.decode()
    registered(tmp_path, code, "上海演样食品有限公司", 2)
    page = client.get("/").content.decode()
    assert "上海演样食品有限公司" in page
    assert name not in page


def test_an_erased_name_is_offered_no_more(tmp_path: Path, client: Client) -> None:
    code, name = organisation(0)
    registered(tmp_path, code, name)
    refresh(TODAY)
    assert name in client.get("/").content.decode()
    one = Statement.objects.get()
    key = (bytes(one.ref), bytes(one.document))
    erase_records([key], "retention", envelope("310000", "officer"), on=TODAY)
    page = client.get("/").content.decode()
    assert name not in page
    assert code not in page


def test_a_name_with_somebodys_number_is_not_offered(tmp_path: Path) -> None:
    assert masked([NUMBERED]) == ["***"]
    code = organisation(0)[0]
    registered(tmp_path, code, NUMBERED)
    assert standing([("name", code)]) == []
    assert chosen([code], []) == []


def test_sole_traders_never(tmp_path: Path) -> None:
    registered(tmp_path, SOLE_TRADER, "杭州示例理发店")
    assert standing([("name", SOLE_TRADER), ("code", SOLE_TRADER)]) == []
