"""The weekly review: which looks should be asked about, what was found, what is withheld and where?

Clause  S71; T11. For the audit administrator. An account is shown by its id, as the log has it.
"""

from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from creditdelta.accounts.gatekeeper import reader_of
from creditdelta.facade.today import today
from creditdelta.journal.services import envelope
from creditdelta.kernel.errors import Words
from creditdelta.lookups.queries import Week, week_of
from creditdelta.lookups.rules import Reason, monday
from creditdelta.lookups.services import OUTCOMES, WHYS, LookRefused, review
from creditdelta.lookups.words import office_words
from creditdelta.pages.language import t
from creditdelta.pages.responses import page
from creditdelta.pages.tables import Cell, Column, Table
from creditdelta.rulebook.enums import enum
from creditdelta.rulebook.policy import policy

_WEEK = timedelta(days=7)
NATION = "100000"
FIRST = date(2018, 1, 1)  # no look is older than the plan
REASONS: dict[Reason, Words] = {
    "many": Words("远多于同类人员", "far more than others of the role"),
    "same": Words("反复查看同一组织", "the same organisation again and again"),
    "off_days": Words("多在休息日", "mostly on days off"),
}
COLUMNS = (
    Column("account", Words("账户", "account"), "code"),
    Column("role", Words("角色", "role")),
    Column("count", Words("次数", "looks"), "count"),
    Column("reasons", Words("为什么要问", "why to ask")),
    Column("outcome", Words("复核结果", "outcome")),
)
WITHHELD = (
    Column("office", Words("单位", "office")),
    Column("count", Words("未向组织显示的查看", "looks not shown to organisations"), "count"),
)
EMPTY = Words("这一周没有需要询问的查看。", "No look of this week needs to be asked about.")
NONE = Words("没有。", "None.")


def audit_lookups(request: HttpRequest) -> HttpResponse:
    """A week's looks that stand out; what is found is kept."""
    now = today()
    week = _week(request.GET.get("week", ""), monday(now))
    problem = ""
    if request.method == "POST":
        given = request.POST.get
        try:
            about = envelope(NATION, reader_of(request).account)
            review(week, given("account", ""), given("outcome", ""), about, now)
            return HttpResponseRedirect(f"{reverse('audit_lookups')}?week={week}")
        except LookRefused as refused:
            problem = t(*WHYS[refused.why])
    found = week_of(week)
    context = {
        "week": week,
        "before": week - _WEEK,
        "after": week + _WEEK if week < monday(now) else None,
        "over": week < monday(now),
        "found": found,
        "open": [one for one in found.hints if one.account not in found.outcomes],
        "outcomes": enum(OUTCOMES).rows,
        "problem": problem,
    }
    tables = [_hints(found), _withheld(found)]
    return page(request, "lookups/audit.html", context, tables=tables)


def _week(text: str, this: date) -> date:
    """The week asked for, the last one where none is; none is before the platform or to come."""
    try:
        asked = date.fromisoformat(text)
    except ValueError:
        return this - _WEEK
    return monday(min(max(asked, FIRST), this))


def _hints(found: Week) -> Table:
    roles = policy().roles
    rows: list[list[Cell]] = [
        [
            one.account,
            roles[one.role].label if one.role in roles else one.role,
            one.count,
            _joined(one.reasons),
            found.outcomes.get(one.account, ""),
        ]
        for one in found.hints
    ]
    return Table("hints", Words("要询问的查看", "Looks to ask about"), COLUMNS, rows, None, EMPTY)


def _joined(reasons: tuple[Reason, ...]) -> Words:
    words = [REASONS[one] for one in reasons]
    return Words("、".join(one.zh for one in words), ", ".join(one.en for one in words))


def _withheld(found: Week) -> Table:
    rows: list[list[Cell]] = [[office_words(office), count] for office, count in found.withheld]
    title = Words("依法暂不显示的查看", "Looks that a law keeps secret")
    return Table("withheld", title, WITHHELD, rows, None, NONE)
