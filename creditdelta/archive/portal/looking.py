"""An officer looks at what is not public about an organisation: names the purpose first, then reads.

Clause  S71; T11. The look is in the log before anything is shown, and it is open for a short time. It is
the officer's own: nobody else reads by it.
"""

from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from creditdelta.accounts.gatekeeper import permit, purposes_for, reader_of
from creditdelta.accounts.rules import Target
from creditdelta.archive.portal.addressed import addressed
from creditdelta.archive.portal.heading import heading
from creditdelta.archive.portal.whole import Reading, whole, whole_record
from creditdelta.archive.queries import Archive, archive
from creditdelta.journal.services import envelope
from creditdelta.journal.synthetic import business_day
from creditdelta.kernel.errors import Words
from creditdelta.lookups.queries import Made, lookup_by
from creditdelta.lookups.rules import LONGEST_REFERENCE, is_open
from creditdelta.lookups.services import WHYS, Asked, LookRefused, look
from creditdelta.pages.language import say, t
from creditdelta.pages.personal import has_personal_number
from creditdelta.pages.responses import page
from creditdelta.records.publishing import Viewer
from creditdelta.rulebook.lookups import lookups_on
from creditdelta.rulebook.purposes import purposes
from creditdelta.subjects.queries import codes_of
from creditdelta.subjects.rules import province_of

UNPROCESSABLE = 422
_FIELDS = {
    "purpose": "purpose",
    "reference": "reference",
    "too_long": "reference",
    "unprintable": "reference",
}
PERSONAL = Words(
    "编号里有像个人号码的数字，请只填案件或文件的编号",
    "there is something like a personal number in it: give the number of the case or file only",
)


@dataclass(frozen=True, slots=True)
class _Filled:
    """What was filled in, and what is wrong with it by field."""

    purpose: str = ""
    reference: str = ""
    wrong: tuple[tuple[str, str], ...] = ()


def ask_to_look(request: HttpRequest, code: str) -> HttpResponse:
    """For which purpose? Then on to the whole archive."""
    found = addressed(request, code)
    permit(request, _target(found) if not isinstance(found, HttpResponse) else Target())
    if isinstance(found, HttpResponse):
        return found
    filled = _Filled()
    if request.method == "POST":
        made = _look(request, found)
        if isinstance(made, bytes):
            return HttpResponseRedirect(reverse("look", args=[made.hex()]))
        filled = made
    allowed = purposes_for(request, _target(found))
    context = {
        "heading": heading(found, "look"),
        "archive": found,
        "filled": filled,
        "wrong": dict(filled.wrong),
        "purposes": [purposes()[one] for one in allowed],
        "minutes": lookups_on(business_day()).open_minutes,
        "longest": LONGEST_REFERENCE,
    }
    status = UNPROCESSABLE if filled.wrong else 200
    return page(request, "archive/look.html", context, status=status)


def looked_at(request: HttpRequest, look: str) -> HttpResponse:
    """Everything that lies here about the organisation of a look."""
    made, found = _opened(request, look)
    if found is None:
        return _closed(made)
    return whole(request, found, _reading(made, found))


def looked_at_record(request: HttpRequest, look: str, record: str) -> HttpResponse:
    """One record of the organisation of a look."""
    made, found = _opened(request, look)
    if found is None:
        return _closed(made)
    return whole_record(request, found, record, _reading(made, found))


def _target(found: Archive) -> Target:
    who = found.identity
    return Target(region=f"{province_of(who.code)}0000", subject=who.ref)


def _look(request: HttpRequest, found: Archive) -> bytes | _Filled:
    purpose = request.POST.get("purpose", "")
    reference = request.POST.get("reference", "")
    if has_personal_number(reference):
        return _Filled(purpose, "", (("reference", say(PERSONAL)),))
    if purpose not in purposes():
        return _Filled(purpose, reference, (("purpose", t(*WHYS["purpose"])),))
    post = permit(request, _target(found), purpose)
    about = envelope(post.region, reader_of(request).account)
    try:
        return look(Asked(found.identity.ref, purpose, reference), post, about)
    except LookRefused as refused:
        return _Filled(purpose, reference, ((_FIELDS[refused.why], t(*WHYS[refused.why])),))


def _opened(request: HttpRequest, look: str) -> tuple[Made, Archive | None]:
    """The reader's own look and, while it is open, the archive; `Http404` for any other."""
    made = None
    with suppress(ValueError):
        made = lookup_by(bytes.fromhex(look))
    if made is None or made.account != reader_of(request).account:
        permit(request, Target())
        raise Http404
    _, code = codes_of([made.ref])[made.ref]
    permit(request, Target(region=f"{province_of(code)}0000", subject=made.ref), made.purpose)
    if not is_open(made.looked_at, datetime.now(UTC), lookups_on(business_day())):
        return made, None
    viewer = Viewer("officer", purpose=made.purpose)
    return made, archive(code, today=business_day(), viewer=viewer, latest=0)


def _closed(made: Made) -> HttpResponse:
    """The time is over: the purpose is named anew."""
    _, code = codes_of([made.ref])[made.ref]
    return HttpResponseRedirect(reverse("ask_to_look", args=[code]))


def _reading(made: Made, found: Archive) -> Reading:
    address = reverse("look", args=[made.id.hex()])
    purpose = say(purposes()[made.purpose].label)
    note = t(
        f"本次查看的目的：{purpose}（{made.reference or '无编号'}）。查看已记入日志，"
        f"{'结案后' if made.shown_at is None else ''}该组织可以看到单位、目的和时间。",
        f"Purpose of this look: {purpose} ({made.reference or 'no number'}). It is in the log; "
        f"{'once the case is closed ' if made.shown_at is None else ''}the organisation sees the "
        "office, the purpose and the moment.",
    )
    way = [
        {"text": t("工作台", "Desk"), "href": reverse("desk_lookups")},
        {"text": heading(found, "").name, "href": reverse("subject", args=[found.identity.code])},
    ]
    return Reading(address, lambda record: f"{address}record/{record}/", way, note)
