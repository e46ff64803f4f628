"""The one place that changes where an upload stands: as it is written down, not as somebody saw it last.

Clause  S31. Clerk, browser and receiver may all be at it; of two moves at once the slower one is refused.
"""

from datetime import UTC, datetime
from typing import Any

from creditdelta.uploads.models import Upload
from creditdelta.uploads.rules import Move, MoveRefused, State, after


def move(upload: Upload, wanted: Move, **given: Any) -> Upload:
    """Make a move, and change what else is given; `MoveRefused` where it stands elsewhere by now."""
    was: State = upload.state  # type: ignore[assignment]  # only moves write it
    state = after(was, wanted)
    now = datetime.now(UTC)
    stands = Upload.objects.filter(pk=upload.pk, state=was)
    if not stands.update(state=state, changed_at=now, **given):
        raise MoveRefused(f"{wanted}: no longer {was}")
    upload.refresh_from_db()
    return upload
