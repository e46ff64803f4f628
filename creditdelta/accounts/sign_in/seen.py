"""Somebody signed in is still there: the pause after which the session ends begins anew."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponse

from creditdelta.accounts.sign_in.kept import of_request


def keep(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[..., HttpResponse]:
    """Note it, before the page is made. Without a session cookie nothing is looked up.

    What is shown to somebody signed in is kept by no cache on the way.
    """

    def noted(request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return get_response(request)
        session = of_request(request)
        if SESSION_KEY in session:
            session.note()
        response = get_response(request)
        response["Cache-Control"] = "private, no-store"
        return response

    return noted
