"""Where does a list stand, and what may happen to it next?

Clause  S30. waiting → working → done → ended; it may end from anywhere, and its files go with it.
"""

from datetime import UTC, datetime
from typing import Any

from creditdelta.screening.models import Job

STATES = (
    "waiting",
    "working",
    "done",  # the answers are there
    "ended",  # removed, or kept long enough
)
OPEN = ("waiting", "working")


def moved(job: Job, state: str, among: tuple[str, ...], **given: Any) -> bool:
    """Change a list that stands in one of these states; False where it stands elsewhere by now."""
    now = datetime.now(UTC)
    stands = Job.objects.filter(pk=job.pk, state__in=among)
    if not stands.update(state=state, changed_at=now, **given):
        return False
    job.refresh_from_db()
    return True
