"""What an officer may decide about identity: link, and take a link back. Nothing is ever overwritten.

Clause  S27, S28. A link is explained (its ground), keyed by the evidence that was shown, and
reversible. Adverse records never pass along `succeeds`.
"""

from dataclasses import dataclass
from datetime import date, datetime

from creditdelta.journal.database import writing
from creditdelta.journal.home import key
from creditdelta.journal.services import Envelope, record, seal
from creditdelta.kernel.keyed import opaque
from creditdelta.rulebook.enums import enum
from creditdelta.subjects import apply
from creditdelta.subjects.events import SubjectLinked, SubjectUnlinked
from creditdelta.subjects.judgements import evidence_of, standing_between
from creditdelta.subjects.models import Judgement, Reference
from creditdelta.subjects.rules import NAME, SAME, SUCCEEDS

GROUNDS = "link-ground"
USCC = "uscc"


class LinkRefused(ValueError):
    """The link would say something that cannot be; `why` is a word of `WHYS`."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


WHYS = {
    "ground": ("理由不在清单内", "the ground is not on the list"),
    "kind": ("没有这种关联", "there is no such kind of link"),
    "unknown": ("没有这个代码或号码", "nobody ever reported by that code or number"),
    "target": ("须关联到一个统一社会信用代码", "the link must lead to a unified code"),
    "own_code": (
        "统一社会信用代码只代表它自己，换码请用 succeeds",
        "a unified code stands for itself",
    ),
    "since": (
        "换码须写明日期，其他关联没有日期",
        "a succession needs its day, other links have none",
    ),
    "again": ("已有同样或相反的关联", "such a link, or its contrary, stands already"),
    "not_standing": ("没有这条有效的关联", "no such link stands"),
}


@dataclass(frozen=True, slots=True)
class Link:
    """What an officer asks for. `ref`: a reference, or for `name` the key of a name."""

    kind: str
    ref: bytes
    other: bytes
    ground: str
    act_number: str = ""
    since: date | None = None


def link(asked: Link, about: Envelope) -> bytes:
    """Record a judgement; returns its id. Raises `LinkRefused`."""
    with writing():
        _check(asked)
        evidence = evidence_of(asked.kind, asked.ref, asked.other)
        event = SubjectLinked(
            judgement=_id(asked, about.recorded_at),
            link=asked.kind,
            ref=asked.ref,
            other=asked.other,
            since=asked.since,
            ground=asked.ground,
            act_number=asked.act_number,
            evidence=evidence,
        )
        record(event, apply.linked, about)
    seal()
    return event.judgement


def unlink(judgement: bytes, ground: str, about: Envelope, act_number: str = "") -> None:
    """Take a judgement back; raises `LinkRefused` where none stands."""
    with writing():
        _check_ground(ground)
        if not Judgement.objects.filter(pk=judgement, undone_at=None).exists():
            raise LinkRefused("not_standing")
        record(SubjectUnlinked(judgement, ground, act_number), apply.unlinked, about)
    seal()


def _check(asked: Link) -> None:
    _check_ground(asked.ground)
    if asked.kind not in (SAME, NAME, SUCCEEDS):
        raise LinkRefused("kind")
    if (asked.since is None) == (asked.kind == SUCCEEDS):
        raise LinkRefused("since")
    if _scheme(asked.other) != USCC:
        raise LinkRefused("target")
    if asked.kind == SAME and _scheme(asked.ref) == USCC:
        raise LinkRefused("own_code")
    if asked.kind == SUCCEEDS and (_scheme(asked.ref) != USCC or asked.ref == asked.other):
        raise LinkRefused("target")
    if standing_between(asked.kind, asked.ref, asked.other):
        raise LinkRefused("again")


def _check_ground(ground: str) -> None:
    if ground not in {row.code for row in enum(GROUNDS).rows}:
        raise LinkRefused("ground")


def _scheme(ref: bytes) -> str:
    found = Reference.objects.filter(pk=ref).values_list("scheme", flat=True).first()
    if found is None:
        raise LinkRefused("unknown")
    return found


def _id(asked: Link, at: datetime) -> bytes:
    parts = (asked.kind, asked.ref.hex(), asked.other.hex(), at.isoformat())
    return opaque(key("identity"), "judgement", parts)
