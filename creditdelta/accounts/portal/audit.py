"""The audit administrator's logs: who signed in, who was appointed, what was done to accounts.

Clause  S70. Accounts stand there by id: whose it is, is not the auditor's question, and no statistic of a
person is made. Each log can be taken away as a file.
"""

import json
from datetime import UTC, datetime, time, timedelta

from django.http import HttpRequest, HttpResponse

from creditdelta.accounts.events import AccountSignInsSealed
from creditdelta.accounts.models import Post, SignIn
from creditdelta.accounts.portal.sessions import WAYS
from creditdelta.accounts.sign_in.sealed_days import sealed_days
from creditdelta.facade.today import today
from creditdelta.journal.models import Event
from creditdelta.kernel.errors import Words
from creditdelta.pages.responses import asked_format, page
from creditdelta.pages.tables import Cell, Column, Table
from creditdelta.rulebook.lock import lock_on
from creditdelta.rulebook.policy import policy

SHOWN, TAKEN_AWAY, DAYS = 200, 100_000, 14
WHOLE, ALTERED = Words("✓ 与账本一致", "✓ as sealed"), Words("✗ 被改动过", "✗ altered")
GONE = Words("已到期删除", "removed after its term")
NOT_YET = Words("一天结束后才核对。", "A day is sealed when it is over.")
_DAYS = (
    Column("day", Words("日期", "day"), "day"),
    Column("rows", Words("当日条数", "rows of the day"), "count"),
    Column("found", Words("现有条数", "rows now"), "count"),
    Column("verdict", Words("核对", "verdict")),
)
RESULTS = {
    "passed": Words("密码正确", "password right"),
    "refused": Words("不通过", "refused"),
    "held_up": Words("失败过多，暂缓", "held up"),
    "unlocked": Words("已解锁", "unlocked"),
    "signed_in": Words("登录", "signed in"),
    "signed_out": Words("退出", "signed out"),
    "password_set": Words("设置了密码", "password set"),
    "factor_added": Words("添加第二重验证", "factor added"),
    "factor_removed": Words("移除第二重验证", "factor removed"),
}
ACTS = {
    "made": Words("开通", "made"),
    "disabled": Words("停用", "disabled"),
    "enabled": Words("启用", "enabled"),
    "unlocked": Words("解锁", "unlocked"),
    "link_given": Words("发设置密码的链接", "link to set a password given"),
    "factors_removed": Words("移除第二重验证", "second factors removed"),
    "account.proposed": Words("提议任命", "appointment proposed"),
    "account.proposal_withdrawn": Words("撤回提议", "proposal withdrawn"),
    "account.appointed": Words("任命", "appointed"),
    "account.dismissed": Words("免去", "dismissed"),
}
_SIGN_INS = (
    Column("at", Words("时间", "moment"), "moment"),
    Column("account", Words("账户", "account")),
    Column("office", Words("单位", "office")),
    Column("way", Words("方式", "way")),
    Column("result", Words("结果", "result")),
)
_APPOINTMENTS = (
    Column("at", Words("时间", "moment"), "moment"),
    Column("act", Words("事项", "what")),
    Column("account", Words("账户", "account")),
    Column("role", Words("角色", "role")),
    Column("office", Words("单位", "office")),
    Column("by", Words("经办", "by")),
)


def sign_ins(request: HttpRequest) -> HttpResponse:
    """The sign-in log, newest first; a day and a result narrow it."""
    day, result = _day(request.GET.get("day", "")), request.GET.get("result", "")
    rows = SignIn.objects.order_by("-at", "-id")
    if day is not None:
        rows = rows.filter(at__gte=day, at__lt=day + timedelta(days=1))
    if result in RESULTS:
        rows = rows.filter(result=result)
    most = TAKEN_AWAY if asked_format(request) else SHOWN
    found = list(rows[:most])
    offices = _offices({row.account for row in found})
    listed: list[tuple[Cell, ...]] = [
        (row.at, row.account or None, offices.get(row.account), WAYS[row.way], RESULTS[row.result])
        for row in found
    ]
    context = {
        "results": RESULTS, "result": result, "day": request.GET.get("day", ""), "most": SHOWN,
    }  # fmt: skip
    table = Table("sign-ins", Words("登录日志", "Sign-in log"), _SIGN_INS, listed)
    return page(request, "accounts/sign_ins.html", context, tables=[table, _days()])


def _days() -> Table:
    """Whether the log of each day is still what the journal says it was."""
    kept_since = today() - timedelta(days=lock_on(today()).log_days)
    rows = [
        (one.day, one.rows, one.found, GONE if one.gone else WHOLE if one.whole else ALTERED)
        for one in sealed_days(kept_since, DAYS)
    ]
    return Table("days", Words("逐日核对", "Day by day"), _DAYS, rows, empty=NOT_YET)


def appointments(request: HttpRequest) -> HttpResponse:
    """What the journal tells of accounts and posts, newest first."""
    most = TAKEN_AWAY if asked_format(request) else SHOWN
    told = Event.objects.filter(kind__startswith="account.").exclude(kind=AccountSignInsSealed.kind)
    events = told.order_by("-place")[:most]
    listed = [_told(event) for event in events]
    table = Table(
        "appointments", Words("任免和账户变更", "Appointments and changes"), _APPOINTMENTS, listed
    )
    return page(request, "accounts/appointments.html", {"most": SHOWN}, tables=[table])


def _told(event: Event) -> tuple[Cell, ...]:
    body = json.loads(event.body)
    about = body if "account" in body else _post(body["post"])
    role = policy().roles.get(about.get("role", ""))
    return (
        event.recorded_at,
        ACTS[body.get("change", event.kind)],
        about.get("account") or None,
        role.label if role else None,
        about.get("office") or None,
        event.actor,
    )


def _post(post: str) -> dict[str, str]:
    found = Post.objects.filter(pk=bytes.fromhex(post)).first()
    return {"account": found.account, "role": found.role, "office": found.office} if found else {}


def _offices(accounts: set[str]) -> dict[str, str]:
    rows = Post.objects.filter(account__in=accounts - {""}, dismissed_at=None).exclude(office="")
    return dict(rows.order_by("-appointed_at").values_list("account", "office"))


def _day(text: str) -> datetime | None:
    try:
        day = datetime.fromisoformat(text).date() if text else None
        return datetime.combine(day, time(), UTC) - timedelta(hours=8) if day else None
    except (ValueError, OverflowError):
        return None
