"""The batches of an office: the list, one of them, and the second look at one that was held.

Clause  S31.
"""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from creditdelta.accounts.gatekeeper import may, reader_of
from creditdelta.accounts.rules import Target
from creditdelta.consent.portal.acting import OFFICE
from creditdelta.intake import batches, services, tables
from creditdelta.intake.models import Submission
from creditdelta.intake.portal.places import REGION, SCOPE, Desk, at, desk, submission, target_of
from creditdelta.intake.portal.report import report
from creditdelta.intake.queries import hands_of
from creditdelta.intake.words import STATES, held_words, kind_label, standard_label
from creditdelta.notices.tables import office_label
from creditdelta.pages.language import say, t
from creditdelta.pages.responses import page
from creditdelta.rulebook.enums import enum

MOST = 500  # rows of the list
UNPROCESSABLE = 422
EARLIEST, LATEST = 2000, 2099  # years of months that are asked for
RELEASE, REFUSE = "release", "refuse"
READ, DECIDE, PROPOSE = "batch.read", "batch.decide", "withdrawal.propose"


def desk_batches(request: HttpRequest) -> HttpResponse:
    """What the office sent, or its province; the latest first."""
    place, asked = desk(request), _asked(request)
    found = list(batches.listed(place.whose, asked)[: MOST + 1])
    table = tables.submissions(
        found[:MOST], lambda one: at(request, "desk_batch", one.pk), offices=place.whole
    )
    context = {
        "office": say(place.office.label),
        "scopes": _scopes(request, place),
        "states": _states(request, place, asked),
        "kinds": _kinds(place, asked),
        "months": _months(place, asked),
        "kept": {
            name: request.GET[name] for name in (OFFICE, SCOPE, "state") if name in request.GET
        },
        "form": at(request, "desk_batches"),
        "returns": at(request, "desk_returns"),
        "withdrawals": at(request, "desk_withdrawals"),
        "zero": at(request, "desk_zero"),
        "more": len(found) > MOST,
        "most": MOST,
    }
    return page(request, "intake/batches.html", context, tables=[table])


def desk_batch(request: HttpRequest, number: int) -> HttpResponse:
    """One batch: what became of its rows, how late they came, who did what."""
    row = submission(request, number)
    context, shown = report(request, row)
    context |= {
        "may_decide": may(request, DECIDE, target_of(row)),
        "own_hand": reader_of(request).account in hands_of(row),
        "decide": {
            move: at(request, "desk_batch_decide", row.pk, move=move) for move in (RELEASE, REFUSE)
        },
        "list": at(request, "desk_batches"),
        "slip": at(request, "desk_slip", row.pk),
        "withdraw": _withdraw(request, row),
    }
    return page(request, "intake/batch.html", context, tables=shown)


def _withdraw(request: HttpRequest, row: Submission) -> str:
    """Where to take a batch back; "" where there is nothing to take back, or not by this reader."""
    offered = row.state == services.CLOSED and (row.accepted or row.waiting)
    if not offered or not may(request, PROPOSE, Target(office=batches.office_of_submission(row))):
        return ""
    return at(request, "desk_withdrawal_new", batch=str(row.pk))


def desk_batch_decide(request: HttpRequest, number: int) -> HttpResponse:
    """A second officer lets a held batch in or sends it back; first it is asked once more."""
    row = submission(request, number)
    move = request.POST.get("move") or request.GET.get("move", RELEASE)
    if request.method == "POST":
        wrong = _decided(row, move, request.POST.get("ground", ""), reader_of(request).account)
        if wrong:
            return _confirmation(request, row, move, wrong, UNPROCESSABLE)
        return HttpResponseRedirect(at(request, "desk_batch", row.pk))
    if row.state != services.HELD:
        return HttpResponseRedirect(at(request, "desk_batch", row.pk))
    return _confirmation(request, row, move, "", 200)


def _decided(row: Submission, move: str, ground: str, actor: str) -> str:
    """Do it; the sentence why not, or ""."""
    try:
        if move == RELEASE:
            services.let_in(row, actor, ground)
        else:
            services.refuse(row, actor, ground)
    except services.SameOfficer:
        return t(
            "您经手过这个批次，须由另一人核对。", "You had a hand in it: another officer must look."
        )
    except services.NotHeld:
        return t("这个批次已经不在待核。", "This batch waits no longer.")
    except services.UnknownGround:
        return t("请从清单中选一个理由。", "Choose a ground of the list.")
    return ""


def _confirmation(
    request: HttpRequest, row: Submission, move: str, wrong: str, status: int
) -> HttpResponse:
    chosen = request.POST.get("ground", "")
    context: dict[str, Any] = {
        "row": row,
        "label": say(standard_label(row)),
        "office": say(office_label(batches.office_of_submission(row) or row.source)),
        "why": say(held_words(row.held_for)),
        "move": move if move == RELEASE else REFUSE,
        "grounds": [
            {
                "value": one.code,
                "text": t(one.label_zh, one.label_en),
                "chosen": one.code == chosen,
            }
            for one in enum(services.GROUNDS).rows
        ],
        "wrong": wrong,
        "act": at(request, "desk_batch_decide", row.pk),
        "back": at(request, "desk_batch", row.pk),
        "list": at(request, "desk_batches"),
    }
    return page(request, "intake/batch_decide.html", context, status=status)


def _asked(request: HttpRequest) -> batches.Asked:
    state = request.GET.get("state", "")
    return batches.Asked(
        state=state if state in batches.STATES else "",
        kind=request.GET.get("kind", ""),
        month=month_in(request.GET.get("month", "")),
    )


def month_in(text: str) -> date | None:
    """The first day of a month of our time written 2026-03; None for anything else."""
    try:
        month = date.fromisoformat(f"{text}-01")
    except ValueError:
        return None
    return month if EARLIEST <= month.year <= LATEST else None


def _scopes(request: HttpRequest, place: Desk) -> list[dict[str, Any]]:
    """The office or its province, where the reader may see both."""
    if not may(request, READ, Target(region=place.office.region)):
        return []
    own = at(request, "desk_batches", **{SCOPE: ""})
    whole = at(request, "desk_batches", **{SCOPE: REGION})
    return [
        {"text": t("本单位", "This office"), "href": own, "current": not place.whole},
        {"text": t("本省市", "The province"), "href": whole, "current": place.whole},
    ]


def _states(request: HttpRequest, place: Desk, asked: batches.Asked) -> list[dict[str, Any]]:
    counts = batches.counted(place.whose, asked)
    rest = {"kind": asked.kind, "month": written(asked.month)}
    every: dict[str, Any] = {
        "text": t("全部", "All"),
        "href": at(request, "desk_batches", **rest),
        "count": sum(counts.values()),
        "current": not asked.state,
    }
    return [every] + [
        {
            "text": say(STATES[state]),
            "href": at(request, "desk_batches", state=state, **rest),
            "count": counts[state],
            "current": asked.state == state,
        }
        for state in batches.STATES
    ]


def _kinds(place: Desk, asked: batches.Asked) -> list[dict[str, Any]]:
    found = batches.kinds_sent(place.whose)
    return [{"value": "", "text": t("全部种类", "every kind")}] + [
        {"value": kind, "text": say(kind_label(kind)), "chosen": kind == asked.kind}
        for kind in found
    ]


def _months(place: Desk, asked: batches.Asked) -> list[dict[str, Any]]:
    found = [written(month) for month in batches.months_sent(place.whose)]
    chosen = written(asked.month)
    return [{"value": "", "text": t("全部月份", "every month")}] + [
        {"value": month, "text": month, "chosen": month == chosen} for month in found
    ]


def written(month: date | None) -> str:
    """2026-03, or nothing."""
    return month.isoformat()[:7] if month else ""
