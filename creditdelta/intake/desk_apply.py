"""From what officers say at the desk to the tables of zero reports and withdrawals."""

from creditdelta.intake.desk_events import (
    WithdrawalAcknowledged,
    WithdrawalConfirmed,
    WithdrawalProposed,
    WithdrawalRefused,
    WithdrawalSubmitted,
    WithdrawalTakenBack,
    WithdrawalTold,
    ZeroReported,
    ZeroSuperseded,
    ZeroTakenBack,
)
from creditdelta.intake.models import ListOwner, Withdrawal, WithdrawalTarget, ZeroReport
from creditdelta.journal.services import Envelope


def zero_reported(event: ZeroReported, about: Envelope) -> None:
    """A zero report stands."""
    ZeroReport.objects.create(
        id=event.report,
        region=event.region,
        source=event.source,
        kind=event.kind_of_record,
        month=event.month,
        reported_by=about.actor,
        reported_at=about.recorded_at,
    )


def zero_taken_back(event: ZeroTakenBack, about: Envelope) -> None:
    """It stands no longer: a mistake."""
    ZeroReport.objects.filter(pk=event.report).update(
        taken_back_by=about.actor, taken_back_at=about.recorded_at
    )


def zero_superseded(event: ZeroSuperseded, about: Envelope) -> None:
    """It stands no longer: there was something to report."""
    ZeroReport.objects.filter(pk=event.report).update(superseded_by=event.submission)


def withdrawal_proposed(event: WithdrawalProposed, about: Envelope) -> None:
    """A withdrawal waits for a second officer."""
    Withdrawal.objects.create(
        id=event.withdrawal,
        office=event.office,
        region=about.region,
        batch=event.batch,
        records=event.count,
        ground=event.ground,
        act_number=event.act_number,
        act_digest=event.act_digest,
        day=event.day,
        state="proposed",
        proposed_by=about.actor,
        proposed_at=about.recorded_at,
    )
    WithdrawalTarget.objects.bulk_create(
        WithdrawalTarget(withdrawal=event.withdrawal, ref=one.ref, document=one.document)
        for one in event.records
    )


def withdrawal_confirmed(event: WithdrawalConfirmed, about: Envelope) -> None:
    """It is to be carried out."""
    _decided(event.withdrawal, "confirmed", about)


def withdrawal_refused(event: WithdrawalRefused, about: Envelope) -> None:
    """It will not be carried out."""
    _decided(event.withdrawal, "refused", about)


def withdrawal_taken_back(event: WithdrawalTakenBack, about: Envelope) -> None:
    """It is proposed no longer."""
    _decided(event.withdrawal, "taken_back", about)


def withdrawal_submitted(event: WithdrawalSubmitted, about: Envelope) -> None:
    """From here its submission says how it stands."""
    Withdrawal.objects.filter(pk=event.withdrawal).update(submission=event.submission)


def withdrawal_told(event: WithdrawalTold, about: Envelope) -> None:
    """An office has something to read."""
    ListOwner.objects.create(
        submission=event.submission,
        office=event.office,
        organisations=event.organisations,
        told_at=about.recorded_at,
    )


def withdrawal_acknowledged(event: WithdrawalAcknowledged, about: Envelope) -> None:
    """It has read it."""
    ListOwner.objects.filter(submission=event.submission, office=event.office).update(
        acknowledged_by=about.actor, acknowledged_at=about.recorded_at
    )


def _decided(withdrawal: bytes, state: str, about: Envelope) -> None:
    Withdrawal.objects.filter(pk=withdrawal).update(
        state=state, decided_by=about.actor, decided_at=about.recorded_at
    )
