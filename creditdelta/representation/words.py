"""How do we say as what somebody acts for an organisation, and why something cannot be done?

Clause  S9.
Pure    words only.
"""

from collections.abc import Mapping

from creditdelta.kernel.errors import Words
from creditdelta.representation.rules import As, Why

AS: Mapping[As, Words] = {
    "representative": Words("代表", "representative"),
    "deputy": Words("代理人", "deputy"),
    "successor": Words("接任的代表", "the next representative"),
}
WHYS: Mapping[Why, Words] = {
    "represented": Words(
        "该组织已有代表；更换由代表自己移交，或先撤销",
        "The organisation has a representative, who hands over; or withdraw the representation first",
    ),
    "not_represented": Words("该组织还没有代表", "The organisation has no representative"),
    "many": Words(
        "代理人已满，请先减少", "There are as many deputies as may be; dismiss one first"
    ),
    "apart": Words(
        "单位人员的账户不能代表组织，请用另一个账户",
        "an account of an office does not act for an organisation: use another one",
    ),
    "own": Words(
        "签发邀请函的人不能自己使用邀请码", "whoever made the letter does not use its code"
    ),
    "unknown": Words(
        "代码与邀请码对不上，或邀请码用过、过期、被收回了。请核对信函；不行就请信用管理部门再寄一封",
        "Organisation and code do not fit, or the code was used, has expired or was taken back. Compare "
        "the letter; if it does not help, ask the credit office for another",
    ),
    "acts": Words("这个账户已经代表该组织", "This account acts for the organisation already"),
    "gone": Words("已经不在了，请看最新状态", "It is no longer there; see how it stands"),
    "ground": Words("请选择理由", "Choose a ground"),
}
LATER = Words("今天输错的次数太多了，请明天再来", "Too many wrong codes today; come back tomorrow")
