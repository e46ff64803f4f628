"""Records are taken back by two officers, by three where there are many; list owners are told."""

from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from creditdelta.intake import pending, services, withdrawing
from creditdelta.intake.batches import office_of_submission
from creditdelta.intake.desk_events import Named
from creditdelta.intake.models import ListOwner, Submission, Withdrawal
from creditdelta.intake.tests.desk_scenes import OFFICE, OTHER, TODAY, sent
from creditdelta.intake.tests.supplies import OFFICE as AUTHORITY
from creditdelta.intake.tests.supplies import (
    organisation,
    penalties,
    penalty,
    registrations,
    written,
)
from creditdelta.intake.withdrawal_file import of_batch
from creditdelta.intake.withdrawal_rules import BY_SUBMISSION
from creditdelta.intake.withdrawing import Proposal, WithdrawalNotTaken
from creditdelta.journal.models import Event
from creditdelta.journal.services import envelope
from creditdelta.records.models import Closure
from creditdelta.records.services import Act, document_of
from creditdelta.rulebook.offices import office, offices
from creditdelta.rulebook.reporters import kinds_of
from creditdelta.subjects.finding import references_of

pytestmark = pytest.mark.usefixtures("ledger")
ACT = Act("沪示撤〔2026〕1号", sha256(b"decision").hexdigest())
GROUND = "原决定被撤销"


def named(number: int) -> Named:
    ref = next(
        ref for ref, scheme in references_of(organisation(number)[0]).items() if scheme == "uscc"
    )
    return Named(ref, document_of("penalty", AUTHORITY, (penalty(number)["CF_WSH"],)))


def proposed(batch: int | None = None, *numbers: int, actor: str = "ann") -> Withdrawal:
    records = tuple(named(number) for number in numbers)
    wanted = Proposal(GROUND, ACT, TODAY, batch, records)
    return withdrawing.propose(office(OFFICE), wanted, envelope("310000", actor))


def why(wanted: Proposal, id: str = OFFICE) -> str:
    with pytest.raises(WithdrawalNotTaken) as refusal:
        withdrawing.propose(office(id), wanted, envelope("310000", "ann"))
    return refusal.value.why


def state(row: Withdrawal) -> str:
    row.refresh_from_db()
    return withdrawing.standing_of(row).state


def carrying(row: Withdrawal) -> Submission:
    row.refresh_from_db()
    assert row.submission is not None
    return Submission.objects.get(pk=row.submission)


@pytest.fixture
def batch(tmp_path: Path) -> Submission:
    """Three penalties that stand, and one of an organisation nobody confirmed."""
    sent(registrations(tmp_path, 3))
    return sent(penalties(tmp_path, 4))


def test_a_batch_is_taken_back_by_two(batch: Submission) -> None:
    row = proposed(batch.pk)
    assert (row.records, state(row)) == (4, "proposed")
    assert pending.work() == 0
    with pytest.raises(WithdrawalNotTaken, match="hand"):
        withdrawing.confirm(bytes(row.pk), envelope("310000", "ann"))
    with pytest.raises(WithdrawalNotTaken, match="hand"):
        withdrawing.take_back(bytes(row.pk), envelope("310000", "ben"))
    withdrawing.confirm(bytes(row.pk), envelope("310000", "ben"))
    assert (state(row), pending.work(), state(row)) == ("confirmed", 1, "counted")
    done = carrying(row)
    assert (done.rows, done.withdrawn, done.actor) == (4, 4, "ben")
    assert office_of_submission(done) == OFFICE
    told = Closure.objects.filter(delivery=done.pk)
    assert {(one.manner, one.ground) for one in told} == {("withdrawn", GROUND)}
    assert of_batch(batch.pk) == []
    assert pending.work() == 0
    for move in (withdrawing.confirm, withdrawing.refuse, withdrawing.take_back):
        with pytest.raises(WithdrawalNotTaken, match="move"):
            move(bytes(row.pk), envelope("310000", "cid"))
    assert why(Proposal(GROUND, ACT, TODAY, batch.pk)) == "none"


def test_single_records_are_taken_back(batch: Submission) -> None:
    row = proposed(None, 0, 2)
    withdrawing.confirm(bytes(row.pk), envelope("310000", "ben"))
    pending.work()
    assert state(row) == "counted"
    assert [one.number for one in of_batch(batch.pk)] == [
        penalty(1)["CF_WSH"], penalty(3)["CF_WSH"],
    ]  # fmt: skip
    for event in Event.objects.filter(kind__startswith="withdrawal."):
        assert organisation(0)[0] not in event.body
        assert "示罚" not in event.body


def test_it_is_refused_or_taken_back(batch: Submission) -> None:
    refused, mistaken = proposed(None, 0), proposed(None, 1)
    withdrawing.refuse(bytes(refused.pk), envelope("310000", "ben"))
    withdrawing.take_back(bytes(mistaken.pk), envelope("310000", "ann"))
    assert (state(refused), state(mistaken)) == ("refused", "taken_back")
    assert pending.work() == 0
    assert len(of_batch(batch.pk)) == 4
    assert proposed(None, 0).records == 1


def test_what_cannot_be_proposed(batch: Submission, tmp_path: Path) -> None:
    good = Proposal(GROUND, ACT, TODAY, batch.pk)
    assert why(Proposal("听说", ACT, TODAY, batch.pk)) == "ground"
    assert why(Proposal(GROUND, Act("", ACT.digest), TODAY, batch.pk)) == "number"
    assert why(Proposal(GROUND, Act("x" * 129, ACT.digest), TODAY, batch.pk)) == "number"
    assert why(Proposal(GROUND, Act("1号", "ab"), TODAY, batch.pk)) == "digest"
    assert why(Proposal(GROUND, ACT, TODAY)) == "none"
    assert why(Proposal(GROUND, ACT, TODAY, 99)) == "foreign"
    assert why(good, OTHER) == "foreign"
    record = (named(0),)
    assert why(Proposal(GROUND, ACT, TODAY, None, record), OTHER) == "foreign"
    assert why(Proposal(GROUND, ACT, TODAY, None, (Named(bytes(16), bytes(16)),))) == "foreign"
    assert why(Proposal(GROUND, ACT, TODAY, None, record * 501)) == "many"
    row = proposed(batch.pk)
    assert why(good) == "again"
    single = proposed(None, 1)
    assert why(Proposal(GROUND, ACT, TODAY, None, (named(1),))) == "again"
    for one in (row, single):
        withdrawing.confirm(bytes(one.pk), envelope("310000", "ben"))
    pending.work()
    assert (state(row), state(single)) == ("counted", "counted")
    assert carrying(single).rows == 0, "nothing was left of it"
    assert why(Proposal(GROUND, ACT, TODAY, carrying(row).pk)) == "kind"
    assert why(Proposal(GROUND, ACT, TODAY, None, (named(1),))) == "unknown"


def many(folder: Path, count: int) -> Submission:
    sent(registrations(folder, 1))
    rows = [penalty(0, CF_WSH=f"沪示罚〔2024〕{n}号") for n in range(count)]
    return sent(written(folder / "many.csv", "penalty", rows))


def test_many_at_once_wait_for_a_third_officer(tmp_path: Path) -> None:
    row = proposed(many(tmp_path, 60).pk)
    withdrawing.confirm(bytes(row.pk), envelope("310000", "ben"))
    assert pending.work() == 1
    assert state(row) == "held"
    held = carrying(row)
    assert held.held_for == "withdrawals 60 > 50"
    assert not Closure.objects.exists()
    for hand in ("ann", "ben"):
        with pytest.raises(services.SameOfficer):
            services.let_in(held, hand, "已向报送单位核实")
    services.let_in(held, "cid", "已向报送单位核实")
    assert (pending.work(), state(row)) == (1, "counted")
    assert Closure.objects.count() == 60


def test_many_at_once_are_sent_back(tmp_path: Path) -> None:
    batch = many(tmp_path, 60)
    row = proposed(batch.pk)
    withdrawing.confirm(bytes(row.pk), envelope("310000", "ben"))
    pending.work()
    row.refresh_from_db()
    services.refuse(carrying(row), "cid", "未能核实")
    assert state(row) == "sent_back"
    again = proposed(batch.pk)
    withdrawing.confirm(bytes(again.pk), envelope("310000", "ben"))
    pending.work()
    assert state(again) == "held", "sent again, it is stopped again"


class PowerGone(BaseException):
    """The machine loses power."""


def test_it_goes_on_where_it_stood(batch: Submission, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*given: object, **named: object) -> None:
        raise PowerGone

    row = proposed(batch.pk)
    withdrawing.confirm(bytes(row.pk), envelope("310000", "ben"))
    for place in ("read_file", "load_parts"):
        with monkeypatch.context() as cut:
            cut.setattr(services, place, gone)
            with pytest.raises(PowerGone):
                pending.work()
        assert state(row) == "confirmed"
    assert (pending.work(), state(row)) == (1, "counted")
    assert Submission.objects.filter(standard__startswith="withdrawal/").count() == 1
    assert Closure.objects.count() == 4


def test_whoever_keeps_a_list_is_told(batch: Submission, tmp_path: Path) -> None:
    for number in (0, 1):
        code, name = organisation(number)
        listed = {
            "uscc": code, "name": name, "listed_on": "2025-06-02", "reason": "合成示例",
            "authority": AUTHORITY, "authority_name": "合成示例市场监督管理局",
        }  # fmt: skip
        path = written(tmp_path / f"list{number}.csv", "abnormal_list", [listed])
        assert sent(path).accepted == 1, number
    row = proposed(None, 0, 2)
    withdrawing.confirm(bytes(row.pk), envelope("310000", "ben"))
    pending.work()
    row.refresh_from_db()
    (told,) = ListOwner.objects.all()
    assert (told.submission, told.office, told.organisations) == (
        row.submission, "310000-market_regulation", 1,
    )  # fmt: skip
    reader = envelope("310000", "mia")
    withdrawing.acknowledge(told.submission, OFFICE, reader)
    assert Event.objects.filter(kind="withdrawal.acknowledged").count() == 0
    for _ in range(2):
        withdrawing.acknowledge(told.submission, told.office, reader)
    assert Event.objects.filter(kind="withdrawal.acknowledged").count() == 1
    told.refresh_from_db()
    assert told.acknowledged_by == "mia"


def test_no_office_sends_a_withdrawal_by_one_account() -> None:
    for one in offices().values():
        assert "withdrawal" not in kinds_of(one, date(2026, 3, 1)), one.id


def test_every_state_of_its_submission_has_a_word() -> None:
    assert set(BY_SUBMISSION) == {"open", "held", "closed", "refused"}
