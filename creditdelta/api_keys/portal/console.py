"""Every API key there is, for a security administrator: whose, in which post, how it stands, its end.

Clause  S6, S70. Nothing is told of what a key is used for but the last day of use.
"""

from contextlib import suppress

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from creditdelta.accounts.gatekeeper import reader_of
from creditdelta.api_keys import queries, services
from creditdelta.api_keys.portal.showing import grounds, shown
from creditdelta.api_keys.words import WHYS
from creditdelta.journal.services import envelope
from creditdelta.journal.synthetic import business_day
from creditdelta.pages.language import say, t
from creditdelta.pages.responses import asked_page, page, refused

NATION = "100000"
PER_PAGE = 50
UNPROCESSABLE = 422
GROUNDS = ("officer", "leaked")


def console_keys(request: HttpRequest) -> HttpResponse:
    """All keys, newest first, a page at a time."""
    day, number = business_day(), max(1, asked_page(request))
    found = queries.all_keys(day, (number - 1) * PER_PAGE, PER_PAGE + 1)
    context = {
        "keys": [shown(one, day) for one in found[:PER_PAGE]],
        "number": number,
        "more": len(found) > PER_PAGE,
    }
    return page(request, "api_keys/console.html", context)


def console_key(request: HttpRequest, key: str) -> HttpResponse:
    """One key, with the question whether it ends; sent: it does."""
    day, found, wrong = business_day(), None, ""
    with suppress(ValueError):
        found = queries.key(bytes.fromhex(key), day)
    if found is None:
        sentence = t("没有这个密钥，或地址写错。", "There is no such key, or it is mistyped.")
        return refused(request, t("没有这个密钥", "There is no such key"), sentence, 404)
    if request.method == "POST":
        ground, about = request.POST.get("ground", ""), envelope(NATION, reader_of(request).account)
        try:
            if ground not in GROUNDS:
                raise services.NotPossible("ground")
            services.revoke(found.id, ground, about, day)
        except services.NotPossible as no:
            wrong = say(WHYS[no.why])
        else:
            return HttpResponseRedirect(reverse("console_keys"))
    context = {"one": shown(found, day), "grounds": grounds(GROUNDS), "wrong": wrong}
    return page(
        request, "api_keys/console_key.html", context, status=UNPROCESSABLE if wrong else 200
    )
