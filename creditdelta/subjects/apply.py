"""From events to the tables of identity; nothing else writes them.

Set statements read the rows that records/staging.py laid out as `staged`.
"""

from datetime import date, datetime

from creditdelta.journal.database import connection
from creditdelta.journal.services import Envelope
from creditdelta.subjects.events import SubjectLinked, SubjectUnlinked
from creditdelta.subjects.models import Delivery, Judgement, Name
from creditdelta.subjects.rules import local_day

_REFERENCES = """
INSERT INTO subjects_reference (ref, scheme, code)
SELECT DISTINCT ref, scheme, CASE WHEN scheme = 'name' THEN '' ELSE code END
FROM staged WHERE salt IS NOT NULL ORDER BY ref
ON CONFLICT DO NOTHING
"""
_NAMES = """
INSERT INTO subjects_name (statement, delivery, ref, document, name, normal, name_key, former)
SELECT place, delivery, ref, document, name, normal, name_key, false
FROM staged WHERE name_key IS NOT NULL ORDER BY ref
"""
_PROFILES = """
INSERT INTO subjects_profile
    (statement, delivery, ref, document, status, division, industry, organisation_type,
     established_on)
SELECT place, delivery, ref, document, status, division, industry, organisation_type,
       established_on
FROM staged WHERE status <> '' OR division <> '' OR established_on IS NOT NULL
ORDER BY place
"""
_OLDER = """
INSERT INTO subjects_identifier (statement, delivery, ref, document, older, scheme)
SELECT place, delivery, ref, document, {scheme}_ref, '{scheme}'
FROM staged WHERE {scheme}_ref IS NOT NULL AND scheme = 'uscc' ORDER BY ref
"""
_OLDER_CODES = """
INSERT INTO subjects_reference (ref, scheme, code)
SELECT DISTINCT {scheme}_ref, '{scheme}', {scheme}
FROM staged WHERE {scheme}_ref IS NOT NULL ORDER BY {scheme}_ref
ON CONFLICT DO NOTHING
"""
_SCHEMES = ("organisation_code", "registration_number", "tax_number")

# statement, delivery, ref, document, name, normal form, key of the normal form
Told = tuple[int, int, bytes, bytes, str, str, bytes]


def open_delivery(
    delivery: int,
    region: str,
    source: str,
    issued_at: datetime,
    batch: str,
    received_on: date,
    opened_at: datetime,
) -> None:
    """A submission begins; nothing it says counts yet."""
    Delivery.objects.create(
        id=delivery,
        region=region,
        source=source,
        issued_at=issued_at,
        batch=batch,
        received_on=received_on,
        opened_at=opened_at,
    )


def close_delivery(delivery: int, closed_at: datetime) -> None:
    """From now on, everything the submission said counts."""
    told = Delivery.objects.get(pk=delivery)
    told.closed = True
    told.counted_on = told.received_on + (local_day(closed_at) - local_day(told.opened_at))
    told.save(update_fields=["closed", "counted_on"])


def told_again(delivery: int, issued_at: datetime, batch: str) -> None:
    """The same file was issued once more: what it says ranks by the latest issue."""
    told = Delivery.objects.get(pk=delivery)
    if (issued_at, batch) > (told.issued_at, told.batch):
        told.issued_at, told.batch = issued_at, batch
        told.save(update_fields=["issued_at", "batch"])


def add_references() -> None:
    """Remember which codes the staged rows are attached by."""
    with connection().cursor() as cursor:
        cursor.execute(_REFERENCES)


def add_evidence(former: list[Told]) -> None:
    """Take in what staged registrations or code maps say of their organisations.

    `former`: every other name told.
    """
    with connection().cursor() as cursor:
        cursor.execute(_NAMES)
        cursor.execute(_PROFILES)
        for scheme in _SCHEMES:
            cursor.execute(_OLDER.format(scheme=scheme))
            cursor.execute(_OLDER_CODES.format(scheme=scheme))
    Name.objects.bulk_create(
        Name(
            statement=statement,
            delivery=delivery,
            ref=ref,
            document=document,
            name=name,
            normal=normal,
            name_key=key,
            former=True,
        )
        for statement, delivery, ref, document, name, normal, key in former
    )


def linked(event: SubjectLinked, about: Envelope) -> None:
    """The judgement stands."""
    Judgement.objects.create(
        id=event.judgement,
        kind=event.link,
        ref=event.ref,
        other=event.other,
        since=event.since,
        ground=event.ground,
        act_number=event.act_number,
        evidence=event.evidence,
        region=about.region,
        actor=about.actor,
        made_at=about.recorded_at,
        made_on=local_day(about.recorded_at),
    )


def unlinked(event: SubjectUnlinked, about: Envelope) -> None:
    """The judgement does not stand any more."""
    Judgement.objects.filter(pk=event.judgement).update(
        undone_at=about.recorded_at,
        undone_on=local_day(about.recorded_at),
        undone_by=about.actor,
        undone_for=event.ground,
    )
