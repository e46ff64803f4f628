"""A market reporter looks at public records it earned: names code and purpose, then reads for a while.

Clause  S33, S71; T11. The look is entered before anything is shown, and the organisation sees it.

Only what everybody may find by the code on this day is shown, of the kinds that are unlocked: the gate of
publication is asked as for the public, so an adverse record past its time is not here either.
"""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from creditdelta.accounts.gatekeeper import permit, purposes_for, reader_of
from creditdelta.accounts.reader import Held
from creditdelta.archive.overview import tell
from creditdelta.archive.portal.heading import heading
from creditdelta.archive.portal.listed import section_table
from creditdelta.archive.queries import Archive, archive, latest_first
from creditdelta.consent.portal.acting import named
from creditdelta.contributions import tables
from creditdelta.contributions.models import Spending
from creditdelta.contributions.portal.own import own_reporter, with_office
from creditdelta.contributions.queries import contribution
from creditdelta.contributions.rules import unlocked
from creditdelta.contributions.services import NotEarned, Wish, look_earned
from creditdelta.contributions.words import WHYS, kinds_words
from creditdelta.journal.services import envelope
from creditdelta.journal.synthetic import business_day
from creditdelta.kernel.errors import Words
from creditdelta.kernel.identifiers import uscc
from creditdelta.lookups.queries import Made, lookup_by, made_by
from creditdelta.lookups.rules import LONGEST_REFERENCE, is_open
from creditdelta.lookups.services import LookRefused
from creditdelta.pages.environment import url
from creditdelta.pages.language import lang, say
from creditdelta.pages.personal import has_personal_number
from creditdelta.pages.responses import page
from creditdelta.pages.tables import Table
from creditdelta.quality.portal.boards import asked_office, target_of
from creditdelta.records.publishing import about, rules
from creditdelta.rulebook.lookups import lookups_on
from creditdelta.rulebook.offices import Office
from creditdelta.rulebook.purposes import purposes
from creditdelta.rulebook.reciprocity import Step
from creditdelta.subjects.finding import by_code
from creditdelta.subjects.queries import codes_of, portraits_of

UNPROCESSABLE = 422
TITLE = Words("解锁的公共信用信息", "Unlocked public records")
_FIELDS = {"organisation": "code", "sole_trader": "code", "balance": "code", "locked": "purpose",
           "purpose": "purpose", "reference": "reference"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Filled:
    """What was filled in, and what is wrong with it by field."""

    code: str = ""
    purpose: str = ""
    reference: str = ""
    wrong: Mapping[str, str] = field(default_factory=dict)


def desk_earned(request: HttpRequest) -> HttpResponse:
    """What is left, a form for a look, and the looks made."""
    office, day = asked_office(request), business_day()
    sent = request.POST.get("purpose", "") if request.method == "POST" else ""
    held = permit(request, target_of(office), sent if sent in purposes() else None)
    own = own_reporter(office)
    filled = _Filled(code=request.GET.get("code", ""))
    if request.method == "POST":
        made = _look(request, own, held, day)
        if isinstance(made, bytes):
            return HttpResponseRedirect(with_office("earned_look", own.id, made.hex()))
        filled = made
    found = contribution(own, day)
    allowed = purposes_for(request, target_of(own))
    context = {
        "office": say(own.label),
        "place": with_office("desk_earned", own.id),
        "ledger": with_office("desk_contributions", own.id),
        "account": found.account,
        "opened": _opened(found.ladder.reached),
        "filled": filled,
        "errors": [{"id": id, "text": text} for id, text in filled.wrong.items()],
        "purposes": [{"value": one, "text": say(purposes()[one].label)} for one in allowed],
        "minutes": lookups_on(day).open_minutes,
        "longest": LONGEST_REFERENCE,
    }
    status = UNPROCESSABLE if filled.wrong else 200
    listed = [_looks(request, own, day)]
    return page(request, "contributions/earned.html", context, tables=listed, status=status)


def earned_look(request: HttpRequest, look: str) -> HttpResponse:
    """The unlocked public records of the organisation of a look, while it is open."""
    office, day, made = asked_office(request), business_day(), None
    with suppress(ValueError):
        made = lookup_by(bytes.fromhex(look))
    spent = made is not None and Spending.objects.filter(
        pk=made.id, office=office.id if office else ""
    )
    if made is None or not spent or made.account != reader_of(request).account:
        permit(request, target_of(office))
        raise Http404
    permit(request, target_of(office), made.purpose)
    own = own_reporter(office)
    if not is_open(made.looked_at, datetime.now(UTC), lookups_on(day)):
        return HttpResponseRedirect(with_office("desk_earned", own.id))
    _, code = codes_of([made.ref])[made.ref]
    found = archive(code, today=day, latest=0)
    kinds = unlocked(contribution(own, day).ladder, made.purpose)
    context = {
        "heading": heading(found, ""),
        "office": say(own.label),
        "back": with_office("desk_earned", own.id),
        "purpose": say(purposes()[made.purpose].label),
        "reference": made.reference,
        "minutes": lookups_on(day).open_minutes,
        "kinds": kinds_words(tuple(sorted(kinds))),
    }
    listed = [_records(found, kinds)]
    return page(request, "contributions/earned_look.html", context, tables=listed)


def _records(found: Archive, kinds: frozenset[str]) -> Table:
    by = rules()
    shown = [
        one
        for one in latest_first(list(found.records))
        if one.speaking is not None and by.standards[one.speaking.standard].kind in kinds
    ]
    address = url("subject", found.identity.code)
    return section_table("public", TITLE, tell(found, shown, by, lang()), address)


def _look(request: HttpRequest, own: Office, held: Held, day: date) -> bytes | _Filled:
    """The id of the look, or the form with what is wrong in it."""
    sent = request.POST
    filled = _Filled(
        sent.get("code", "").strip(), sent.get("purpose", ""), sent.get("reference", "").strip()
    )
    try:
        if filled.purpose not in purposes():
            raise NotEarned("purpose")
        wish = Wish(_organisation(filled.code), filled.purpose, _reference(filled.reference))
        return look_earned(wish, own, held, envelope(held.region, reader_of(request).account), day)
    except NotEarned as no:
        why = no.why
    except LookRefused as refused:
        why = "purpose" if refused.why == "purpose" else "reference"
    wrong = {_FIELDS[why]: say(WHYS[why])}
    code, reference = _shown_again(filled.code), _shown_again(filled.reference)
    return _Filled(code, filled.purpose, reference, wrong)


def _shown_again(text: str) -> str:
    """What was typed; somebody's number is not repeated."""
    return "" if has_personal_number(text) else text


def _organisation(code: str) -> bytes:
    """The one organisation that is registered under a code; raises `NotEarned`."""
    plain = uscc.compact(code)
    refs = {one.ref for one in by_code(plain)} if plain else set()
    found = next(iter(portraits_of(list(refs))), None) if len(refs) == 1 else None
    if found is None:
        raise NotEarned("organisation")
    if about(codes_of([found])[found][1]) == "sole_trader":
        raise NotEarned("sole_trader")
    return found


def _reference(text: str) -> str:
    if has_personal_number(text):
        raise NotEarned("reference")
    return text


def _opened(reached: tuple[Step, ...]) -> list[dict[str, str]]:
    return [{"key": say(one.label), "value": kinds_words(one.kinds)} for one in reached]


def _looks(request: HttpRequest, own: Office, day: date) -> Table:
    """Those of the office; only the reader's own lead on, and only while they are open."""
    spent = {
        bytes(one)
        for one in Spending.objects.filter(office=own.id).values_list("lookup", flat=True)
    }
    made = [one for one in made_by(own.id) if one.id in spent]
    names = {one.ref: one.name for one in named(list(dict.fromkeys(one.ref for one in made)))}
    account, now, figures = reader_of(request).account, datetime.now(UTC), lookups_on(day)

    def address(one: Made) -> str:
        if one.account != account or not is_open(one.looked_at, now, figures):
            return ""
        return with_office("earned_look", own.id, one.id.hex())

    return tables.of_looks(made, names, address)
