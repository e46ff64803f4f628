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
from creditdelta.kernel.keyed import opaque_many
from creditdelta.pipeline.ledger_rows import WITHDRAWAL, document_parts
from creditdelta.records.queries import confirming
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
    sealed: int  # events of the journal with a number
    unsealed: int


def end_state(answers: dict[str, Any]) -> State:
    """What the ledger holds now, beside what the key says."""
    told = Finding.objects.values_list("code").annotate(times=Sum("count"))
    return State(
        figures=tuple(figures(answers)),
        reasons=tuple(told.order_by("-times", "code")),
        sealed=Event.objects.exclude(number=None).count(),
        unsealed=Event.objects.filter(number=None).count(),
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
    for standard, count in found:
        counts[standard.partition("/")[0]] += count
    del counts[WITHDRAWAL]
    return counts


def _withdrawn(told: list[dict[str, str]]) -> Figure:
    """The very records the key names are closed, and no other: what is too many counts as missing."""
    key = secret("identity")
    about = (("uscc", one["uscc"]) for one in told)
    parts = (document_parts(one["kind"], one["authority"], (one["number"],)) for one in told)
    refs, documents = opaque_many(key, "reference", about), opaque_many(key, "document", parts)
    wanted = set(zip(refs, documents, strict=True))
    closed = {(bytes(ref), bytes(document)) for ref, document in rows(_closed())}
    return Figure("withdrawn", "", len(wanted), len(closed & wanted) - len(closed - wanted))


def _closed() -> str:
    return _CLOSED.format(closing=sql.closing("c", "e"))
