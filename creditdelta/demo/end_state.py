"""Does the ledger hold at the end what the world's answer key says it must?

Clause  S3, S27, S28. Everything is computed from rows that count, in the words of subjects/sql.py;
the key was reckoned from the records as they were made, before they became files.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from django.db.models import Sum

from creditdelta.intake.models import Finding
from creditdelta.journal.home import key as secret
from creditdelta.journal.models import Event
from creditdelta.journal.queries import verdict
from creditdelta.journal.services import checkpoint
from creditdelta.kernel.keyed import opaque_many
from creditdelta.pipeline.ledger_rows import WITHDRAWAL, document_parts
from creditdelta.records.queries import confirming
from creditdelta.rulebook.records import standard
from creditdelta.subjects import sql
from creditdelta.subjects.queries import Row, rows

What = Literal["confirmed", "standing", "waiting", "withdrawn"]

_CONFIRMED = """
SELECT substr(r.code, 3, 2), count(*) FROM subjects_reference r
WHERE r.scheme = 'uscc' AND {confirmed} GROUP BY 1
"""
_TOLD = """
SELECT s.standard, s.document, s.name_key, {subject} AS subject
FROM records_statement s JOIN subjects_delivery d ON d.id = s.delivery
JOIN subjects_reference r ON r.ref = s.ref WHERE {delivered}
"""
_ATTACHED = "t.subject IS NOT NULL AND {confirmed} AND ({confirms} OR {named})"
_STANDING = """
SELECT kind, count(*) FROM (
    SELECT MIN(t.standard) AS kind FROM ({told}) t WHERE {attached} AND NOT EXISTS (
        SELECT 1 FROM records_closure c LEFT JOIN subjects_delivery e ON e.id = c.delivery
        WHERE c.ref = t.subject AND c.document = t.document AND {closing})
    GROUP BY t.subject, t.document
) standing GROUP BY kind
"""
_WAITING = "SELECT t.standard, count(*) FROM ({told}) t WHERE NOT ({attached}) GROUP BY t.standard"
_CLOSED = """
SELECT DISTINCT c.ref, c.document FROM records_closure c
LEFT JOIN subjects_delivery e ON e.id = c.delivery WHERE {closing}
"""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of the end: of which region or kind, what the key says and what the ledger holds."""

    what: What
    of: str
    expected: int
    found: int

    @property
    def right(self) -> bool:
        """Whether both agree."""
        return self.expected == self.found


@dataclass(frozen=True, slots=True)
class State:
    """Everything the demonstration says of the ledger once all files are in."""

    figures: tuple[Figure, ...]
    reasons: tuple[tuple[str, int], ...]  # code and how often, most frequent first
    events: int  # with a number
    unsealed: int
    checkpoints: int  # signed, outside the database
    unaltered: bool


def end_state(answers: dict[str, Any]) -> State:
    """What the ledger holds now, beside what the key says; the journal is signed and verified."""
    told = Finding.objects.values_list("code").annotate(times=Sum("count"))
    checkpoint()
    journal = verdict()
    return State(
        figures=tuple(figures(answers)),
        reasons=tuple(told.order_by("-times", "code")),
        events=journal.events,
        unsealed=Event.objects.filter(number=None).count(),
        checkpoints=journal.checkpoints,
        unaltered=journal.ok,
    )


def figures(answers: dict[str, Any]) -> list[Figure]:
    """Every figure that the key gives for the end."""
    found = [
        *_compared("confirmed", answers["confirmed"], _confirmed()),
        *_compared("standing", answers["live"], _by_kind(_standing())),
        *_compared("waiting", answers["waiting_at_end"], _by_kind(_waiting())),
    ]
    return [*found, _withdrawn(answers["withdrawn"])]


def _compared(what: What, expected: dict[str, int], found: dict[str, int]) -> Iterator[Figure]:
    for of in sorted(expected.keys() | found.keys()):
        yield Figure(what, of, expected.get(of, 0), found.get(of, 0))


def _confirmed() -> dict[str, int]:
    found = rows(_CONFIRMED.format(confirmed=sql.confirmed("r.ref")))
    return {f"{province}0000": count for province, count in found}


def _standing() -> list[Row]:
    return _asked(_STANDING, closing=sql.closing("c", "e"))


def _waiting() -> list[Row]:
    return _asked(_WAITING)


def _asked(statement: str, **parts: str) -> list[Row]:
    confirms = sorted(confirming())
    attached = _ATTACHED.format(
        confirmed=sql.confirmed("t.subject"),
        named=sql.named("t.subject", "t.name_key"),
        confirms=f"t.standard IN ({', '.join(['%s'] * len(confirms))})",
    )
    told = _TOLD.format(subject=sql.subject("r.ref", "r.scheme"), delivered=sql.delivered("d"))
    return rows(statement.format(told=told, attached=attached, **parts), confirms)


def _by_kind(found: list[Row]) -> dict[str, int]:
    """Counts by kind of record; an instruction to withdraw is none."""
    counts: Counter[str] = Counter()
    for form, count in found:
        counts[form.partition("/")[0]] += count
    del counts[WITHDRAWAL]
    return counts


def _withdrawn(told: list[dict[str, str]]) -> Figure:
    """The very records the key names are closed, and no other: what is too many counts as missing."""
    key = secret("identity")
    about = (("uscc", one["uscc"]) for one in told)
    refs = opaque_many(key, "reference", about)
    documents = opaque_many(key, "document", map(_document, told))
    wanted = set(zip(refs, documents, strict=True))
    closed = {(bytes(ref), bytes(document)) for ref, document in rows(_closed())}
    return Figure("withdrawn", "", len(wanted), len(closed & wanted) - len(closed - wanted))


def _document(one: dict[str, str]) -> tuple[str, ...]:
    """What the id of a record of the key is made of: the key joins the parts of a number with /."""
    role = standard(one["kind"]).role
    number = one["number"].rsplit("/", len(role.number) - 1) if role.number else ()
    return document_parts(one["kind"], one["authority"] if role.authority else "", number)


def _closed() -> str:
    return _CLOSED.format(closing=sql.closing("c", "e"))
