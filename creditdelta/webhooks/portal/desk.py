"""Webhooks of an office: which there are, a new one, and one with what was sent to it.

Clause  S30. A secret is shown on the answer to the form and never again.
"""

from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST

from creditdelta.accounts.gatekeeper import may, permit, reader_of
from creditdelta.accounts.rules import Target
from creditdelta.feed.queries import head
from creditdelta.journal.services import Envelope, envelope
from creditdelta.journal.synthetic import business_day
from creditdelta.kernel.errors import Words
from creditdelta.pages.environment import url
from creditdelta.pages.language import say, t
from creditdelta.pages.responses import page, refused
from creditdelta.quality.portal.boards import asked_office, target_of
from creditdelta.rulebook.enums import enum
from creditdelta.rulebook.webhooks import KINDS, webhooks_on
from creditdelta.webhooks import queries, services
from creditdelta.webhooks.addresses import WHYS as ADDRESSES
from creditdelta.webhooks.addresses import AddressRefused
from creditdelta.webhooks.delivering import again
from creditdelta.webhooks.queries import Health, Known
from creditdelta.webhooks.rules import OUTCOMES, STATES, MoveRefused

UNPROCESSABLE = 422
SHOWN = 30
HEALTH: dict[Health, tuple[str, Words]] = {
    "works": ("done", Words("正常", "works")),
    "new": ("waiting", Words("还没有发送过", "nothing sent yet")),
    "fails": ("attention", Words("上次未送到，正在重试", "the last failed, being tried again")),
    "stopped": ("serious", Words("已停止重试，请处理", "given up: look at it")),
    "ended": ("plain", Words("已停用", "ended")),
    "gone": ("plain", Words("接收方不再接收，已停用", "ended: the receiver is gone")),
}
KINDS_OF_EVENTS = {
    "cn.creditdelta.feed.advanced.v1": Words("信息流有新内容", "the feed has grown"),
    services.TESTED: Words("试发", "a trial"),
}


def desk_webhooks(request: HttpRequest) -> HttpResponse:
    """The webhooks of the office."""
    office = asked_office(request)
    permit(request, target_of(office))
    found = queries.webhooks_of(office.id) if office else []
    context = {
        "office": office,
        "new": f"{url('desk_webhook_new')}?{urlencode({'office': office.id})}" if office else "",
        "webhooks": [_shown(one) for one in found],
        "may_keep": may(request, "webhook.keep", target_of(office)),
    }
    return page(request, "webhooks/list.html", context)


def desk_webhook_new(request: HttpRequest) -> HttpResponse:
    """Register one; sent: its secret, this once."""
    office, wrong, field = asked_office(request), "", ""
    post = permit(request, target_of(office))
    address, kinds = request.POST.get("address", "").strip(), request.POST.getlist("kinds")
    if request.method == "POST":
        about = envelope(post.region, reader_of(request).account)
        try:
            made = services.register(post, address, kinds, head(), about, business_day())
        except AddressRefused as no:
            wrong, field = say(ADDRESSES[no.why]), "address"
        except services.NotPossible as no:
            wrong, field = say(services.WHYS[no.why]), "kinds"
        else:
            return _told(request, made.id, made.secret)
    rows = enum(KINDS).rows
    context = {
        "wrong": wrong,
        "field_id": field,
        "address": address,
        "office": office,
        "kinds": [
            {
                "value": row.code,
                "text": t(row.label_zh, row.label_en),
                "chosen": row.code in kinds or request.method != "POST",
            }
            for row in rows
        ],
    }
    return page(request, "webhooks/new.html", context, status=UNPROCESSABLE if wrong else 200)


def desk_webhook(request: HttpRequest, webhook: str) -> HttpResponse:
    """One webhook with its newest deliveries."""
    found = _found(webhook)
    permit(request, _target(found))
    return _one(request, found) if found else _none(request)


@require_POST
def desk_webhook_act(request: HttpRequest, webhook: str) -> HttpResponse:
    """Try it, send something once more, give it another secret, end it."""
    found = _found(webhook)
    post = permit(request, _target(found))
    if found is None:
        return _none(request)
    about = envelope(post.region, reader_of(request).account)
    try:
        secret = _acted(request, found, about)
    except services.NotPossible as no:
        return _one(request, found, say(services.WHYS[no.why]))
    except MoveRefused:
        return _one(request, found, t("现在不能再次发送", "it cannot be sent again now"))
    if secret:
        return _told(request, found.id, secret)
    return HttpResponseRedirect(reverse("desk_webhook", args=[found.id.hex()]))


def _acted(request: HttpRequest, found: Known, about: Envelope) -> str:
    """The secret that is to be shown; "" where the act gave none."""
    act, day = request.POST.get("act", ""), business_day()
    if act == "secret":
        return services.replace_secret(found.id, about, day)
    if act == "end":
        services.end(found.id, about, day)
    elif act == "try":
        services.try_out(found.id, datetime.now(UTC))
    else:
        delivery = request.POST.get("again", "")
        if delivery not in {one.id for one in queries.sent_to(found.id, SHOWN)}:
            raise MoveRefused("again")
        again(delivery, datetime.now(UTC), day)
    return ""


def _found(webhook: str) -> Known | None:
    with suppress(ValueError):
        return queries.webhook(bytes.fromhex(webhook))
    return None


def _target(found: Known | None) -> Target:
    return Target(region=found.region, office=found.office) if found else Target()


def _none(request: HttpRequest) -> HttpResponse:
    sentence = t("没有这个更新通知，或地址写错。", "There is no such webhook, or it is mistyped.")
    return refused(request, t("没有这个更新通知", "There is no such webhook"), sentence, 404)


def _shown(one: Known) -> dict[str, Any]:
    kind, health = HEALTH[one.health]
    rows = {row.code: t(row.label_zh, row.label_en) for row in enum(KINDS).rows}
    return {
        "id": one.id.hex(),
        "webhook": one,
        "kind": kind,
        "health": say(health),
        "kinds": [rows.get(code, code) for code in one.kinds],
    }


def _one(request: HttpRequest, found: Known, wrong: str = "") -> HttpResponse:
    sent = [
        {
            "sent": one,
            "kind": STATES[one.state][0],
            "state": say(STATES[one.state][1]),
            "what": say(KINDS_OF_EVENTS.get(one.kind, Words(one.kind, one.kind))),
            "tries": [(each, say(OUTCOMES[each.outcome])) for each in one.tries],
        }
        for one in queries.sent_to(found.id, SHOWN)
    ]
    context = {
        "one": _shown(found),
        "sent": sent,
        "wrong": wrong,
        "hours": webhooks_on(business_day()).overlap_hours,
        "may_keep": found.ended_on is None and may(request, "webhook.keep", _target(found)),
    }
    return page(request, "webhooks/one.html", context, status=UNPROCESSABLE if wrong else 200)


def _told(request: HttpRequest, webhook: bytes, secret: str) -> HttpResponse:
    found = queries.webhook(webhook)
    context = {"secret": secret, "one": _shown(found) if found else None}
    response = page(request, "webhooks/told.html", context)
    response["Cache-Control"] = "private, no-store"
    return response
