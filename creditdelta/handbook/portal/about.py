"""What is this site, what does it not do, who can use it, and what may machines collect?

Clause  S70, S75.
"""

from django.http import HttpRequest, HttpResponse

from creditdelta.pages.responses import page

# An archive is for whoever asks for it; a search engine would keep a record after its publicity ended.
_OPEN = (
    "/$",
    "/standards/",
    "/errors/",
    "/codes/$",
    "/api/$",
    "/quality/",
    "/cities/",
    "/about/",
    "/accessibility/",
)
_ENGLISH = "/en"


def about(request: HttpRequest) -> HttpResponse:
    """What the platform does and does not do, and how to go on from here."""
    return page(request, "handbook/about.html")


def accessibility(request: HttpRequest) -> HttpResponse:
    """For whom the pages work, how that was tested, and what is not reached."""
    return page(request, "handbook/accessibility.html")


def robots(request: HttpRequest) -> HttpResponse:
    """What machines may collect: the handbook and the figures, no archive and no search."""
    del request
    paths = [*_OPEN, *(_ENGLISH + path for path in _OPEN)]
    lines = [
        "User-agent: *",
        *(f"Allow: {path}" for path in paths),
        "Allow: /static/",
        "Disallow: /",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
