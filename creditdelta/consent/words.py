"""How do we say how a consent stands, and why something cannot be done with it?

Clause  S71.
Pure    words only.
"""

from creditdelta.consent.rules import State, Why
from creditdelta.kernel.errors import Words

STATES: dict[State, tuple[str, Words]] = {  # the shape of the tag, and its words
    "asked": ("attention", Words("等待答复", "waits for an answer")),
    "granted": ("done", Words("已授权", "granted")),
    "refused": ("plain", Words("已拒绝", "refused")),
    "taken_back": ("plain", Words("请求已收回", "request taken back")),
    "lapsed": ("plain", Words("逾期未答复", "not answered in time")),
    "revoked": ("plain", Words("已撤回授权", "revoked")),
    "ended": ("plain", Words("已到期", "ended")),
}
WHYS: dict[Why, Words] = {
    "state": Words(
        "现在的状态下不能这样做，请看最新状态",
        "As it stands this cannot be done; see how it stands",
    ),
    "recipient": Words("没有写明由哪个单位查看", "No office is named that would look"),
    "purpose": Words("请选择目的", "Choose a purpose"),
    "reference": Words(
        "这个目的须写明合同、项目或案件的编号，不超过一百字，也不含个人号码",
        "For this purpose name the number of the contract, tender or case: at most a hundred "
        "characters, and no personal number",
    ),
    "parts": Words(
        "请至少选择一个部分，且不超出所请求的", "Choose at least one part, and none not asked for"
    ),
    "until": Words(
        "最后一天不能早于今天，也不能超过最长期限",
        "The last day is not before today, and not beyond the longest period",
    ),
    "again": Words(
        "为同一目的的请求还在等待答复", "A request for this purpose still waits for an answer"
    ),
}
