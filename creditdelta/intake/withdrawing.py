"""Records are taken back: proposed by one officer, confirmed by another, carried out by the ordinary door.

Clause  S31; seed S31: a withdrawal is a report like any other, counted and stopped where it is too many.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db.models import Q

from creditdelta.intake import desk_apply as apply
from creditdelta.intake import withdrawal_file as files
from creditdelta.intake.batches import of_office, office_of_submission
from creditdelta.intake.desk_events import (
    Named,
    WithdrawalAcknowledged,
    WithdrawalConfirmed,
    WithdrawalProposed,
    WithdrawalRefused,
    WithdrawalTakenBack,
)
from creditdelta.intake.models import ListOwner, Submission, Withdrawal, WithdrawalTarget
from creditdelta.intake.withdrawal_rules import (
    BY_SUBMISSION,
    OPEN,
    Move,
    MoveRefused,
    Standing,
    State,
    moved,
)
from creditdelta.journal.database import writing
from creditdelta.journal.home import key
from creditdelta.journal.services import Envelope, record, seal
from creditdelta.kernel.keyed import opaque
from creditdelta.pages.personal import has_personal_number
from creditdelta.pipeline.ledger_rows import WITHDRAWAL
from creditdelta.records.laid_out import ROW_BITS
from creditdelta.records.models import Statement
from creditdelta.records.services import GROUNDS, Act, is_sha256
from creditdelta.rulebook.enums import enum
from creditdelta.rulebook.offices import Office

LONGEST = 128  # characters of a document's number: rulebook/records/withdrawal.toml
MOST = 500  # records named one by one


class WithdrawalNotTaken(ValueError):
    """It cannot be proposed or decided; `why` is a word of `WHYS`."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


WHYS = {
    "ground": ("理由不在清单内", "the ground is not on the list"),
    "number": ("须写明文书号", "give the number of the document"),
    "digest": ("须给出文书，或其 SHA-256 的 64 位", "give the document, or the 64 digits of its SHA-256"),
    "person": ("文书号里不能有个人号码", "the number must hold no number of a person"),
    "none": ("没有可以撤回的记录", "there is no record that can be withdrawn"),
    "many": ("一次最多逐条撤回 500 条", "at most 500 records one by one"),
    "foreign": ("只能撤回本单位报送的记录", "only records this office reported can be withdrawn"),
    "unknown": ("没有这个记录号，或记录已经关闭", "no such record, or it is closed"),
    "again": ("其中有记录正在另一次撤回中", "some of it is being withdrawn already"),
    "kind": ("撤回通知本身不能撤回", "notices of withdrawal cannot be withdrawn"),
    "move": ("现在不能这样办", "this cannot be done as it stands"),
    "hand": ("提出的人不能自己确认，别人不能替他收回", "another confirms, its proposer takes it back"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is to be taken back: a submission, or records one by one; why, and by which document."""

    ground: str
    act: Act
    day: date
    batch: int | None = None
    records: tuple[Named, ...] = ()


def propose(office: Office, wanted: Proposal, about: Envelope) -> Withdrawal:
    """One officer wants it; raises `WithdrawalNotTaken`."""
    _check(wanted)
    count = _count(office, wanted)
    with writing():
        if _under_way(office, wanted):
            raise WithdrawalNotTaken("again")
        meant = [one.ref.hex() + one.document.hex() for one in wanted.records]
        parts = (office.id, about.actor, about.recorded_at.isoformat(), str(wanted.batch), *meant)
        event = WithdrawalProposed(
            withdrawal=opaque(key("identity"), "withdrawal", parts),
            office=office.id,
            batch=wanted.batch,
            records=wanted.records,
            count=count,
            ground=wanted.ground,
            act_number=wanted.act.number.strip(),
            act_digest=wanted.act.digest,
            day=wanted.day,
        )
        record(event, apply.withdrawal_proposed, about)
    seal()
    return Withdrawal.objects.get(pk=event.withdrawal)


def confirm(withdrawal: bytes, about: Envelope) -> None:
    """A second officer agrees; raises `WithdrawalNotTaken`."""
    with writing():
        _move(withdrawal, "confirm", about)
        record(WithdrawalConfirmed(withdrawal), apply.withdrawal_confirmed, about)
    seal()


def refuse(withdrawal: bytes, about: Envelope) -> None:
    """A second officer does not agree; raises `WithdrawalNotTaken`."""
    with writing():
        _move(withdrawal, "refuse", about)
        record(WithdrawalRefused(withdrawal), apply.withdrawal_refused, about)
    seal()


def take_back(withdrawal: bytes, about: Envelope) -> None:
    """Whoever proposed it thinks better of it; raises `WithdrawalNotTaken`."""
    with writing():
        _move(withdrawal, "take_back", about)
        record(WithdrawalTakenBack(withdrawal), apply.withdrawal_taken_back, about)
    seal()


def acknowledge(submission: int, office: str, about: Envelope) -> None:
    """An office that keeps a list has read that records were withdrawn; again changes nothing."""
    with writing():
        if ListOwner.objects.filter(submission=submission, office=office, acknowledged_at=None):
            record(WithdrawalAcknowledged(submission, office), apply.withdrawal_acknowledged, about)
    seal()


def standing_of(row: Withdrawal) -> Standing:
    """How a withdrawal stands: once it is carried out, its submission says so."""
    state: State = row.state  # type: ignore[assignment]  # written by our own apply
    if row.submission is not None:
        submission = Submission.objects.get(pk=row.submission)
        state = BY_SUBMISSION[submission.state]
    return Standing(state, row.proposed_by, row.decided_by)


def to_carry_out() -> list[Withdrawal]:
    """What was confirmed and has no submission yet, in the order it was confirmed."""
    found = Withdrawal.objects.filter(state="confirmed", submission=None)
    return list(found.order_by("decided_at", "id"))


def named(office: Office, meant: Sequence[tuple[bytes, bytes]]) -> tuple[Named, ...]:
    """Records of the office by reference and document; raises `WithdrawalNotTaken`."""
    if len(meant) > MOST:
        raise WithdrawalNotTaken("many")
    found = []
    for ref, document in dict.fromkeys(meant):
        if not _reported_by(office, ref, document):
            raise WithdrawalNotTaken("foreign")
        if not any(one.nameable for one in files.of_record(ref, document)):
            raise WithdrawalNotTaken("unknown")
        found.append(Named(ref, document))
    return tuple(found)


def write_file(row: Withdrawal, folder: Path) -> Path:
    """The notices that carry it out, as a file."""
    path = folder / f"{bytes(row.pk).hex()}.csv"
    path.write_bytes(files.written(row, files.of_withdrawal(row)))
    return path


def _check(wanted: Proposal) -> None:
    if wanted.ground not in {row.code for row in enum(GROUNDS).rows}:
        raise WithdrawalNotTaken("ground")
    number = wanted.act.number.strip()
    if not number or len(number) > LONGEST:
        raise WithdrawalNotTaken("number")
    if has_personal_number(number):
        raise WithdrawalNotTaken("person")
    if not is_sha256(wanted.act.digest):
        raise WithdrawalNotTaken("digest")


def _count(office: Office, wanted: Proposal) -> int:
    """How many records are meant."""
    if wanted.batch is None:
        named(office, [(one.ref, one.document) for one in wanted.records])
        meant = len(wanted.records)
    else:
        row = Submission.objects.filter(pk=wanted.batch, state="closed").first()
        if row is None or office_of_submission(row) != office.id:
            raise WithdrawalNotTaken("foreign")
        if row.standard.startswith(f"{WITHDRAWAL}/"):
            raise WithdrawalNotTaken("kind")
        meant = sum(one.nameable for one in files.of_batch(row.pk))
    if not meant:
        raise WithdrawalNotTaken("none")
    return meant


def _under_way(office: Office, wanted: Proposal) -> bool:
    """Whether some of it is part of another withdrawal that has not ended; asked within `writing()`."""
    rows = Withdrawal.objects.filter(office=office.id, state__in=("proposed", "confirmed"))
    going = [row for row in rows if standing_of(row).state in OPEN]
    if wanted.batch is not None:
        return any(row.batch == wanted.batch for row in going)
    ids = [row.pk for row in going]
    told = WithdrawalTarget.objects.filter(withdrawal__in=ids).values_list("ref", "document")
    known = {(bytes(ref), bytes(document)) for ref, document in told}
    return any((one.ref, one.document) in known for one in wanted.records)


def _reported_by(office: Office, ref: bytes, document: bytes) -> bool:
    places = Statement.objects.filter(ref=ref, document=document).values_list("place", flat=True)
    deliveries = {place >> ROW_BITS for place in places}
    return Submission.objects.filter(of_office(office), Q(pk__in=deliveries)).exists()


def _move(withdrawal: bytes, move: Move, about: Envelope) -> None:
    row = Withdrawal.objects.filter(pk=withdrawal).first()
    if row is None:
        raise WithdrawalNotTaken("move")
    try:
        moved(standing_of(row), move, about.actor)
    except MoveRefused as refusal:
        raise WithdrawalNotTaken(refusal.why) from None
