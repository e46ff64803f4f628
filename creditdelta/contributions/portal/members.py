"""The members an association reported: what changed about them, whether they consent, how to ask.

Clause  S59.
"""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse

from creditdelta.accounts.gatekeeper import permit
from creditdelta.consent.portal.acting import OFFICE
from creditdelta.consent.words import STATES
from creditdelta.contributions.members import Change, Member, members
from creditdelta.contributions.portal.own import own_reporter, with_office
from creditdelta.journal.synthetic import business_day
from creditdelta.kernel.errors import Words
from creditdelta.pages.environment import url
from creditdelta.pages.language import say, t
from creditdelta.pages.responses import asked_format, asked_page, page
from creditdelta.pages.tables import Cell, Column, Link, Table
from creditdelta.quality.portal.boards import asked_office, target_of
from creditdelta.rulebook.life import LABELS

LEAF = 100  # members of one page; an export carries all
CHANGES: dict[Change, Words] = {
    "unconfirmed": Words("主体待确认", "not registered here yet"),
    "name": Words("名称已变更", "renamed"),
    "code": Words("代码已变更", "code changed"),
    "life": Words("已不存续", "no longer existing"),
}
_COLUMNS = (
    Column("number", Words("会员编号", "member number")),
    Column("code", Words("统一社会信用代码", "code"), "code"),
    Column("told_name", Words("报送时的名称", "name as reported")),
    Column("name", Words("现在的名称", "name today")),
    Column("life", Words("存续状态", "state today")),
    Column("state", Words("会员状态", "membership")),
    Column("recorded_on", Words("记录时间", "recorded on"), "day"),
    Column("changes", Words("需要同步", "to follow up")),
    Column("consent", Words("授权", "consent")),
)
_NOTE = Words(
    "“需要同步”：登记与报送的不一致，请核对后重新报送该会员；协会自己的会员状态只由协会报送。",
    "“to follow up”: the register says otherwise than was reported; check it and report the member anew. "
    "The state of a membership is the association's own word.",
)
_EMPTY = Words("还没有报送会员记录。", "No member was reported yet.")


def desk_members(request: HttpRequest) -> HttpResponse:
    """The members of the reader's association."""
    asked = asked_office(request)
    permit(request, target_of(asked))
    office = own_reporter(asked)
    found = members(office, business_day())
    leaf = asked_page(request)
    whole = asked_format(request) is not None
    shown = found if whole else found[(leaf - 1) * LEAF : leaf * LEAF]
    rows = [_row(one, office.id) for one in shown]
    title = Words("会员档案", "Members")
    place = with_office("desk_members", office.id)
    context = {
        "office": say(office.label),
        "ledger": with_office("desk_contributions", office.id),
        "facts": _facts(found),
        "said": t(
            f"第 {leaf} 页，共 {len(found):,} 个会员", f"page {leaf} of {len(found):,} members"
        ),
        "before": f"{place}&page={leaf - 1}" if leaf > 1 else None,
        "after": f"{place}&page={leaf + 1}" if leaf * LEAF < len(found) else None,
    }
    table = Table("members", title, _COLUMNS, rows, _NOTE, _EMPTY)
    return page(request, "contributions/members.html", context, tables=[table])


def _facts(found: list[Member]) -> list[dict[str, str]]:
    agreed = sum(one.consent_state == "granted" for one in found)
    changed = sum(bool(one.changes) for one in found)
    return [
        {"figure": f"{len(found):,}", "label": t("会员", "members")},
        {"figure": f"{agreed:,}", "label": t("已授权", "consent granted")},
        {"figure": f"{changed:,}", "label": t("需要同步", "to follow up")},
    ]


def _row(one: Member, office: str) -> list[Cell]:
    return [
        one.number, one.code or None, one.told_name, one.name or None,
        LABELS[one.life] if one.life else None, one.state, one.recorded_on,
        t("、", ", ").join(say(CHANGES[change]) for change in one.changes),
        _consent(one, office),
    ]  # fmt: skip


def _consent(one: Member, office: str) -> Cell:
    """How the latest request stands, or the way to ask."""
    if one.consent is not None and one.consent_state is not None:
        place = with_office("desk_consent", office, one.consent.id.hex())
        return Link(say(STATES[one.consent_state][1]), place)
    if one.life is None:
        return None
    place = f"{url('desk_consents')}?{urlencode({OFFICE: office, 'code': one.code})}"
    return Link(t("请求授权", "ask for consent"), place)
