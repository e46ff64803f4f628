"""Is this deployment ready to answer? For machines that watch it; no page.

200 once every sealed event was followed since this process started and the boards were measured,
503 before, with how far it is.
"""

from django.db import DatabaseError
from django.http import HttpRequest, JsonResponse

from creditdelta.archive.boards import FACTS, board
from creditdelta.journal.models import Event
from creditdelta.search.following import behind

_ready = False


def healthz(request: HttpRequest) -> JsonResponse:
    """`status`: ready, preparing or no_ledger; `events`: sealed; `behind`: of those not yet followed."""
    global _ready  # noqa: PLW0603  once ready, a process stays ready while it catches up
    del request
    try:
        events, rest = Event.objects.exclude(number=None).count(), behind()
        measured = board(FACTS) is not None
    except DatabaseError:
        return JsonResponse({"status": "no_ledger"}, status=503)
    _ready = _ready or (rest == 0 and measured)
    found = {"status": "ready" if _ready else "preparing", "events": events, "behind": rest}
    return JsonResponse(found, status=200 if _ready else 503)
