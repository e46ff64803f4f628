"""My API keys: which there are, a new one, another in its place, and the end of one.

Clause  S6, S70. A key's text is shown on the answer to the form and never again.
"""

from contextlib import suppress
from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from creditdelta.accounts.gatekeeper import Refused, reader_of
from creditdelta.accounts.portal import own
from creditdelta.accounts.reader import Held
from creditdelta.accounts.rules import Verdict
from creditdelta.api_keys import queries, services
from creditdelta.api_keys.portal.showing import grounds, label_of, post_name, shown
from creditdelta.api_keys.rules import Why, offered
from creditdelta.api_keys.words import WHYS
from creditdelta.journal.services import Envelope, envelope
from creditdelta.journal.synthetic import business_day
from creditdelta.pages.language import say, t
from creditdelta.pages.responses import page, refused
from creditdelta.rulebook.api_keys import api_keys_on
from creditdelta.rulebook.policy import policy

NATION = "100000"
UNPROCESSABLE = 422
OWN_GROUNDS = ("owner", "leaked")
FIELDS: dict[Why, str] = {"label": "label", "days": "until", "scopes": "reads"}


def own_account(request: HttpRequest) -> HttpResponse:
    """My account, with the keys that end soon."""
    day = business_day()
    mine = [shown(one, day) for one in queries.keys_of(reader_of(request).account, day)]
    return own.account(request, {"ending": [one for one in mine if one.soon]})


def own_keys(request: HttpRequest) -> HttpResponse:
    """The keys of the account, newest first."""
    day = business_day()
    mine = [shown(one, day) for one in queries.keys_of(reader_of(request).account, day)]
    return page(request, "api_keys/own.html", {"keys": mine})


def own_key_new(request: HttpRequest) -> HttpResponse:
    """A new key: for which post, for what, until when. Sent: its text, this once."""
    _surely(request)
    day = business_day()
    posts = queries.posts_held(reader_of(request).account, day)
    sent = request.POST if request.method == "POST" else request.GET
    chosen = next((id for id in posts if id.hex() == sent.get("post")), None)
    if chosen is None and len(posts) == 1:
        chosen = next(iter(posts))
    if chosen is None:
        named = [{"value": id.hex(), "text": post_name(post)} for id, post in posts.items()]
        return page(request, "api_keys/post.html", {"posts": named})
    why: Why | None = None
    if request.method == "POST":
        try:
            made = services.issue(_wish(request, chosen), _about(request, posts[chosen]), day)
        except services.NotPossible as no:
            why = no.why
        else:
            return _told(request, made)
    context = _form(request, chosen, posts[chosen], day) | {
        "wrong": say(WHYS[why]) if why else "",
        "field_id": FIELDS.get(why, "label") if why else "",
    }
    return page(request, "api_keys/new.html", context, status=UNPROCESSABLE if why else 200)


def own_key(request: HttpRequest, key: str) -> HttpResponse:
    """One key of the account, and what can be done with it."""
    found = _mine(request, key)
    if found is None:
        return _none(request)
    return _one(request, found)


@require_POST
def own_key_replace(request: HttpRequest, key: str) -> HttpResponse:
    """Another key in its place; its text, this once."""
    _surely(request)
    found = _mine(request, key)
    if found is None:
        return _none(request)
    try:
        overlap = int(request.POST.get("overlap", ""))
    except ValueError:
        return _one(request, found, "overlap")
    try:
        made = services.replace(found.id, overlap, _about(request, found.post), business_day())
    except services.NotPossible as no:
        return _one(request, found, no.why)
    return _told(request, made, found)


def own_key_revoke(request: HttpRequest, key: str) -> HttpResponse:
    """Asks once more; sent: the key is nothing from now on."""
    found, day = _mine(request, key), business_day()
    if found is None:
        return _none(request)
    if request.method == "POST":
        ground = request.POST.get("ground", "")
        try:
            if ground not in OWN_GROUNDS:
                raise services.NotPossible("ground")
            services.revoke(found.id, ground, _about(request, found.post), day)
        except services.NotPossible as no:
            return _one(request, found, no.why)
        return HttpResponseRedirect(reverse("own_keys"))
    context = {"one": shown(found, day), "grounds": grounds(OWN_GROUNDS)}
    return page(request, "api_keys/revoke.html", context)


def _surely(request: HttpRequest) -> None:
    """A key stands for a second factor, so nobody is issued one without."""
    if not reader_of(request).second_factor:
        raise Refused(Verdict("second_factor"))


def _mine(request: HttpRequest, key: str) -> queries.Known | None:
    found = None
    with suppress(ValueError):
        found = queries.key(bytes.fromhex(key), business_day())
    return found if found and found.account == reader_of(request).account else None


def _none(request: HttpRequest) -> HttpResponse:
    sentence = t(
        "您没有这个密钥，或地址写错。", "You have no such key, or the address is mistyped."
    )
    return refused(request, t("没有这个密钥", "There is no such key"), sentence, 404)


def _one(request: HttpRequest, found: queries.Known, why: Why | None = None) -> HttpResponse:
    day = business_day()
    context = {
        "one": shown(found, day),
        "overlap": api_keys_on(day).overlap_days,
        "wrong": say(WHYS[why]) if why else "",
    }
    return page(request, "api_keys/one.html", context, status=UNPROCESSABLE if why else 200)


def _wish(request: HttpRequest, post: bytes) -> services.Wish:
    sent = request.POST
    until = date.min
    with suppress(ValueError):
        until = date.fromisoformat(sent.get("until", ""))
    scopes = [*sent.getlist("reads"), *sent.getlist("writes")]
    label = sent.get("label", "")
    return services.Wish(reader_of(request).account, post, scopes, label, until)


def _form(request: HttpRequest, id: bytes, post: Held, day: date) -> dict[str, Any]:
    sent, longest = request.POST, day + timedelta(days=api_keys_on(day).longest_days)
    chosen = {*sent.getlist("reads"), *sent.getlist("writes")}
    groups: dict[str, list[dict[str, Any]]] = {"read": [], "write": []}
    for one in offered(policy(), post, day):
        option = {"value": one, "text": say(label_of(one)), "chosen": one in chosen}
        groups[policy().operations[one].kind].append(option)
    return {
        "post": id.hex(),
        "post_name": post_name(post),
        "reads": groups["read"],
        "writes": groups["write"],
        "label": sent.get("label", ""),
        "until": sent.get("until", longest.isoformat()),
        "longest": longest,
    }


def _told(
    request: HttpRequest, made: services.Issued, old: queries.Known | None = None
) -> HttpResponse:
    day = business_day()
    found = queries.key(made.id, day)
    before = queries.key(old.id, day) if old else None
    context = {
        "text": made.text,
        "one": shown(found, day) if found else None,
        "old": shown(before, day) if before else None,
    }
    response = page(request, "api_keys/told.html", context)
    response["Cache-Control"] = "private, no-store"
    return response


def _about(request: HttpRequest, post: Held | None) -> Envelope:
    region = post.region if post and post.region else NATION
    return envelope(region, reader_of(request).account)
