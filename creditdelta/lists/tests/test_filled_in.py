"""An address that a door gave fills the forms of an entry's page in; it does nothing by itself."""

from pathlib import Path

import pytest
from django.test import Client
from markupsafe import escape

from creditdelta.accounts.tests.signed_in import signed_in, with_post
from creditdelta.journal.models import Event
from creditdelta.lists import services
from creditdelta.lists.tests.scenes import DAY, LAW, OFFICE, by, fined, listed, notified, now

pytestmark = pytest.mark.usefixtures("ledger")


def page(client: Client, id: bytes, **asked: str) -> str:
    answer = client.get(f"/desk/lists/entry/{id.hex()}/", asked)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_decision_is_filled_in_and_not_taken(tmp_path: Path) -> None:
    [ref] = fined(tmp_path)
    id, officer = notified(ref), signed_in(with_post("sector_officer", OFFICE))
    services.waive(id, "cd" * 32, by("first"), DAY)
    before = Event.objects.count()
    sent = {"act_number": '沪1号"><b>', "act_digest": "ab" * 32, "instrument": LAW}
    told = page(officer, id, **sent, since="2026-03-30")
    assert escape(sent["act_number"]) in told
    assert "请逐项对照文书" in told
    assert "请逐项对照文书" not in page(officer, id)
    assert "<b>" not in told
    assert sent["act_digest"] in told
    assert f'<option value="{LAW}" selected>' in told
    assert 'value="2026-03-30"' in told
    assert f'value="{DAY}"' in page(officer, id, since="soon")
    assert Event.objects.count() == before
    assert now(id).state == "noticed"


def test_what_was_chosen_stays_where_a_form_is_refused(tmp_path: Path) -> None:
    [ref] = fined(tmp_path)
    id, officer = listed(ref), signed_in(with_post("sector_officer", OFFICE))
    told = page(officer, id, change="remove", ground="决定被撤销")
    assert '<option value="remove" selected>' in told
    form = {"move": "ask", "change": "suspend", "ground": "决定被撤销", "act_number": ""}
    answer = officer.post(f"/desk/lists/entry/{id.hex()}/decide/", form)
    assert answer.status_code == 422
    assert '<option value="suspend" selected>' in answer.content.decode()
    assert '<option value="决定被撤销" selected>' in answer.content.decode()
