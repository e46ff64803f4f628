"""An office or a market reporter asks organisations for their consent, and sees how requests stand.

Clause  S71. What an organisation would show is not seen here before it consents.
"""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from creditdelta.accounts.gatekeeper import permit, reader_of
from creditdelta.accounts.reader import Held
from creditdelta.accounts.rules import Target
from creditdelta.consent import services, tables
from creditdelta.consent.portal.acting import OFFICE, named, own_office
from creditdelta.consent.queries import consent as found_by
from creditdelta.consent.queries import consents_asked_by, references
from creditdelta.consent.rules import Consent, Why, Wish, may_move, state_on
from creditdelta.consent.words import STATES, WHYS
from creditdelta.journal.services import Envelope, envelope
from creditdelta.journal.synthetic import business_day
from creditdelta.kernel.dates import parse
from creditdelta.kernel.errors import Words
from creditdelta.kernel.identifiers import uscc
from creditdelta.lookups.words import office_words
from creditdelta.pages.environment import url
from creditdelta.pages.language import say, t
from creditdelta.pages.responses import page
from creditdelta.rulebook.consents import consent_purposes, parts
from creditdelta.rulebook.dated import in_force
from creditdelta.rulebook.policy import policy
from creditdelta.rulebook.purposes import ANY, purposes
from creditdelta.subjects.finding import by_code
from creditdelta.subjects.queries import portraits_of

UNPROCESSABLE = 422
ASK = "consent.ask"
_NO_SUCH = Words(
    "没有登记过这个代码的组织，请核对代码",
    "No organisation is registered under this code; check it",
)
_FIELDS: dict[Why, str] = {
    "purpose": "purpose", "reference": "reference", "parts": "parts", "until": "until",
    "again": "purpose",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Filled:
    """What was filled in, and what is wrong with it by field."""

    code: str
    purpose: str
    parts: tuple[str, ...]
    until: str
    reference: str
    wrong: Mapping[str, str] = field(default_factory=dict)


def desk_consents(request: HttpRequest) -> HttpResponse:
    """The requests of the reader's office, and a form for another."""
    office, day = own_office(request), business_day()
    filled = _filled(request, day)
    sent = request.method == "POST" and filled.purpose in consent_purposes()
    held = permit(request, Target(office=office), filled.purpose if sent else None)
    if request.method == "POST":
        asked = _ask(filled, request, held, day)
        if isinstance(asked, bytes):
            return HttpResponseRedirect(_at(office, "desk_consent", asked.hex()))
        filled = asked
    found = consents_asked_by(office)
    names = {own.ref: own.name for own in named(list(dict.fromkeys(one.ref for one in found)))}
    listed = tables.of_office(
        found, names, day, lambda one: _at(office, "desk_consent", one.id.hex())
    )
    place = {"office": say(office_words(office)), "place": _at(office, "desk_consents")}
    status = UNPROCESSABLE if filled.wrong else 200
    context = _form(filled, held, day) | place
    return page(request, "consent/desk.html", context, tables=[listed], status=status)


def desk_consent(request: HttpRequest, consent: str) -> HttpResponse:
    """One request: how it stands; it can be taken back until it is answered."""
    found = asked_for(consent)
    held = permit(request, Target(office=found.recipient if found else ""))
    if found is None:
        raise Http404
    day = business_day()
    if request.method == "POST":
        with suppress(services.NotPossible):  # answered meanwhile: the page says how it stands
            services.take_back(found.id, about(request, held), day)
        return HttpResponseRedirect(_at(held.office, "desk_consent", consent))
    own = named([found.ref])[0]
    context = {
        "own": own,
        "office": say(office_words(held.office)),
        "desk": _at(held.office, "desk_consents"),
        "facts": facts(found, day),
        "state": STATES[state_on(found, day)],
        "may_take_back": may_move(found, "take_back", day),
    }
    shown = tables.of_parts(found.parts)
    return page(request, "consent/desk_one.html", context, tables=[shown])


def asked_for(consent: str) -> Consent | None:
    """The request an address names; None where there is none, or it is no id."""
    try:
        return found_by(bytes.fromhex(consent))
    except ValueError:
        return None


def about(request: HttpRequest, held: Held) -> Envelope:
    """The envelope of what the reader does, in the region of its post."""
    return envelope(held.region, reader_of(request).account)


def facts(found: Consent, day: date) -> list[dict[str, str]]:
    """What is said of a request above its parts, key and value."""
    reference = references([found.id]).get(found.id, "")
    answered = found.answer == "granted"
    told = [
        (t("目的", "Purpose"), say(purposes()[found.purpose].label)),
        (t("编号", "Number"), reference),
        (t("部分", "Parts"), say(tables.parts_words(found.parts))),
        (t("请求于", "Asked on"), found.asked_on.isoformat()),
        (t("从", "From"), found.since.isoformat() if answered else ""),
        (t("到（含当天）", "Until (that day included)"), found.until.isoformat()),
    ]
    if state_on(found, day) == "asked":
        told.append((t("请在此日前答复", "To be answered by"), found.answer_by.isoformat()))
    return [{"key": key, "value": value} for key, value in told if value]


def _filled(request: HttpRequest, day: date) -> _Filled:
    """The form as it was sent, or as it begins."""
    sent = request.POST
    return _Filled(
        code=sent.get("code", request.GET.get("code", "")).strip(),
        purpose=sent.get("purpose", ""),
        parts=tuple(sent.getlist("parts")),
        until=sent.get("until", "" if sent else services.allowed_on(day).latest.isoformat()),
        reference=sent.get("reference", "").strip(),
    )


def _ask(filled: _Filled, request: HttpRequest, held: Held, day: date) -> bytes | _Filled:
    """The id of the new request, or the form with what is wrong in it."""
    ref = _organisation(filled.code)
    if ref is None:
        return replace(filled, wrong={"code": say(_NO_SUCH)})
    until = parse(filled.until) or date.min
    wish = Wish(ref, held.office, filled.purpose, filled.parts, until, filled.reference)
    try:
        return services.ask(wish, about(request, held), day)
    except services.NotPossible as no:
        return replace(filled, wrong={_FIELDS[no.why]: say(WHYS[no.why])})


def _organisation(code: str) -> bytes | None:
    """The one organisation that is registered under a code."""
    refs = {one.ref for one in by_code(uscc.compact(code))} if code else set()
    return next(iter(portraits_of(list(refs))), None) if len(refs) == 1 else None


def _form(filled: _Filled, held: Held, day: date) -> dict[str, Any]:
    offered = {
        name
        for row in policy().grants.get(ASK, ())
        if row.role == held.role and in_force(row, day)
        for name in row.purposes
    }
    return {
        "filled": filled,
        "errors": [{"id": field, "text": text} for field, text in filled.wrong.items()],
        "purposes": [
            {"value": name, "text": say(one.label), "chosen": name == filled.purpose}
            for name, one in consent_purposes().items()
            if {name, ANY} & offered
        ],
        "parts": [
            {
                "value": name,
                "text": say(one.label),
                "note": tables.columns_words(name),
                "chosen": name in filled.parts,
            }
            for name, one in parts(day).items()
        ],
        "latest": services.allowed_on(day).latest,
    }


def _at(office: str, name: str, *given: str) -> str:
    return f"{url(name, *given)}?{urlencode({OFFICE: office})}"
