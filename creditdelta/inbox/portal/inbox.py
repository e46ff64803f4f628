"""The inbox of an office: what waits, who, how many working days are left, and the next step.

Clause  S31; seed S31 (the clerk's desk) and S9.
"""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from creditdelta.accounts.gatekeeper import may, permit, reader_of
from creditdelta.accounts.portal.ways import DESK, ways_on
from creditdelta.accounts.rules import Target
from creditdelta.consent.portal.acting import own_office
from creditdelta.inbox import acts
from creditdelta.inbox.done import done
from creditdelta.inbox.sources.every import tasks
from creditdelta.inbox.sources.place import Place
from creditdelta.inbox.tasks import TABS, Act, Done, Tab, Task, of_tab
from creditdelta.intake.batches import logins
from creditdelta.intake.portal.places import at
from creditdelta.journal.services import envelope
from creditdelta.journal.synthetic import business_day
from creditdelta.kernel.errors import Words
from creditdelta.pages.language import say, t
from creditdelta.pages.responses import asked_page, page
from creditdelta.pages.tables import Column, Link, Table
from creditdelta.rulebook.calendars import calendar
from creditdelta.rulebook.desk_terms import terms_on
from creditdelta.rulebook.offices import offices

TAB, PICK, SAID = "tab", "pick", "said"
AT_ONCE = 50
_TABS: dict[Tab, Words] = {
    "todo": Words("待办", "To do"),
    "soon": Words("将到期", "Due soon"),
    "late": Words("已逾期", "Late"),
    "others": Words("等别人", "Waiting for others"),
    "done": Words("已办", "Done"),
}
_ACTS: dict[Act, Words] = {
    "dispatch": Words("登记所选文书今天寄出", "The chosen letters were posted today"),
    "acknowledge": Words("所选名单已看过", "The chosen lists were looked at"),
}


def desk_inbox(request: HttpRequest) -> HttpResponse:
    """One tab of what waits, or what was done."""
    place = _place(request)
    asked = request.GET.get(TAB, "")
    tab: Tab = next((one for one in TABS if one == asked), TABS[0])
    everything = tasks(place)
    parts = {one: of_tab(everything, one, place.terms.soon_days) for one in TABS}
    number = asked_page(request)
    shown = parts[tab][(number - 1) * AT_ONCE : number * AT_ONCE]
    context = {
        "office": say(place.office.label),
        "tab": tab,
        "tabs": _tabs(request, tab, {one: len(listed) for one, listed in parts.items()}),
        "rows": [_row(one) for one in shown],
        "acts": [
            {"value": act, "text": say(words)}
            for act, words in _ACTS.items()
            if any(one.act == act for one in shown)
        ],
        "act": at(request, "desk_inbox_act"),
        "said": request.GET.get(SAID, ""),
        "pages": _pages(request, tab, number, len(shown), len(parts[tab])),
        "ways": ways_on(reader_of(request), place.day, DESK[1:]),
    }
    listed = [_done(done(place))] if tab == "done" else []
    return page(request, "inbox/inbox.html", context, tables=listed)


def desk_inbox_act(request: HttpRequest) -> HttpResponse:
    """Sent: do one thing for everything that was chosen."""
    place = _place(request)
    chosen = request.POST.get("act", "")
    act: Act = next((one for one in _ACTS if one == chosen), "")
    count = 0
    if request.method == "POST" and act:
        about = envelope(place.office.region, place.account)
        keys = [key for key in request.POST.getlist(PICK) if key.startswith(f"{act}:")]
        count = acts.do(act, [key.partition(":")[2] for key in keys], place, about)
    return HttpResponseRedirect(at(request, "desk_inbox", **{SAID: str(count)}))


def _place(request: HttpRequest) -> Place:
    """The desk of the reader, once the gate let it pass."""
    office = offices().get(own_office(request))
    permit(request, Target(office=office.id if office else ""))
    if office is None:
        raise Http404
    day, target = business_day(), Target(region=office.region, office=office.id)
    return Place(
        office, reader_of(request).account, day, calendar(), terms_on(day),
        lambda name, *given, **asked: at(request, name, *given, **asked),
        lambda operation: may(request, operation, target),
    )  # fmt: skip


def _tabs(request: HttpRequest, current: Tab, counts: dict[Tab, int]) -> list[dict[str, Any]]:
    return [
        {
            "text": say(words),
            "href": at(request, "desk_inbox", tab="" if tab == TABS[0] else tab),
            "count": None if tab == "done" else counts[tab],
            "current": tab == current,
        }
        for tab, words in _TABS.items()
    ]


def _row(one: Task) -> dict[str, Any]:
    pick = {
        "name": PICK,
        "value": f"{one.act}:{one.key}",
        "label": t(f"选中：{one.what} {one.note}", f"choose: {one.what} {one.note}"),
    }
    return {"task": one, "pick": pick if one.act else None}


def _pages(request: HttpRequest, tab: Tab, number: int, shown: int, count: int) -> dict[str, str]:
    def to(other: int) -> str:
        return at(request, "desk_inbox", tab=tab, page=str(other))

    first = (number - 1) * AT_ONCE + 1
    last = first + shown - 1
    return {
        "said": t(f"第 {first}–{last} 件，共 {count} 件", f"{first}–{last} of {count}")
        if shown
        else "",
        "previous": to(number - 1) if number > 1 else "",
        "next": to(number + 1) if last < count and shown else "",
    }


def _done(listed: list[Done]) -> Table:
    names = logins([one.account for one in listed])
    rows = [
        (Link(one.what, one.href), one.who, one.at, names.get(one.account) or None)
        for one in listed
    ]
    columns = (
        Column("what", Words("什么事", "what")),
        Column("who", Words("关于", "about")),
        Column("at", Words("时间", "when"), "moment"),
        Column("account", Words("经办账户", "account")),
    )
    empty = Words("还没有办过事。", "Nothing was done yet.")
    return Table("done", Words("已办", "Done"), columns, rows, None, empty)
