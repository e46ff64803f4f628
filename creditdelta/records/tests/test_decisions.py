"""Records are withdrawn, replaced and opened again by decisions that rest on a document."""

from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from creditdelta.archive.digest import ledger_digest
from creditdelta.archive.queries import archive
from creditdelta.facade.check import rulebook
from creditdelta.intake.services import Received, ingest
from creditdelta.intake.tests.supplies import (
    OFFICE,
    organisation,
    penalties,
    penalty,
    registrations,
)
from creditdelta.journal.models import Event
from creditdelta.journal.services import envelope
from creditdelta.records import services
from creditdelta.records.publishing import Viewer
from creditdelta.records.services import Act, DecisionRefused, Target
from creditdelta.subjects.finding import references_of

pytestmark = pytest.mark.usefixtures("ledger")
TODAY = date(2026, 4, 1)
ABOUT = envelope("310000", "officer", at=datetime(2026, 4, 1, 4, tzinfo=UTC))
ACT = Act("沪示撤〔2026〕1号", sha256(b"decision").hexdigest())
CODE = organisation(0)[0]
NUMBER = penalty(0)["CF_WSH"]


def take(path: Path) -> list[int]:
    at = datetime(2026, 1, 1, tzinfo=UTC)
    found = ingest(Received(path, "310000", "clerk", TODAY, issued_at=at), rulebook())
    return [found.accepted, found.waiting, found.duplicate, found.rejected]


def target(number: str = NUMBER) -> Target:
    ref = next(ref for ref, scheme in references_of(CODE).items() if scheme == "uscc")
    return Target(ref, services.document_of("penalty", OFFICE, (number,)))


def withdrawn(ground: str = "原决定被撤销", act: Act = ACT, on: date = TODAY) -> bytes:
    return services.withdraw(target(), ground, act, on, ABOUT, today=TODAY)


def standings(viewer: Viewer | None = None) -> list[str]:
    found = archive(CODE, today=TODAY, viewer=viewer)
    return [
        entry.standing
        for section in found.sections
        for entry in section.public
        if entry.kind == "penalty"
    ]


def test_a_withdrawn_record_is_shown_to_officers_as_closed_and_comes_back_by_decision(
    tmp_path: Path,
) -> None:
    officer = Viewer("officer", purpose="核查")
    take(registrations(tmp_path, 1))
    take(penalties(tmp_path, 1))
    before = ledger_digest()
    withdrawn()
    assert (standings(), standings(officer)) == ([], ["closed"])
    with pytest.raises(DecisionRefused, match="closed"):
        withdrawn()
    services.reopen(target(), ACT, ABOUT)
    assert standings() == ["standing"]
    assert ledger_digest() == before
    with pytest.raises(DecisionRefused, match="open"):
        services.reopen(target(), ACT, ABOUT)


def test_a_withdrawal_before_its_record_waits_for_it(tmp_path: Path) -> None:
    take(registrations(tmp_path, 1))
    withdrawn()
    assert take(penalties(tmp_path, 1)) == [0, 0, 0, 1]  # answered "closed on"
    assert standings() == []


def test_a_report_again_of_a_closed_record_is_answered_closed(tmp_path: Path) -> None:
    take(registrations(tmp_path, 1))
    take(penalties(tmp_path, 1))
    withdrawn()
    assert take(penalties(tmp_path, 1, "again.csv", CF_NR="罚款")) == [0, 0, 0, 1]


def test_a_replaced_number_leads_to_the_right_one(tmp_path: Path) -> None:
    take(registrations(tmp_path, 1))
    take(penalties(tmp_path, 1))
    right = target("沪示罚〔2025〕100号").document
    services.replace(target(), right, "数据错误", ACT, TODAY, ABOUT, today=TODAY)
    (entry,) = (
        archive(CODE, today=TODAY, viewer=Viewer("officer", purpose="核查")).sections[1].public
    )
    assert (entry.closing.manner, entry.closing.successor) == ("replaced", right)
    take(penalties(tmp_path, 1, "right.csv", CF_WSH="沪示罚〔2025〕100号"))
    assert standings() == ["standing"]


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"ground": "不想公示"}, "ground"),
        ({"act": Act("", ACT.digest)}, "act"),
        ({"act": Act(ACT.number, "abc")}, "act"),
        ({"on": date(2026, 4, 2)}, "future"),
    ],
)
def test_a_withdrawal_rests_on_a_ground_and_a_document(given, why: str) -> None:
    with pytest.raises(DecisionRefused, match=why):
        withdrawn(**given)


def test_no_event_holds_a_code_or_a_name(tmp_path: Path) -> None:
    take(registrations(tmp_path, 1))
    withdrawn()
    services.reopen(target(), ACT, ABOUT)
    for event in Event.objects.all():
        assert CODE not in event.body
        assert NUMBER not in event.body
        assert "商贸" not in event.body
