"""Which function applies which event? The one table from event kinds to `apply`.

Clause  S34, S71: the same function serves a decision made here, a rebuild, and later an event from
another province. `prepare` opens what must lie ready before the transaction of a bulk event.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

from creditdelta.intake import apply as intake
from creditdelta.intake import events as submission
from creditdelta.journal.services import Envelope
from creditdelta.records import decisions_apply as decisions
from creditdelta.records import events as decided
from creditdelta.records import pool_apply as records
from creditdelta.records import pool_events as pool
from creditdelta.subjects import apply as subjects
from creditdelta.subjects import events as identity


@dataclass(frozen=True, slots=True)
class Entry:
    """An event's form in its newest version and what applies it."""

    form: type[Any]
    apply: Callable[[Any, Envelope], None]
    prepare: Callable[[Any], AbstractContextManager[None]] | None = None


_ENTRIES = (
    Entry(submission.SubmissionOpened, intake.opened),
    Entry(submission.SubmissionPartLoaded, intake.part_loaded, intake.part_laid_out),
    Entry(submission.SubmissionClosed, intake.closed),
    Entry(submission.SubmissionReleased, intake.released),
    Entry(submission.SubmissionRefused, intake.refused),
    Entry(submission.SubmissionRepeated, intake.repeated),
    Entry(submission.OriginalDestroyed, intake.original_destroyed),
    Entry(identity.SubjectLinked, subjects.linked),
    Entry(identity.SubjectUnlinked, subjects.unlinked),
    Entry(decided.RecordClosed, decisions.closed),
    Entry(decided.RecordReopened, decisions.reopened),
    Entry(pool.PoolCompacted, records.compacted),
    Entry(pool.RecordErased, records.erased),
)
REGISTRY: dict[str, Entry] = {entry.form.kind: entry for entry in _ENTRIES}
