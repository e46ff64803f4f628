"""One record without a file: reported, put right by the office that reported it, and by no other."""

from datetime import date
from pathlib import Path

import pytest
from django.test import Client

from creditdelta.accounts.tests.signed_in import signed_in, with_post
from creditdelta.facade.check import rulebook
from creditdelta.intake.services import Received, ingest
from creditdelta.intake.tests.supplies import organisation, penalties, penalty, registrations
from creditdelta.records.models import Statement
from creditdelta.records.queries import identity, records_of, with_content
from creditdelta.rulebook.records import standard
from creditdelta.uploads.models import Upload
from creditdelta.uploads.receiving import work_once
from creditdelta.uploads.tests.sent import OFFICE

OK, FOUND, FORBIDDEN, NOWHERE, WRONG = 200, 302, 403, 404, 422
NEW = "/desk/record/new/"
PENALTY = standard("penalty")
DAY = date(2026, 4, 1)


@pytest.fixture(autouse=True)
def day(ledger: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for place in ("services", "reading", "portal.record"):
        monkeypatch.setattr(f"creditdelta.uploads.{place}.business_day", lambda: DAY)
    ingest(Received(registrations(tmp_path, 5), "310000", "clerk", DAY), rulebook())


@pytest.fixture
def clerk() -> Client:
    return signed_in(with_post("credit_officer", OFFICE))


def said(client: Client, place: str, status: int = OK) -> str:
    answer = client.get(place)
    assert answer.status_code == status, place
    return answer.content.decode()


def record_id() -> str:
    """The record of the one penalty in the ledger."""
    told = Statement.objects.filter(standard=PENALTY.id).latest("place")
    return f"{bytes(told.ref).hex()}-{bytes(told.document).hex()}"


def reported(number: int) -> tuple[int, dict[str, str]]:
    """How many records the n-th organisation has, and what its penalty says."""
    told = Statement.objects.filter(standard=PENALTY.id).latest("place")
    who = identity(bytes(told.ref))
    assert who is not None
    assert who.code == organisation(number)[0]
    found = with_content(who, records_of(who, day=DAY))
    (one,) = [each for each in found if each.speaking and each.speaking.standard == PENALTY.id]
    assert one.speaking is not None
    cells = one.speaking.body.split("\x1f")
    codes = [column.code for column in PENALTY.columns]
    return len(found), dict(zip(codes, cells, strict=True))


def test_the_kinds_of_the_office_are_listed_with_their_templates(clerk: Client) -> None:
    text = said(clerk, NEW)
    assert f"{NEW}?kind=penalty%2F2018" in text
    assert "/standards/penalty/2018/template.xlsx" in text
    assert "kind=withdrawal" not in text
    assert "Report one record" in said(clerk, f"/en{NEW}")


def test_a_form_asks_every_column_but_personal_numbers(clerk: Client) -> None:
    text = said(clerk, f"{NEW}?kind=penalty%2F2018")
    for column in PENALTY.columns:
        assert (f'name="{column.code}"' in text) == (column.privacy != "person_id"), column.code


def test_a_new_record_is_taken_in(clerk: Client) -> None:
    answer = clerk.post(f"{NEW}?kind=penalty%2F2018", penalty(1))
    assert answer.status_code == FOUND
    assert "正在核验" in said(clerk, answer["Location"])
    work_once()
    assert Upload.objects.get().state == "done"
    assert "没有要处理的行" in said(clerk, answer["Location"])
    assert reported(1)[0] == 2


def test_what_is_wrong_comes_back_as_the_whole_form(clerk: Client) -> None:
    answer = clerk.post(f"{NEW}?kind=penalty%2F2018", penalty(1, CF_JDRQ="2025-13-40"))
    work_once()
    text = said(clerk, answer["Location"])
    assert 'name="r2-CF_WSH"' in text
    assert 'value="2025-13-40"' in text


def test_an_empty_form_is_not_sent(clerk: Client) -> None:
    answer = clerk.post(f"{NEW}?kind=penalty%2F2018", {"CF_WSH": " "})
    assert answer.status_code == WRONG
    assert not Upload.objects.exists()


def test_a_reported_record_is_put_right_and_stays_one_record(clerk: Client) -> None:
    clerk.post(f"{NEW}?kind=penalty%2F2018", penalty(1))
    work_once()
    place = f"/desk/record/{record_id()}/"
    text = said(clerk, place)
    assert penalty(1)["CF_SY"] in text
    assert 'name="CF_WSH"' not in text, "what makes it this record cannot be changed"
    given = {"CF_SY": "合成示例：更正后的事由。", "CF_WSH": "沪示罚〔2025〕999号"}
    assert clerk.post(place, penalty(1) | given).status_code == FOUND
    work_once()
    count, cells = reported(1)
    assert count == 2
    assert cells["CF_SY"] == given["CF_SY"]
    assert cells["CF_WSH"] == penalty(1)["CF_WSH"]
    assert clerk.post(place, cells).status_code == WRONG, "nothing changed, nothing reported"


def test_the_address_of_its_page_leads_to_it(clerk: Client, tmp_path: Path) -> None:
    ingest(Received(penalties(tmp_path, 1), "310000", "clerk", DAY, source="penalty"), rulebook())
    short = f"{record_id()[:8]}-{record_id()[33:41]}"
    asked = f"{NEW}?record=/subject/{organisation(0)[0]}/record/{short}/"
    assert clerk.get(asked)["Location"] == f"/desk/record/{short}/"
    assert penalty(0)["CF_SY"] in said(clerk, f"/desk/record/{short}/")
    assert clerk.get(f"{NEW}?record=nonsense").status_code == WRONG


def test_records_of_others_are_as_if_there_were_none(clerk: Client, tmp_path: Path) -> None:
    ingest(Received(penalties(tmp_path, 1), "320000", "clerk", DAY, source="penalty"), rulebook())
    said(clerk, f"/desk/record/{record_id()}/", NOWHERE)
    said(clerk, "/desk/record/00000000-00000000/", NOWHERE)
    own = signed_in(with_post("credit_officer", "320000-credit"))
    said(own, f"/desk/record/{record_id()}/")
    assert said(signed_in(with_post("representative", subject=bytes(16))), NEW, FORBIDDEN)
