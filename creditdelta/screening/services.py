"""A list is received, asked about, removed.

Clause  S30, S70. Its entries go to files of the home; the journal is told office, length and a commitment.
"""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import blake2b
from pathlib import Path

from creditdelta.journal.database import writing
from creditdelta.journal.home import key
from creditdelta.journal.services import envelope, record
from creditdelta.journal.synthetic import business_day
from creditdelta.rulebook.offices import office as office_of_id
from creditdelta.rulebook.screening import screening_on
from creditdelta.rulebook.uploads import uploads_on
from creditdelta.screening import apply, kept
from creditdelta.screening.events import ScreeningMade
from creditdelta.screening.models import Job
from creditdelta.screening.moves import OPEN, STATES, moved
from creditdelta.screening.rules import Entry
from creditdelta.uploads.arriving import check_room

ID_BYTES = 16
DIGEST_BYTES = 32


class TooManyOpen(ValueError):
    """The office has as many lists on their way as it may have."""


class NothingSent(ValueError):
    """There is no entry in the list."""


@dataclass(frozen=True, slots=True)
class Received:
    """A list that lies in files and belongs to no job yet."""

    id: str
    place: Path
    entry_count: int
    person_count: int
    digest: bytes

    def drop(self) -> None:
        """Be gone, unless a job took it over."""
        kept.remove(self.place)


def received(batches: Iterable[list[Entry]]) -> Received:
    """Lay a list down, a piece for each batch. Raises what the batches raise, `NothingSent`, `NoRoom`."""
    check_room(0, uploads_on(business_day()))
    id = secrets.token_hex(ID_BYTES)
    place = kept.begun(id)
    state = blake2b(id.encode(), key=key("identity"), digest_size=DIGEST_BYTES, person=b"screening")
    entries = persons = 0
    whole = False
    try:
        for piece, batch in enumerate(batches):
            state.update(kept.laid_down(place, piece, batch))
            entries += len(batch)
            persons += sum(one.person for one in batch)
        if not entries:
            raise NothingSent
        whole = True
    finally:
        if not whole:
            kept.remove(place)
    return Received(id, place, entries, persons, state.digest())


def ask(office: str, account: str, sent: Received) -> Job:
    """Have a list screened. Raises `TooManyOpen`, `UnknownOffice`."""
    day, now = business_day(), datetime.now(UTC)
    region = office_of_id(office, day).region
    event = ScreeningMade(bytes.fromhex(sent.id), office, sent.entry_count, sent.digest)
    with writing():
        waiting = Job.objects.filter(office=office, state__in=OPEN).count()
        if waiting >= screening_on(day).most_open:
            raise TooManyOpen(office)
        job = Job(
            id=sent.id, office=office, region=region, account=account, state="waiting", day=day,
            entry_count=sent.entry_count, person_count=sent.person_count,
            asked_at=now, changed_at=now,
        )  # fmt: skip
        job.save(force_insert=True)
        record(event, apply.made, envelope(region, account))
        kept.named(sent.place, sent.id)
    return job


def remove(job: Job) -> None:
    """Remove a list and its answers now."""
    moved(job, "ended", STATES)
    kept.remove(kept.place_of(job.pk))
