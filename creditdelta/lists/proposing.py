"""Which lists does an office keep, who in its place meets their criteria, and what would it propose?

Clause  S15, S16; threats T6, T7: candidates are told to the office alone. Pages and doors ask here alike.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from creditdelta.lists.models import Candidate, Entry
from creditdelta.lists.queries import counting_for
from creditdelta.lists.rules import CLOSED, why_not_competent
from creditdelta.lists.services import Proposal
from creditdelta.records.publishing import masked
from creditdelta.rulebook.listings import Listing, listings
from creditdelta.rulebook.offices import Office
from creditdelta.rulebook.places import stem
from creditdelta.subjects.queries import codes_of, portraits_of


@dataclass(frozen=True, slots=True)
class Met:
    """An organisation of an office's place meets a criterion. `entry`: what is under way or listed."""

    criterion: str
    ref: bytes
    code: str
    name: str
    documents: tuple[bytes, ...]
    entry: bytes | None


def kept_by(own: Office) -> list[Listing]:
    """The lists for which an office is competent."""
    return [one for one in listings().values() if not why_not_competent(one, own, own.division, ())]


def kept(own: Office, id: str) -> Listing | None:
    """One of them."""
    return next((one for one in kept_by(own) if one.id == id), None)


def found_for(one: Listing, own: Office) -> "QuerySet[Candidate]":
    """The candidates of a list within an office's place."""
    rows = Candidate.objects.filter(list=one.id, division__startswith=stem(own.division))
    return rows.order_by("criterion", "ref")


def met(rows: Sequence[Candidate]) -> list[Met]:
    """The candidates with their organisations, and what is under way about them."""
    refs = sorted({bytes(row.ref) for row in rows})
    codes, portraits = codes_of(refs), portraits_of(refs)
    open_ = {
        (row.list, bytes(row.ref)): bytes(row.id)
        for row in Entry.objects.filter(ref__in=refs).exclude(state__in=CLOSED)
    }
    found: list[Met] = []
    for row in rows:
        ref = bytes(row.ref)
        code = codes[ref][1] if ref in codes else ""
        name = masked([portraits[ref].name])[0] if ref in portraits else code
        going = open_.get((row.list, ref))
        found.append(Met(row.criterion, ref, code, name, counting_for([row]), going))
    return found


def proposal(own: Office, found: Iterable[Candidate], reasons: str) -> Proposal:
    """What an office proposes about a candidate: by every criterion it meets, on every record counted."""
    every = list(found)
    return Proposal(
        list=every[0].list,
        ref=bytes(every[0].ref),
        office=own.id,
        criteria=tuple(one.criterion for one in every),
        documents=counting_for(every),
        reasons=reasons.strip(),
    )
