"""An office tells somebody something: the notice gets its number and waits on every channel of its kind.

Clause  S9. Decide, record, apply. Numbers have no gaps: they are given within `writing()`, one
writer at a time, and a transaction that fails takes its numbers with it.
"""

import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from creditdelta.journal.database import connection, writing
from creditdelta.journal.services import Envelope, record, seal
from creditdelta.journal.synthetic import business_day
from creditdelta.kernel.terms import due_after, step
from creditdelta.notices import apply, contents
from creditdelta.notices.contents import Said
from creditdelta.notices.events import NoticeErased, NoticeIssued
from creditdelta.notices.models import Notice
from creditdelta.notices.queries import last_serial
from creditdelta.notices.rules import MoveRefused
from creditdelta.notices.wording import checked
from creditdelta.rulebook.calendars import calendar
from creditdelta.rulebook.enums import enum
from creditdelta.rulebook.notices import Kind, kind_on, pattern_on
from creditdelta.rulebook.offices import office as found_by
from creditdelta.rulebook.senders import sign_of
from creditdelta.subjects.queries import codes_of, portraits_of

ID_BYTES = 16
AT_ONCE = 400  # notices of one transaction: some 2,400 rows, about a second
GROUNDS = "erasure-ground"


class NotWriting(RuntimeError):
    """A notice is issued within `writing()` of whoever decides what it tells."""


class NoAddressee(ValueError):
    """The kind is for organisations and no organisation was named, or the other way round."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One notice to be issued: for an organisation, or for an account."""

    ref: bytes | None
    fields: Mapping[str, str]
    account: str = ""


def issue(
    kind: str,
    ref: bytes | None,
    office: str,
    fields: Mapping[str, str],
    about: Envelope,
    *,
    account: str = "",
) -> bytes:
    """Issue one notice within the caller's `writing()`; returns its id.

    Raises `UnknownNotice`, `FieldsRefused`, `UnknownSender`, `UnknownOffice`, `NoAddressee`.
    """
    return issue_many(kind, office, [Asked(ref, fields, account)], about)[0]


def issue_many(
    kind: str, office: str, asked: Sequence[Asked], about: Envelope, *, on: date | None = None
) -> list[bytes]:
    """Issue notices of one kind, numbered in the order given, within the caller's `writing()`.

    At most `AT_ONCE` belong into one transaction. `on`: the day of issue, today where not told.
    """
    if not connection().in_atomic_block:
        raise NotWriting(kind)
    day = on or business_day()
    row = kind_on(kind, day)
    given = [(one, checked(row, one.fields)) for one in asked]
    if any((one.ref is None) == (row.to == "organisation") for one in asked):
        raise NoAddressee(kind)
    refs = [one.ref for one in asked if one.ref is not None]
    names = {ref: found.name for ref, found in portraits_of(refs).items()}
    codes = {ref: code for ref, (_, code) in codes_of(refs).items()}
    numbers = _numbered(row, office, day)
    events, rows = [], []
    for one, fields in given:
        serial, number = next(numbers)
        notice = secrets.token_bytes(ID_BYTES)
        ref = one.ref or b""
        said = Said(number, names.get(ref, ""), codes.get(ref, ""), fields)
        kept = contents.sealed(notice, said)
        rows.append(kept.row)
        events.append(_event(row, one, office, notice, serial, said, kept.commitment, day))
    contents.keep(rows)
    for event in events:
        record(event, apply.issued, about)
    return [event.notice for event in events]


def issue_in_parts(
    kind: str, office: str, asked: Sequence[Asked], about: Envelope
) -> Iterator[list[bytes]]:
    """Issue many notices, `AT_ONCE` in a transaction; gives the ids of each part once it stands."""
    for begin in range(0, len(asked), AT_ONCE):
        with writing():
            ids = issue_many(kind, office, asked[begin : begin + AT_ONCE], about)
        seal()
        yield ids


def erase(notice: bytes, ground: str, about: Envelope) -> None:
    """Destroy what a notice said; that it was issued and served stays. Raises `MoveRefused`."""
    with writing():
        erase_within(notice, ground, about)
    seal()


def erase_within(notice: bytes, ground: str, about: Envelope) -> None:
    """`erase` within the caller's `writing()`. Raises `MoveRefused`."""
    if ground not in {row.code for row in enum(GROUNDS).rows}:
        raise MoveRefused("ground")
    found = Notice.objects.filter(pk=notice).first()
    if found is None:
        raise MoveRefused("unknown")
    if found.erased_at is not None:
        raise MoveRefused("erased")
    record(NoticeErased(notice, ground), apply.erased, about)
    contents.forget(notice)


def _numbered(kind: Kind, office: str, day: date) -> Iterator[tuple[int, str]]:
    known = found_by(office, day)  # whose name will stand above the letter
    serial, sender = last_serial(known.id, kind.id, day.year), sign_of(known.id)
    pattern = pattern_on(day)
    while True:
        serial += 1
        yield serial, pattern.format(sender=sender, mark=kind.mark, year=day.year, serial=serial)


def _event(
    kind: Kind,
    asked: Asked,
    office: str,
    notice: bytes,
    serial: int,
    said: Said,
    commitment: bytes,
    day: date,
) -> NoticeIssued:
    term = (step(kind.serve),) if kind.serve else ()
    return NoticeIssued(
        notice=notice,
        form=kind.id,
        since=kind.since,
        ref=asked.ref,
        account=asked.account,
        office=office,
        year=day.year,
        serial=serial,
        number=said.number,
        issued_on=day,
        due_on=due_after(day, term, calendar()).date if term else None,
        channels=kind.channels,
        commitment=commitment,
    )
