"""Which entries are there, what do they rest on, and which are in force on a day?

Clause  S15, S36, S37. In force is asked, never kept: five statements, however many entries are asked about.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import QuerySet

from creditdelta.kernel.keyed import ID_BYTES
from creditdelta.lists.in_use import lasts
from creditdelta.lists.models import Candidate, Step
from creditdelta.lists.models import Entry as Row
from creditdelta.lists.rows import documents_of, told
from creditdelta.lists.rules import CLOSED, Entry, Standing, Taken
from creditdelta.records.many import records_of_many
from creditdelta.records.rules import Record
from creditdelta.rulebook.listings import listing_on
from creditdelta.subjects import sql
from creditdelta.subjects.queries import marks, rows

AT_ONCE = 5_000
_FALLEN = """
SELECT g.entry, min(CAST(c.closed_on AS TEXT)) FROM lists_ground g
JOIN lists_entry e ON e.id = g.entry
JOIN records_closure c ON c.document = g.document
LEFT JOIN subjects_reference r ON r.ref = c.ref
LEFT JOIN subjects_delivery d ON d.id = c.delivery
WHERE g.entry IN ({entries}) AND COALESCE({subject}, c.ref) = e.ref AND {closing}
GROUP BY g.entry
"""


def entry(id: bytes) -> Entry | None:
    """One entry with the records it rests on."""
    return next(iter(_told(Row.objects.filter(pk=id))), None)


def entries_of(ref: bytes) -> list[Entry]:
    """Every entry of an organisation, the latest first."""
    return _told(Row.objects.filter(ref=ref).order_by("-proposed_on", "id"))


def entries_in(list_: str) -> list[Entry]:
    """Every entry of a list that was ever confirmed, the latest first."""
    found = Row.objects.filter(list=list_, confirmed_on__isnull=False)
    return _told(found.order_by("-confirmed_on", "id"))


def entries_confirmed() -> list[Entry]:
    """Every entry of every list that was ever confirmed."""
    return _told(Row.objects.filter(confirmed_on__isnull=False).order_by("id"))


def entries_by(office: str) -> list[Entry]:
    """Everything an office proposed, the longest unmoved first."""
    return _told(Row.objects.filter(office=office).order_by("moved_at", "id"))


def open_of(list_: str, ref: bytes) -> list[Entry]:
    """What is under way or listed about an organisation in one list."""
    return _told(Row.objects.filter(list=list_, ref=ref).exclude(state__in=CLOSED))


def candidates_of(list_: str, ref: bytes) -> list[Candidate]:
    """By which criteria of a list an organisation is a candidate."""
    return list(Candidate.objects.filter(list=list_, ref=ref).order_by("criterion"))


def counting_for(found: Iterable[Candidate]) -> tuple[bytes, ...]:
    """The records by which somebody is a candidate, each once."""
    every = b"".join(bytes(one.documents) for one in found)
    ids = (every[start : start + ID_BYTES] for start in range(0, len(every), ID_BYTES))
    return tuple(dict.fromkeys(ids))


def taken(entries: Iterable[bytes]) -> dict[bytes, list[Taken]]:
    """The steps of entries, in their order."""
    found: dict[bytes, list[Taken]] = defaultdict(list)
    for part in _parts(list(entries)):
        for step in Step.objects.filter(entry__in=part).order_by("number"):
            found[bytes(step.entry)].append(Taken(step.kind, step.happened_on))
    return found


def standings(entries: Sequence[Entry]) -> dict[bytes, Standing]:
    """What entries rest on: documents, records named, and the record that must go on standing."""
    fallen = _fallen([one.id for one in entries])
    kept = _kept(entries)
    return {one.id: Standing(lasts(one), fallen.get(one.id), kept.get(one.id)) for one in entries}


def _told(found: "QuerySet[Row]") -> list[Entry]:
    listed = list(found)
    named: dict[bytes, tuple[bytes, ...]] = {}
    for part in _parts([bytes(row.id) for row in listed]):
        named |= documents_of(part)
    return [told(row, named.get(bytes(row.id), ())) for row in listed]


def _fallen(ids: list[bytes]) -> dict[bytes, date]:
    """By entry the first day on which a record it names was closed."""
    found: dict[bytes, date] = {}
    for part in _parts(ids):
        statement = _FALLEN.format(
            entries=marks(part),
            subject=sql.subject("r.ref", "r.scheme"),
            closing=sql.closing("c", "d"),
        )
        found |= {bytes(id): date.fromisoformat(day) for id, day in rows(statement, part)}
    return found


def _kept(entries: Sequence[Entry]) -> dict[bytes, date]:
    """By entry the last day on which the record stood that must go on standing, where it has ended."""
    needed = {one.id: kind for one in entries if (kind := _condition(one))}
    refs = sorted({one.ref for one in entries if one.id in needed})
    found: dict[bytes, date] = {}
    for part in _parts(refs):
        known = records_of_many(part, day=date.max)
        for one in entries:
            if one.id in needed and one.ref in known:
                last = _last_day(known[one.ref].records, needed[one.id])
                found |= {one.id: last} if last is not None else {}
    return found


def _condition(one: Entry) -> str:
    return listing_on(one.list, one.rule).while_stands


def _last_day(records: Iterable[Record], kind: str) -> date | None:
    """The last day on which a record of a kind stood; None while one does."""
    last = date.min
    for record in records:
        said = record.speaking
        if said is None or said.standard.partition("/")[0] != kind or record.wait:
            continue
        if record.closing is not None:
            last = max(last, record.closing.closed_on)
        elif said.ends_on is None:
            return None
        else:
            last = max(last, said.ends_on)
    return last


def _parts(ids: list[bytes]) -> Iterable[list[bytes]]:
    return (ids[at : at + AT_ONCE] for at in range(0, len(ids), AT_ONCE))
