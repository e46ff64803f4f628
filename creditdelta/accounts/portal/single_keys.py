"""Whether single keys do something at the desk: the reader's own choice, kept in a cookie of its browser.

Clause  S31; who speaks to a machine, or presses keys by mistake, turns them off (WCAG 2.1.4).
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme

from creditdelta.pages.environment import url
from creditdelta.pages.here import KEYS, OFF

_YEAR = 365 * 24 * 60 * 60  # seconds


def desk_keys(request: HttpRequest) -> HttpResponse:
    """Sent: turn them on or off, and go back to the page one came from."""
    back = request.POST.get("back", "")
    own = url_has_allowed_host_and_scheme(
        back, {request.get_host()}, require_https=request.is_secure()
    )
    answer = HttpResponseRedirect(back if own else url("own_account"))
    if request.method == "POST":
        chosen = OFF if request.POST.get(KEYS) == OFF else ""
        answer.set_cookie(
            KEYS, chosen, max_age=_YEAR if chosen else 0, secure=settings.SESSION_COOKIE_SECURE,
            httponly=True, samesite="Lax",
        )  # fmt: skip
    return answer
