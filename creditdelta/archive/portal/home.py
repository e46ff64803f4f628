"""The first page: search, what is here, and where to go."""

from django.http import HttpRequest, HttpResponse

from creditdelta.pages.responses import page


def home(request: HttpRequest) -> HttpResponse:
    """The home page."""
    return page(request, "archive/home.html")
