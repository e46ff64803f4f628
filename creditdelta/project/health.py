"""Is this deployment ready to answer? For machines that watch it; no page.

200 once every event sealed so far was followed, 503 before, with how far it is. The boards may be measured
later: at a million organisations that takes minutes, and their pages say so meanwhile.
"""

from django.db import DatabaseError
from django.http import HttpRequest, JsonResponse

from creditdelta.archive.boards import FACTS, board
from creditdelta.journal.queries import head
from creditdelta.search.following import behind

_ready = False


def healthz(request: HttpRequest) -> JsonResponse:
    """`status`: ready, preparing or no_ledger; `events` sealed, `behind`: of those not yet followed;
    `measured`: whether there are boards."""
    global _ready  # noqa: PLW0603  once ready, a process stays ready while it catches up
    del request
    try:
        events, rest = head().size, behind()
        measured = board(FACTS) is not None
    except DatabaseError:
        return JsonResponse({"status": "no_ledger"}, status=503)
    _ready = _ready or rest == 0
    status = "ready" if _ready else "preparing"
    found = {"status": status, "events": events, "behind": rest, "measured": measured}
    return JsonResponse(found, status=200 if _ready else 503)
