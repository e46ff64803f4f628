"""What does each exchange cost and how long does it take: over everything, and of one's own office?

Clause  S4. One month at a time, and the course of twelve; no person and no account is in it.
"""

from collections import defaultdict
from collections.abc import Callable
from datetime import date
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse

from creditdelta.accounts.gatekeeper import permit
from creditdelta.archive.portal.sources import named_source
from creditdelta.consent.portal.acting import OFFICE
from creditdelta.journal.synthetic import business_day
from creditdelta.kernel.errors import Words
from creditdelta.pages.environment import url
from creditdelta.pages.language import say, t
from creditdelta.pages.responses import page
from creditdelta.pages.tables import Cell, Column, Link, Table
from creditdelta.quality.costs import HALF, NINETY, Costs, rank
from creditdelta.quality.portal.boards import asked_office, target_of
from creditdelta.quality.queries import Scope, costs, course, of_office
from creditdelta.quality.rules import is_month, months_until
from creditdelta.quality.words import TOGETHER
from creditdelta.rulebook.cities import PROVINCES
from creditdelta.rulebook.quality import window_on
from creditdelta.rulebook.records import standards
from creditdelta.rulebook.reporters import office_of

MONTH, REGION = "month", "region"
UNKNOWN = Words("无法识别的文件", "files nobody recognised")
DELAY = Words("决定到计入：中位工作日", "decision to counted: median working days")
_FIGURES = (
    Column("files", Words("交换次数", "exchanges"), "count"),
    Column("rows", Words("行", "rows"), "count"),
    Column("bytes", Words("字节", "bytes"), "count"),
    Column("delay_half", DELAY, "count"),
    Column("delay_most", Words("九成不超过", "nine of ten at most"), "count"),
    Column("wait_half", Words("送达到计入：中位秒", "arrival to counted: median seconds"), "count"),
    Column("wait_most", Words("九成不超过（秒）", "nine of ten at most (seconds)"), "count"),
    Column("machine", Words("每千行处理器毫秒", "processor ms for 1,000 rows"), "count"),
)  # fmt: skip
_EMPTY = Words("这个月没有交换。", "There was no exchange in this month.")
_COURSE = (
    Column("month", Words("签发月份", "month of issue")),
    *_FIGURES[:3],
    Column("machine", Words("每千行处理器毫秒", "processor ms for 1,000 rows"), "count"),
)
Address = Callable[[str], str]  # of a month


def quality_exchanges(request: HttpRequest) -> HttpResponse:
    """Exchanges of the region or of a province."""
    asked = request.GET.get(REGION, "")
    region = asked if asked in PROVINCES else ""
    more = {REGION: region} if region else {}
    name = say(PROVINCES[region]) if region else t("全区域", "whole region")
    place = url("quality_exchanges")
    return _shown(
        request, Scope(region), name, lambda month: f"{place}?{urlencode({**more, MONTH: month})}"
    )


def desk_exchanges(request: HttpRequest) -> HttpResponse:
    """Exchanges of the reader's office, or of one in the reach of its post."""
    found = asked_office(request)
    permit(request, target_of(found))
    if found is None:
        raise LookupError("the gate let somebody pass who acts for no office")
    place = url("desk_exchanges")
    return _shown(
        request, of_office(found), say(found.label),
        lambda month: f"{place}?{urlencode({OFFICE: found.id, MONTH: month})}",
    )  # fmt: skip


def _shown(request: HttpRequest, scope: Scope, name: str, address: Address) -> HttpResponse:
    day = business_day()
    months = months_until(f"{day:%Y-%m}", window_on(day).trend_months)
    over_time = course(scope, months)
    asked = request.GET.get(MONTH, "")
    month = asked if is_month(asked) else max(over_time, default=months[-1])
    by_reporter: dict[str, Costs] = defaultdict(Costs)
    by_kind: dict[str, Costs] = defaultdict(Costs)
    whole, cells = Costs(), dict[str, Cell]()
    for (region, source), standard, one in costs(scope, month):
        key, cells[key] = _whose(region, source, day)
        for sum_ in (whole, by_reporter[key], by_kind[standard]):
            sum_.add(one)
    labels = {one.id: one.label for one in standards().values()}
    kinds: list[list[Cell]] = [
        [labels.get(id, UNKNOWN), *_figures(by_kind[id])] for id in sorted(by_kind)
    ]
    whose: list[list[Cell]] = [
        [cells[key], *_figures(by_reporter[key])] for key in sorted(by_reporter)
    ]
    context = {
        "name": name,
        "month": month,
        "facts": _facts(whole),
        "provinces": list(PROVINCES.items()) if not scope.sources else [],
        "region": scope.region,
        "machine": [_per_thousand(over_time[one]) for one in months if one in over_time],
    }
    tables = [
        _table("reporters", Words("按报送单位", "By reporter"), whose),
        _table("kinds", Words("按信息种类", "By kind of record"), kinds),
        _by_month(over_time, address),
    ]
    return page(request, "quality/exchanges.html", context, tables=tables)


def _whose(region: str, source: str, day: date) -> tuple[str, Cell]:
    """Market reporters are firms: outside their own desk they stand together."""
    found = office_of(region, source, day)
    if found is None:
        return f"~{region}{source}", named_source(region, source) if source else UNKNOWN
    if found.market:
        return f"~~{region}", TOGETHER
    return found.id, Link(say(found.label), url("quality_reporter", found.id))


def _figures(found: Costs) -> list[Cell]:
    return [
        found.files, found.rows, found.byte_count,
        rank(found.delays, HALF), rank(found.delays, NINETY),
        rank(found.waits, HALF), rank(found.waits, NINETY), found.ms_of_thousand,
    ]  # fmt: skip


def _facts(whole: Costs) -> list[dict[str, str]]:
    delay, machine = rank(whole.delays, HALF), whole.ms_of_thousand
    return [
        {"figure": f"{whole.files:,}", "label": t("交换次数", "exchanges")},
        {"figure": f"{whole.rows:,}", "label": t("行", "rows")},
        {"figure": "—" if delay is None else f"{delay}",
         "label": say(DELAY)},
        {"figure": "—" if machine is None else f"{machine:,}",
         "label": t("每千行处理器毫秒", "processor ms for 1,000 rows")},
    ]  # fmt: skip


def _table(id: str, title: Words, rows: list[list[Cell]]) -> Table:
    return Table(id, title, (Column(id, title), *_FIGURES), rows, None, _EMPTY)


def _by_month(over_time: dict[str, tuple[int, ...]], address: Address) -> Table:
    rows: list[list[Cell]] = [
        [Link(month, address(month)), *found[:3], _per_thousand(found)]
        for month, found in sorted(over_time.items(), reverse=True)
    ]
    return Table("months", Words("各月", "Month by month"), _COURSE, rows, None, _EMPTY)


def _per_thousand(sums: tuple[int, ...]) -> int:
    _, rows, _, machine_ms = sums
    return Costs(rows=rows, machine_ms=machine_ms).ms_of_thousand or 0
