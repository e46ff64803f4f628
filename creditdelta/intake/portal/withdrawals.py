"""Withdrawals of an office: proposed, confirmed or refused, and what lists of one's own they touch.

Clause  S31, S32.
"""

from contextlib import suppress
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from creditdelta.accounts.gatekeeper import permit, reader_of
from creditdelta.accounts.rules import Target
from creditdelta.intake import withdrawal_tables as tables
from creditdelta.intake import withdrawing
from creditdelta.intake.batches import logins, office_of_submission
from creditdelta.intake.desk_events import Named
from creditdelta.intake.models import ListOwner, Submission, Withdrawal
from creditdelta.intake.portal.batches import UNPROCESSABLE
from creditdelta.intake.portal.places import at, desk
from creditdelta.intake.withdrawal_file import Meant, of_batch, of_withdrawal
from creditdelta.intake.withdrawal_rules import OPEN, TRANSITIONS, Move, MoveRefused, moved
from creditdelta.journal.services import envelope
from creditdelta.journal.synthetic import business_day
from creditdelta.pages.language import say, t
from creditdelta.pages.responses import page
from creditdelta.pages.uploads import digesting
from creditdelta.records.lookup import NoSuchRecord, record_by
from creditdelta.records.services import GROUNDS, Act
from creditdelta.rulebook.enums import enum
from creditdelta.rulebook.offices import Office

MOST = 500
SHOWN = 200  # records listed on the page of a withdrawal
_MOVES: dict[str, Any] = {
    "confirm": withdrawing.confirm,
    "refuse": withdrawing.refuse,
    "take_back": withdrawing.take_back,
}


def desk_withdrawals(request: HttpRequest) -> HttpResponse:
    """What the office takes back, and what others took back that touches its lists."""
    own = desk(request).office
    rows = list(Withdrawal.objects.filter(office=own.id).order_by("-proposed_at", "-id")[:MOST])
    states = [(row, withdrawing.standing_of(row).state) for row in rows]
    wanted = request.GET.get("which", "")
    shown = [pair for pair in states if wanted != "open" or pair[1] in OPEN]
    told = list(ListOwner.objects.filter(office=own.id).order_by("-told_at")[:MOST])
    context = {
        "office": say(own.label),
        "which": [
            {"text": t("全部", "All"), "href": at(request, "desk_withdrawals"), "count": len(states),
             "current": wanted != "open"},
            {"text": t("未办结", "Not ended"), "href": at(request, "desk_withdrawals", which="open"),
             "count": sum(state in OPEN for _, state in states), "current": wanted == "open"},
        ],
        "unread": [
            {"submission": one.submission, "organisations": one.organisations, "day": one.told_at}
            for one in told
            if one.acknowledged_at is None
        ],
        "new": at(request, "desk_withdrawal_new"),
        "read": at(request, "desk_withdrawal_read"),
        "batches": at(request, "desk_batches"),
    }  # fmt: skip
    listed = tables.withdrawals(shown, lambda row: _address(request, row))
    return page(request, "intake/withdrawals.html", context, tables=[listed, tables.touched(told)])


@digesting
def desk_withdrawal_new(request: HttpRequest, digest: str) -> HttpResponse:
    """Propose to take back a batch, or records by their numbers."""
    own = desk(request).office
    batch = _batch(own, request.POST.get("batch") or request.GET.get("batch", ""))
    if request.method != "POST":
        return _form(request, own, batch, "", 200)
    sent = request.POST
    act = Act(
        sent.get("act_number", ""), digest or "".join(sent.get("act_digest", "").split()).lower()
    )
    try:
        wanted = withdrawing.Proposal(
            ground=sent.get("ground", ""),
            act=act,
            day=business_day(),
            batch=batch.pk if batch else None,
            records=() if batch else _records(own, sent.get("records", "")),
        )
        about = envelope(own.region, reader_of(request).account)
        row = withdrawing.propose(own, wanted, about)
    except withdrawing.WithdrawalNotTaken as refusal:
        return _form(request, own, batch, refusal.why, UNPROCESSABLE, act.digest)
    return HttpResponseRedirect(_address(request, row))


def desk_withdrawal(request: HttpRequest, withdrawal: str) -> HttpResponse:
    """One withdrawal: what it means, how it stands, what can be done."""
    return _shown(request, _own(request, withdrawal), "", 200)


def desk_withdrawal_act(request: HttpRequest, withdrawal: str) -> HttpResponse:
    """A second officer confirms or refuses; whoever proposed it takes it back."""
    row = _own(request, withdrawal)
    if request.method == "POST":
        act = _MOVES.get(request.POST.get("move", ""))
        about = envelope(row.region, reader_of(request).account)
        try:
            if act is None:
                raise withdrawing.WithdrawalNotTaken("move")
            act(bytes(row.pk), about)
        except withdrawing.WithdrawalNotTaken as refusal:
            return _shown(request, row, refusal.why, UNPROCESSABLE)
    return HttpResponseRedirect(_address(request, row))


def desk_withdrawal_read(request: HttpRequest) -> HttpResponse:
    """An office has read that records were withdrawn about organisations on its lists."""
    own = desk(request).office
    number = request.POST.get("submission", "")
    if request.method == "POST" and number.isascii() and number.isdigit():
        about = envelope(own.region, reader_of(request).account)
        withdrawing.acknowledge(int(number), own.id, about)
    return HttpResponseRedirect(at(request, "desk_withdrawals"))


def _own(request: HttpRequest, withdrawal: str) -> Withdrawal:
    """The withdrawal, where the reader acts for its office; else as if there were none."""
    row = None
    with suppress(ValueError):
        row = Withdrawal.objects.filter(pk=bytes.fromhex(withdrawal)).first()
    permit(request, Target(office=row.office if row else ""))
    if row is None:
        raise Http404
    return row


def _address(request: HttpRequest, row: Withdrawal) -> str:
    return at(request, "desk_withdrawal", bytes(row.pk).hex())


def _batch(own: Office, number: str) -> Submission | None:
    """The office's batch of a number; anything else is none."""
    if not (number.isascii() and number.isdigit()):
        return None
    row = Submission.objects.filter(pk=int(number)).first()
    return row if row is not None and office_of_submission(row) == own.id else None


def _records(own: Office, text: str) -> tuple[Named, ...]:
    """Records by their numbers, as archives show them; raises `WithdrawalNotTaken`."""
    found = []
    for written in text.split():
        try:
            one = record_by(written, business_day())
        except NoSuchRecord:
            raise withdrawing.WithdrawalNotTaken("unknown") from None
        found.append((one.who.ref, one.record.document))
        if len(found) > withdrawing.MOST:
            break
    return withdrawing.named(own, found)


def _form(
    request: HttpRequest,
    own: Office,
    batch: Submission | None,
    why: str,
    status: int,
    digest: str = "",
) -> HttpResponse:
    meant = of_batch(batch.pk, MOST + 1) if batch else []
    context: dict[str, Any] = {
        "office": say(own.label),
        "batch": batch,
        "nameable": sum(one.nameable for one in meant),
        "unnameable": sum(not one.nameable for one in meant),
        "more": len(meant) > MOST,
        "grounds": [
            {"value": one.code, "text": t(one.label_zh, one.label_en),
             "chosen": one.code == request.POST.get("ground", "")}
            for one in enum(GROUNDS).rows
        ],
        "sent": {name: request.POST.get(name, "") for name in ("records", "act_number")},
        "digest": digest,
        "why": why,
        "wrong": t(*withdrawing.WHYS[why]) if why else "",
        "act": at(request, "desk_withdrawal_new"),
        "list": at(request, "desk_withdrawals"),
    }  # fmt: skip
    return page(request, "intake/withdrawal_new.html", context, status=status)


def _shown(request: HttpRequest, row: Withdrawal, why: str, status: int) -> HttpResponse:
    standing = withdrawing.standing_of(row)
    names = logins([row.proposed_by, row.decided_by])
    meant: list[Meant] = of_withdrawal(row, SHOWN) if standing.state in OPEN else []
    context: dict[str, Any] = {
        "row": row,
        "state": (tables.KINDS[standing.state], say(tables.STATES[standing.state])),
        "ground": say(tables.ground_label(row.ground)),
        "events": tables.events(row, names, standing.state),
        "moves": {move for move in _MOVES if _may(row, move, reader_of(request).account)},
        "proposed": standing.state == "proposed",
        "shown": SHOWN,
        "unnameable": sum(not one.nameable for one in meant),
        "batch": at(request, "desk_batch", row.batch) if row.batch else "",
        "submission": at(request, "desk_batch", row.submission) if row.submission else "",
        "told": ListOwner.objects.filter(submission=row.submission).count()
        if row.submission
        else 0,
        "wrong": t(*withdrawing.WHYS[why]) if why else "",
        "act": at(request, "desk_withdrawal_act", bytes(row.pk).hex()),
        "list": at(request, "desk_withdrawals"),
    }
    return page(
        request, "intake/withdrawal.html", context, tables=[tables.meant(meant)],
        status=status,
    )  # fmt: skip


def _may(row: Withdrawal, move: str, account: str) -> bool:
    standing = withdrawing.standing_of(row)
    known: dict[str, Move] = {one: one for _, one in TRANSITIONS}
    try:
        moved(standing, known[move], account)
    except MoveRefused:
        return False
    return True
