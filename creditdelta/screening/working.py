"""Lists are answered a piece at a time, by a process beside the pages; killed at any point it goes on.

Clause  S30. Whoever waited longest comes first, so a long list holds up no short one. A piece is answered
once its file is there; what a killed process began is answered again, with the same words.
"""

import json
import time
from collections import Counter
from contextlib import suppress
from datetime import UTC, datetime, timedelta

from creditdelta.journal.home import folder
from creditdelta.journal.synthetic import business_day
from creditdelta.rulebook.screening import screening_on
from creditdelta.screening import kept
from creditdelta.screening.engine import answered
from creditdelta.screening.models import Job
from creditdelta.screening.moves import OPEN, moved
from creditdelta.screening.services import remove

GRACE_SECONDS = 3_600.0  # for a list that is coming in


def work_once() -> bool:
    """Answer a piece of the list that waited longest; False where none waits."""
    job = Job.objects.filter(state__in=OPEN).order_by("changed_at", "pk").first()
    if job is None:
        return False
    try:
        _on(job)
    except FileNotFoundError:  # it was removed, or a restored backup does not have it
        remove(job)
    return True


def _on(job: Job) -> None:
    place = kept.place_of(job.pk)
    count = kept.pieces(place)
    if not count:
        raise FileNotFoundError(place.name)
    left = [piece for piece in range(count) if not kept.is_answered(place, piece)]
    if left:
        kept.answer(place, left[0], answered(kept.entries(place, left[0]), job.day))
    if len(left) > 1:
        done = sum(len(kept.entries(place, piece)) for piece in range(left[1]))
        moved(job, "working", OPEN, done_count=done)
        return
    counts = Counter(str(one["match"]) for one in kept.answers(place))
    moved(job, "done", OPEN, done_count=job.entry_count, counts=json.dumps(counts, sort_keys=True))


def clear_away(now: datetime | None = None) -> int:
    """Remove lists that were kept long enough, and what nobody knows of; returns how many went."""
    at = now or datetime.now(UTC)
    figures = screening_on(business_day())
    late = Job.objects.exclude(state="ended").filter(
        asked_at__lt=at - timedelta(days=figures.kept_days)
    )
    gone = len(late)
    for job in late:
        remove(job)
    Job.objects.filter(asked_at__lt=at - timedelta(days=figures.told_days)).delete()
    return gone + _unknown()


def _unknown() -> int:
    """Files of lists that ended, and those that never became one."""
    known = set(Job.objects.exclude(state="ended").values_list("id", flat=True))
    gone = 0
    for path in list(folder(kept.FOLDER).iterdir()):
        with suppress(FileNotFoundError):
            if path.name in known or path.stat().st_mtime > time.time() - GRACE_SECONDS:
                continue
            kept.remove(path)
            gone += 1
    return gone
