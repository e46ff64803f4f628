"""What was written about an entry goes for good: reasons, statement, answer, and what its letters said.

Clause  S71; architecture idea 1. Only of an entry that has ended: whoever stands in a list may read why.
"""

from datetime import date

from creditdelta.journal.database import writing
from creditdelta.journal.services import Envelope, record, seal
from creditdelta.lists import apply, texts
from creditdelta.lists.checks import NotPossible, check_listed
from creditdelta.lists.events import ListingErased
from creditdelta.lists.models import Step
from creditdelta.lists.queries import entry
from creditdelta.lists.rules import CLOSED, Entry
from creditdelta.notices.models import Notice
from creditdelta.notices.services import GROUNDS, erase_within


def erase(id: bytes, ground: str, about: Envelope, day: date) -> int:
    """Destroy what was written about an entry; how many texts and letters. Raises `NotPossible`."""
    check_listed(ground, GROUNDS)
    with writing():
        one = entry(id)
        if one is None:
            raise NotPossible("gone")
        if not has_ended(one, day):
            raise NotPossible("standing")
        letters = _letters(id)
        for notice in letters:
            erase_within(notice, ground, about)
        count = len(letters) + texts.forget(id)
        if not count:
            raise NotPossible("gone")
        record(ListingErased(id, ground, day), apply.erased, about)
    seal()
    return count


def has_ended(one: Entry, day: date) -> bool:
    """Whether an entry is closed, or its term is over."""
    return one.state in CLOSED or (one.until is not None and one.until < day)


def _letters(id: bytes) -> list[bytes]:
    """The letters of an entry whose words are still there."""
    told = Step.objects.filter(entry=id, notice__isnull=False).values("notice")
    found = Notice.objects.filter(pk__in=told, erased_at=None).order_by("issued_at", "number")
    return [bytes(one) for one in found.values_list("pk", flat=True)]
