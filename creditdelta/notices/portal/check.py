"""Is this letter genuine? Anybody may ask by its number; the answer says nothing of whom it is for.

Clause  S9. What does not exist, and what is about an account, is answered alike.
"""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from creditdelta.notices import tables
from creditdelta.notices.letters import digest_shown
from creditdelta.notices.queries import Told, numbered
from creditdelta.pages.environment import url
from creditdelta.pages.language import say, t
from creditdelta.pages.responses import page

LONGEST = 60  # characters of a number


def letters(request: HttpRequest) -> HttpResponse:
    """A field for the number; with one, the answer has an address of its own."""
    asked = "".join(request.GET.get("number", "").split()).replace("/", "")
    if asked:
        return HttpResponseRedirect(url("letter", asked[:LONGEST]))
    return _answer(request, "", None)


def letter(request: HttpRequest, number: str) -> HttpResponse:
    """Yes, with kind, office, day and digest; or no."""
    told = numbered(number) if len(number) <= LONGEST else None
    return _answer(request, number[:LONGEST], told if told and not told.account else None)


def _answer(request: HttpRequest, number: str, told: Told | None) -> HttpResponse:
    rows = [] if told is None else [
        {"key": t("文号", "Number"), "value": told.number},
        {"key": t("种类", "Kind"), "value": say(told.title)},
        {"key": t("发文单位", "Office"), "value": say(tables.office_label(told.office))},
        {"key": t("发文日期", "Issued on"), "value": told.issued_on.isoformat()},
        {"key": t("摘要", "Digest"), "value": digest_shown(told.commitment)},
    ]  # fmt: skip
    return page(request, "notices/letter.html", {"number": number, "rows": rows})
