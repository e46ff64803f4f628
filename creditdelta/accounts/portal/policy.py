"""The table of rights for everybody: who may do what, where, and for which purposes.

Clause  S6, S71.
Data    rulebook/policy
"""

from django.http import HttpRequest, HttpResponse

from creditdelta.accounts.matrix import PLACE_WORDS, cells
from creditdelta.journal.synthetic import business_day
from creditdelta.kernel.errors import Words
from creditdelta.pages.grounds import grounds
from creditdelta.pages.language import lang, say, t
from creditdelta.pages.responses import page
from creditdelta.pages.tables import Column, Table
from creditdelta.rulebook.dated import in_force
from creditdelta.rulebook.policy import Grant, Operation, Policy, Reach, policy
from creditdelta.rulebook.purposes import ANY, purposes

REACHES: dict[Reach, Words] = {
    "everywhere": Words("", ""),
    "own_region": Words("本省市", "own province"),
    "own_office": Words("本单位", "own office"),
    "own_subject": Words("本组织", "own organisation"),
}
YES, NO = Words("可以", "yes"), Words("不可以", "no")
KINDS = {"read": Words("查看", "read"), "write": Words("办理", "change")}


def table_of_rights(request: HttpRequest) -> HttpResponse:
    """Operations with the roles that may do them; the whole matrix as a file."""
    table = policy()
    granted = [row for rows in table.grants.values() for row in rows]
    context = {
        "roles": list(table.roles.values()),
        "purposes": list(purposes().values()),
        "grounds": grounds((row.basis for row in granted), lang()),
    }
    return page(request, "accounts/policy.html", context, tables=[_listed(table), _matrix(table)])


def _listed(table: Policy) -> Table:
    columns = (
        Column("operation", Words("操作", "operation")),
        Column("kind", Words("性质", "kind")),
        Column("who", Words("谁可以", "who may")),
        Column("conditions", Words("条件", "conditions")),
    )
    rows = tuple(
        (
            one.label,
            KINDS[one.kind],
            t("；", "; ").join(_grant(table, row) for row in _in_force(table, one)),
            _conditions(one),
        )
        for one in table.operations.values()
    )
    return Table("policy", Words("权限表", "Table of rights"), columns, rows)


def _matrix(table: Policy) -> Table:
    columns = (
        Column("operation", Words("操作", "operation")),
        Column("role", Words("角色", "role")),
        Column("place", Words("对象", "about")),
        Column("answer", Words("结论", "answer")),
        Column("purposes", Words("目的", "purposes")),
    )
    rows = tuple(
        (
            one.operation,
            one.role,
            PLACE_WORDS[one.place],
            YES if one.allowed else NO,
            " ".join(one.purposes),
        )
        for one in cells(table, business_day())
    )
    return Table("matrix", Words("权限矩阵", "Matrix of rights"), columns, rows)


def _in_force(table: Policy, operation: Operation) -> list[Grant]:
    return [row for row in table.grants.get(operation.id, ()) if in_force(row, business_day())]


def _grant(table: Policy, row: Grant) -> str:
    limits = [say(REACHES[row.reach])] if say(REACHES[row.reach]) else []
    limits += [t("本行业", "own sector")] if row.sector else []
    if row.purposes and ANY not in row.purposes:
        named = t("、", ", ").join(say(purposes()[one].label) for one in row.purposes)
        limits.append(t(f"目的：{named}", f"for: {named}"))
    said = say(table.roles[row.role].label)
    if not limits:
        return said
    inner = t("，", ", ").join(limits)
    return t(f"{said}（{inner}）", f"{said} ({inner})")


def _conditions(operation: Operation) -> str:
    said = [t("写明目的", "a purpose is named")] if operation.purpose else []
    said += [t("重新验证身份", "who acts is proved again")] if operation.fresh else []
    return t("，", ", ").join(said)
