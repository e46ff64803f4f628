"""What an officer may decide about a record: withdraw, replace its key, let it stand again.

Clause  S28, S31. Each rests on a document, named by its number and the SHA-256 of its bytes. A
withdrawal may come before its record: it waits for it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from creditdelta.journal.database import writing
from creditdelta.journal.home import key
from creditdelta.journal.services import Envelope, record, seal
from creditdelta.kernel.keyed import opaque
from creditdelta.pipeline.ledger_rows import document_parts
from creditdelta.records import decisions_apply as apply
from creditdelta.records.events import RecordClosed, RecordReopened
from creditdelta.records.models import Closure
from creditdelta.records.queries import closings_of
from creditdelta.rulebook.enums import enum

GROUNDS = "withdrawal-ground"
WITHDRAWN, REPLACED = "withdrawn", "replaced"
REPAIRED, LIFTED, REPAIR_GROUND = "repaired", "lifted", "信用修复"
_SHA256 = re.compile(r"[0-9a-f]{64}")


class DecisionRefused(ValueError):
    """The decision cannot be recorded; `why` is a word of `WHYS`."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


WHYS = {
    "ground": ("理由不在清单内", "the ground is not on the list"),
    "act": ("须写明文书号和文书的 SHA-256", "name the document: its number and its SHA-256"),
    "future": ("日期晚于今天", "the day lies after today"),
    "closed": ("该记录已经关闭", "the record is closed already"),
    "open": ("该记录没有关闭", "the record is not closed"),
    "itself": ("更正后的编号与原编号相同", "the corrected number is the same as before"),
}


@dataclass(frozen=True, slots=True)
class Act:
    """The document a decision rests on."""

    number: str
    digest: str


@dataclass(frozen=True, slots=True)
class Target:
    """Which record: its organisation and its document."""

    ref: bytes
    document: bytes


def withdraw(
    target: Target, ground: str, act: Act, on: date, about: Envelope, *, today: date
) -> bytes:
    """Close a record; returns the closing's id. Raises `DecisionRefused`."""
    return _close(target, None, ground, act, on, about, today)


def replace(
    target: Target, successor: bytes, ground: str, act: Act, on: date, about: Envelope, *,
    today: date,
) -> bytes:  # fmt: skip
    """Close a record whose number was wrong; `successor` is the document with the right one."""
    if successor == target.document:
        raise DecisionRefused("itself")
    return _close(target, successor, ground, act, on, about, today)


def reopen(target: Target, act: Act, about: Envelope) -> None:
    """Let a closed record stand again by a decision; raises `DecisionRefused`."""
    with writing():
        _reopened(target, closings_of(target.ref, target.document), act, about)
    seal()


def _reopened(target: Target, closings: Iterable[bytes], act: Act, about: Envelope) -> None:
    _check_act(act)
    found = tuple(sorted(closings))
    if not found:
        raise DecisionRefused("open")
    event = RecordReopened(target.ref, target.document, found, act.number, act.digest)
    record(event, apply.reopened, about)


def unrepair_within(target: Target, act: Act, about: Envelope) -> None:
    """Within the caller's `writing()`: a repair was revoked; what else closed the record goes on closing it.

    Raises `DecisionRefused`.
    """
    closing = closings_of(target.ref, target.document)
    mine = Closure.objects.filter(pk__in=closing, manner__in=(REPAIRED, LIFTED))
    _reopened(target, [bytes(id) for id in mine.values_list("pk", flat=True)], act, about)


def repair_within(target: Target, act: Act, on: date, about: Envelope, *, lifts: bool) -> None:
    """Within the caller's `writing()`: a record was repaired. Raises `DecisionRefused`.

    `lifts`: only until the plan of a reorganisation was carried out.
    """
    _check_act(act)
    _closed(target, LIFTED if lifts else REPAIRED, None, REPAIR_GROUND, act, on, about)


def document_of(kind: str, authority: str, number: tuple[str, ...]) -> bytes:
    """The document id of a kind of record, its deciding authority and its number."""
    return opaque(key("identity"), "document", document_parts(kind, authority, number))


def _close(
    target: Target, successor: bytes | None, ground: str, act: Act, on: date, about: Envelope,
    today: date,
) -> bytes:  # fmt: skip
    _check_act(act)
    if ground not in {row.code for row in enum(GROUNDS).rows}:
        raise DecisionRefused("ground")
    if on > today:
        raise DecisionRefused("future")
    manner = WITHDRAWN if successor is None else REPLACED
    with writing():
        closing = _closed(target, manner, successor, ground, act, on, about)
    seal()
    return closing


def _closed(
    target: Target, manner: str, successor: bytes | None, ground: str, act: Act, on: date,
    about: Envelope,
) -> bytes:  # fmt: skip
    if closings_of(target.ref, target.document):
        raise DecisionRefused("closed")
    parts = (target.ref.hex(), target.document.hex(), about.recorded_at.isoformat())
    event = RecordClosed(
        closing=opaque(key("identity"), "closing", parts),
        ref=target.ref,
        document=target.document,
        manner=manner,
        ground=ground,
        closed_on=on,
        successor=successor,
        act_number=act.number,
        act_digest=act.digest,
    )
    record(event, apply.closed, about)
    return event.closing


def is_sha256(text: str) -> bool:
    """Whether a text is a SHA-256 as 64 digits, in small letters."""
    return _SHA256.fullmatch(text) is not None


def _check_act(act: Act) -> None:
    if not act.number.strip() or not is_sha256(act.digest):
        raise DecisionRefused("act")
