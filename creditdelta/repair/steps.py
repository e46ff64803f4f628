"""An application as a list of tasks, and how its steps are called.

Clause  S72.
"""

from typing import Any

from creditdelta.kernel.errors import Words
from creditdelta.pages.language import t
from creditdelta.repair.rules import Case

STEPS: dict[str, tuple[str, Words]] = {
    "repair.begun": ("information", Words("开始申请", "begun")),
    "repair.proved": ("information", Words("提交证明材料", "proof handed in")),
    "repair.signed": ("information", Words("签署信用承诺", "commitment signed")),
    "repair.filed": ("information", Words("提交申请", "handed in")),
    "repair.forwarded": ("information", Words("转认定单位", "forwarded")),
    "repair.returned": ("attention", Words("要求补正", "something is missing")),
    "repair.accepted": ("information", Words("受理", "accepted")),
    "repair.extended": ("attention", Words("延长答复期限", "extended")),
    "repair.decided": ("attention", Words("第一人作出意见", "decided by a first officer")),
    "repair.completion_asked": ("attention", Words("计划已执行，待复核", "plan carried out")),
    "repair.revocation_asked": ("attention", Words("拟撤销修复", "to be revoked")),
    "repair.confirmed": ("done", Words("第二人复核通过", "confirmed by a second officer")),
    "repair.sent_back": ("attention", Words("复核退回", "sent back")),
    "repair.withdrawn": ("done", Words("撤回申请", "withdrawn")),
}


def tasks(one: Case) -> list[dict[str, Any]]:
    """The five steps, and what of them is done."""
    handed_in = one.state not in ("preparing", "returned")
    every = [
        (t("选择要修复的信息和方式", "Choose what, and how"), True, ""),
        (t("提交证明材料", "Hand in the proof"), bool(one.proof), ""),
        (t("签署信用承诺", "Sign the commitment"), one.signed is not None, ""),
        (t("核对并提交", "Check and hand in"), handed_in, _on(one)),
        (
            t("受理、审查、答复", "Accepted, examined, answered"),
            one.decided_on is not None,
            _due(one),
        ),
    ]
    return [{"title": title, "done": done, "text": text} for title, done, text in every]


def _on(one: Case) -> str:
    return t(f"{one.filed_on} 提交", f"handed in on {one.filed_on}") if one.filed_on else ""


def _due(one: Case) -> str:
    if one.decided_on is not None:
        return ""
    if one.decide_until is not None:
        return t(f"答复截止 {one.decide_until}", f"answer due {one.decide_until}")
    if one.accept_until is not None:
        return t(f"受理截止 {one.accept_until}", f"to be accepted until {one.accept_until}")
    return ""
