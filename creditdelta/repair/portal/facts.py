"""What do the pages of one application say alike, for its office and for the organisation itself?

Clause  S72.
"""

from datetime import date
from typing import Any

from creditdelta.journal.written import texts_of
from creditdelta.lists.steps import timeline
from creditdelta.notices.tables import office_label
from creditdelta.pages.environment import url
from creditdelta.pages.language import say, t
from creditdelta.repair.letters import REFUSALS, REVOCATIONS, number_of, reasons_of
from creditdelta.repair.models import Text
from creditdelta.repair.queries import taken
from creditdelta.repair.rules import STATES, Case, regime_of, way_of
from creditdelta.repair.steps import STEPS
from creditdelta.repair.targets import Target, target
from creditdelta.subjects.queries import codes_of

Row = dict[str, Any]


def target_facts(one: Target) -> list[Row]:
    """What is to be repaired: kind, number, authority, days."""
    hand, end = one.clock.repair, one.clock.end
    code = codes_of([one.ref])[one.ref][1]
    record = f"{one.ref.hex()}-{one.id.hex()}"
    href = url("list_entry", one.id.hex()) if one.about == "entry" else url("record", code, record)
    rows: list[Row] = [
        {"key": t("信息", "What"), "value": say(one.label), "href": href},
        {"key": t("决定文书号", "Decision"), "value": one.number},
        {"key": t("决定机关", "Decided by"), "value": say(one.authority)},
        {"key": t("决定日期", "Decided on"), "value": one.decided_on},
        {"key": t("最短公示期满", "Shortest period over on"), "value": hand.on if hand else ""},
        {"key": t("公示到", "Public until"), "value": end.on if end else ""},
    ]
    return [row for row in rows if row["value"]]


def whole_of(one: Case, day: date) -> dict[str, Any]:
    """Everything about an application for those who may see it."""
    told = target(one.about, one.ref, one.target, day)
    listed = REVOCATIONS if one.state in ("revoking", "revoked") else REFUSALS
    return {
        "one": one,
        "number": number_of(one),
        "label": say(told.label) if told else number_of(one),
        "state": say(STATES[one.state]),
        "rows": target_facts(told) if told else [],
        "about": _about(one),
        "reasons": reasons_of(one.reasons, listed) if one.reasons else "",
        "texts": texts_of(Text, one.id),
        "events": timeline(taken([one.id]).get(one.id, []), STEPS),
    }


def _about(one: Case) -> list[Row]:
    rows: list[Row] = [
        {"key": t("申请编号", "Application"), "value": number_of(one)},
        {"key": t("方式", "How"), "value": say(way_of(one).label)},
        {"key": t("适用办法", "By"), "value": say(regime_of(one).label)},
        {"key": t("办理单位", "Office"), "value": say(office_label(one.office))},
        {"key": t("提交日期", "Handed in"), "value": one.filed_on},
        {"key": t("受理截止", "To be accepted until"), "value": _open(one, "filed", one.accept_until)},
        {"key": t("补正截止", "To be completed until"), "value": _open(one, "returned", one.complete_until)},
        {"key": t("受理日期", "Accepted"), "value": one.accepted_on},
        {"key": t("答复截止", "Answer due"), "value": one.decide_until if not one.decided_on else None},
        {"key": t("决定日期", "Decided"), "value": one.decided_on},
        {"key": t("可再次申请", "Can be asked for again"), "value": one.again_on},
        {"key": t("不受理至", "None is taken until"), "value": one.barred_until},
        {"key": t("证明材料摘要", "SHA-256 of the proof"), "value": one.proof},
    ]  # fmt: skip
    return [row for row in rows if row["value"]]


def _open(one: Case, state: str, until: date | None) -> date | None:
    return until if one.state == state else None
