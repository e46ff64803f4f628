"""Which consents did an organisation give or a recipient ask for, and is there one for this look?

Clause  S71.
"""

from collections.abc import Iterable
from datetime import date
from typing import cast

from creditdelta.consent.models import BETWEEN, Reference
from creditdelta.consent.models import Consent as Row
from creditdelta.consent.rules import Answer, Consent, in_force


def consent_for(ref: bytes, recipient: str, purpose: str, day: date) -> Consent | None:
    """The consent by which a recipient may look on a day for a purpose; None: it may not."""
    found = _read(Row.objects.filter(ref=ref, recipient=recipient, purpose=purpose))
    return next((one for one in found if in_force(one, recipient, purpose, day)), None)


def consents_of(ref: bytes) -> list[Consent]:
    """Everything asked of an organisation, the latest request first."""
    return _read(Row.objects.filter(ref=ref))


def consents_asked_by(recipient: str) -> list[Consent]:
    """Everything a recipient asked for, the latest request first."""
    return _read(Row.objects.filter(recipient=recipient))


def consent(id: bytes) -> Consent | None:
    """One consent by its id."""
    return next(iter(_read(Row.objects.filter(pk=id))), None)


def references(ids: Iterable[bytes]) -> dict[bytes, str]:
    """The number each of these requests names, where it names one that was not erased."""
    found = Reference.objects.filter(pk__in=list(ids)).values_list("consent", "text")
    return {bytes(id): text for id, text in found}


def _read(rows: "Iterable[Row]") -> list[Consent]:
    ordered = sorted(rows, key=lambda row: (row.asked_at, bytes(row.id)), reverse=True)
    return [told(row) for row in ordered]


def told(row: Row) -> Consent:
    """What a row says."""
    return Consent(
        id=bytes(row.id),
        ref=bytes(row.ref),
        recipient=row.recipient,
        purpose=row.purpose,
        parts=tuple(row.parts.split(BETWEEN)),
        asked_on=row.asked_on,
        answer_by=row.answer_by,
        since=row.since,
        until=row.until,
        answer=cast("Answer", row.answer),
        answered_on=row.answered_on,
        revoked_on=row.revoked_on,
        taken_back_on=row.taken_back_on,
    )
