"""Nothing to report is said, taken back, or shown to be wrong by a later report."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.test import Client

from creditdelta.accounts.tests.signed_in import signed_in, with_post
from creditdelta.intake import zero
from creditdelta.intake.models import ZeroReport
from creditdelta.intake.portal import zero as portal
from creditdelta.intake.tests.desk_scenes import OFFICE, OTHER, TODAY, decided, sent
from creditdelta.intake.tests.supplies import registrations
from creditdelta.journal.models import Event
from creditdelta.journal.services import envelope
from creditdelta.rulebook.offices import office

pytestmark = pytest.mark.usefixtures("ledger")
MARCH, FEBRUARY = date(2026, 3, 1), date(2026, 2, 1)
PAGE, ACT = "/desk/zero/", "/desk/zero/act/"
AWAY, WRONG, REFUSED = 302, 422, 403


def reported(month: date = MARCH, id: str = OFFICE, **given: bool) -> ZeroReport:
    about = envelope("310000", "clerk")
    return zero.report(office(id), "penalty", month, about, today=TODAY, **given)


def why(month: date, id: str = OFFICE, kind: str = "penalty") -> str:
    about = envelope("310000", "clerk")
    with pytest.raises(zero.ZeroRefused) as refusal:
        zero.report(office(id), kind, month, about, today=TODAY)
    return refusal.value.why


def test_a_zero_report_is_made_once_for_a_month() -> None:
    one = reported()
    assert (one.source, one.kind, one.month) == ("penalty", "penalty", MARCH)
    assert why(MARCH) == "again"
    assert why(date(2026, 5, 1)) == "month"
    assert why(date(2025, 3, 1)) == "month"
    assert why(date(2026, 3, 2)) == "month"
    assert why(MARCH, kind="registration") == "kind"
    assert why(MARCH, "310000-bank_1") == "kind"
    assert reported(id=OTHER).source == OTHER
    assert reported(FEBRUARY).pk != one.pk
    event = Event.objects.filter(kind="zero.reported").first()
    assert event is not None
    assert "clerk" not in event.body


def test_it_is_taken_back_once() -> None:
    one = reported()
    about = envelope("310000", "clerk")
    zero.take_back(bytes(one.pk), about)
    with pytest.raises(zero.ZeroRefused):
        zero.take_back(bytes(one.pk), about)
    assert reported().pk != one.pk


def test_a_later_report_of_that_month_replaces_it(tmp_path: Path) -> None:
    one, other, ecology = reported(), reported(FEBRUARY), reported(id=OTHER)
    sent(registrations(tmp_path, 2))
    later = datetime(2026, 4, 1, 2, tzinfo=UTC)
    row = sent(decided(tmp_path, ["2026-03-30", "2026-01-08"]), at=later)
    found = {bytes(one.pk): one.superseded_by for one in ZeroReport.objects.all()}
    assert found == {bytes(one.pk): row.pk, bytes(other.pk): None, bytes(ecology.pk): None}
    with pytest.raises(zero.ZeroRefused):
        zero.take_back(bytes(one.pk), envelope("310000", "clerk"))


def test_what_was_reported_already_warns(tmp_path: Path) -> None:
    sent(registrations(tmp_path, 2))
    sent(decided(tmp_path, ["2026-03-10", "2026-03-11"]))
    assert zero.filed(office(OFFICE), "penalty", MARCH) == 2
    assert zero.filed(office(OFFICE), "penalty", FEBRUARY) == 0
    assert why(MARCH) == "sure"
    assert reported(sure=True).superseded_by is None


def test_an_office_learns_what_is_still_to_be_said(tmp_path: Path) -> None:
    def due() -> list[tuple[str, date]]:
        return [(one.kind, one.due_on) for one in zero.due(office(OFFICE), TODAY)]

    by = date(2026, 4, 8)  # five working days after March, 6 April being a day off
    assert due() == [("licence", by), ("penalty", by)]
    sent(registrations(tmp_path, 1))
    sent(decided(tmp_path, ["2026-03-10"]))
    assert due() == [("licence", by)]
    assert zero.due(office("310000-bank_1"), TODAY) == []


def officer(monkeypatch: pytest.MonkeyPatch, id: str = OFFICE) -> Client:
    monkeypatch.setattr(portal, "business_day", lambda: TODAY)
    return signed_in(with_post("credit_officer", id))


def test_a_clerk_says_so_on_a_page(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    client = officer(monkeypatch)
    assert "还剩 4 个工作日" in client.get(PAGE).content.decode()
    assert "working days left" in client.get(f"/en{PAGE}").content.decode()
    given = {"move": "report", "kind": "penalty", "month": "2026-03"}
    assert client.post(ACT, given).status_code == AWAY
    assert client.post(ACT, given).status_code == WRONG
    assert client.post(ACT, given | {"month": "soon"}).status_code == WRONG
    one = ZeroReport.objects.get()
    back = {"move": "take_back", "report": bytes(one.pk).hex()}
    other = officer(monkeypatch, "320000-credit")
    assert other.post(ACT, back).status_code == WRONG
    for odd in ("", "zz", "00" * 16):
        assert client.post(ACT, {"move": "take_back", "report": odd}).status_code == WRONG
    assert client.post(ACT, back).status_code == AWAY
    assert client.get(ACT).status_code == AWAY
    sent(registrations(tmp_path, 1))
    sent(decided(tmp_path, ["2026-03-10"]))
    warned = client.post(ACT, given)
    assert warned.status_code == WRONG
    assert "这个月已经报送过 1 行" in warned.content.decode()
    assert client.post(ACT, given | {"sure": "yes"}).status_code == AWAY
    assert signed_in(with_post("audit_administrator")).post(ACT, given).status_code == REFUSED
