"""A look is entered before anything is shown; a secret one is told when its case closes; weeks are reviewed.

Clause  S71, S9. Decided, recorded, applied.
"""

import secrets
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from creditdelta.accounts.reader import Held
from creditdelta.journal.database import writing
from creditdelta.journal.services import Envelope, record
from creditdelta.lookups import apply
from creditdelta.lookups.events import LookupDisclosed, LookupMade, LookupsReviewed
from creditdelta.lookups.models import Lookup, Reference
from creditdelta.lookups.queries import week_of
from creditdelta.lookups.rules import Lacking, lacking, monday
from creditdelta.rulebook.enums import enum
from creditdelta.rulebook.purposes import purposes

ID_BYTES = 16
OUTCOMES = "lookup-outcome"


class LookRefused(ValueError):
    """Something was not said before the look; `why` is a word of `WHYS`."""

    def __init__(self, why: Lacking | str) -> None:
        super().__init__(why)
        self.why = why


WHYS = {
    "purpose": ("请选择查询目的", "choose the purpose"),
    "reference": ("请填写案件、项目或文件的编号", "give the number of the case, project or file"),
    "too_long": ("编号太长，请填 80 字以内", "the number is too long: 80 characters at most"),
    "open": ("没有这次查看，或已向该组织显示", "there is no such look, or it is shown already"),
    "outcome": ("请选择复核结果", "choose the outcome"),
    "account": ("这一周的提示里没有这个账户", "no hint of this week is about that account"),
    "unprintable": ("编号里有不能打印的字符", "the number holds characters that cannot be printed"),
    "week": ("这一周还没有结束", "the week is not over yet"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What an officer says before the look: which organisation, why, for which case."""

    ref: bytes
    purpose: str
    reference: str


def look(asked: Asked, post: Held, about: Envelope) -> bytes:
    """Enter a look in the log; returns its id. Raises `LookRefused`. `about.actor`: the account."""
    purpose, reference = purposes().get(asked.purpose), asked.reference.strip()
    why = lacking(purpose, reference)
    if purpose is None or why is not None:
        raise LookRefused(why or "purpose")
    lookup, salt = secrets.token_bytes(ID_BYTES), secrets.token_bytes(ID_BYTES)
    event = LookupMade(
        lookup=lookup,
        ref=asked.ref,
        role=post.role,
        office=post.office,
        purpose=purpose.id,
        secret=purpose.secret,
        commitment=commitment(salt, reference),
    )
    with writing():
        Reference.objects.create(lookup=lookup, text=reference, salt=salt)
        record(event, apply.made, about)
    return lookup


def disclose(lookup: bytes, office: str, about: Envelope) -> None:
    """The case is closed: the organisation may see the look from now on. Raises `LookRefused`."""
    with writing():
        if not Lookup.objects.filter(pk=lookup, office=office, shown_at=None).exists():
            raise LookRefused("open")
        record(LookupDisclosed(lookup), apply.disclosed, about)


def review(week: date, account: str, outcome: str, about: Envelope, today: date) -> None:
    """Keep what the audit administrator found about an account's week. Raises `LookRefused`."""
    if outcome not in {row.code for row in enum(OUTCOMES).rows}:
        raise LookRefused("outcome")
    start = monday(week)
    if start >= monday(today):
        raise LookRefused("week")
    if account not in {one.account for one in week_of(start).hints}:
        raise LookRefused("account")
    event = LookupsReviewed(secrets.token_bytes(ID_BYTES), start, account, outcome)
    with writing():
        record(event, apply.reviewed, about)


def commitment(salt: bytes, reference: str) -> bytes:
    """What the event holds of the number of a case."""
    return sha256(salt + reference.encode()).digest()
