"""How is a question told, and in which sentence what an answer will do?

Clause  S27, S28.
Pure    words only.
"""

from creditdelta.kernel.errors import Words
from creditdelta.questions.queries import ASIDE, Tab
from creditdelta.records.questions import Candidate, Waiting
from creditdelta.subjects.rules import NAME, SAME

SCHEMES = {
    "uscc": Words("统一社会信用代码", "unified social credit code"),
    "organisation_code": Words("组织机构代码", "organisation code"),
    "registration_number": Words("注册号", "registration number"),
    "tax_number": Words("税号", "tax number"),
    "name": Words("只有名称", "a name alone"),
}
WAITS = {
    "unconfirmed": Words("代码没有登记信息", "no register confirms the code"),
    "misnamed": Words("名称和代码对不上", "name and code do not fit"),
    "unknown": Words("旧号码没有对应的代码", "the older number leads to no code"),
    "ambiguous": Words("旧号码对应几家", "the older number is several organisations'"),
}
WHY = {
    "unconfirmed": Words(
        "没有登记信息或代码对照确认过这个代码。登记信息到达以后自动归入，不用判断；如果是代码写错，请报送单位更正。",
        "No registration and no code map confirms this code. Once one comes, the rows follow by "
        "themselves; where the code is wrong, the office that sent it must put it right.",
    ),
    "misnamed": Words(
        "代码是一家组织的，但报来的名称它从未用过：要么是它的另一个名称，要么代码填错了。",
        "The code is an organisation's, but the name sent is none it ever bore: either it is another "
        "name of it, or the code is wrong.",
    ),
    "unknown": Words(
        "报来的是旧号码，还不知道它属于哪个统一社会信用代码。",
        "An older number was sent, and nobody knows yet to which unified code it belongs.",
    ),
    "ambiguous": Words(
        "几家组织的登记信息都写着这个旧号码，所以不能自动归入任何一家。",
        "Several organisations claim this older number, so it leads to none of them by itself.",
    ),
}
BECAUSE = {
    "same_name": Words("名称相同", "the same name"),
    "older_number": Words("登记信息写着这个旧号码", "its registration gives this number"),
    "same_code": Words("代码就是它的", "the code is its own"),
    "near": Words("名称只差一个字", "the name differs by one sign"),
}
VERDICTS = {
    "same": Words("名称一致", "names agree"),
    "former_name": Words(
        "一个写明是另一个的前后名称", "one says that it is the other's earlier or later name"
    ),
    "branch": Words("一个是另一个的分支机构", "one is a branch of the other"),
    "review": Words("名称接近，须人工核对", "close: a person must look"),
    "different": Words("名称不同", "names differ"),
    "never": Words("不予比对", "not compared"),
}
KINDS = {
    SAME: Words("认定旧号码属于", "the older number belongs to"),
    NAME: Words("认定这是它的名称", "it is a name of"),
    ASIDE: Words("都不是，已搁置", "none of them: set aside"),
}
TABS: dict[Tab, Words] = {
    "ask": Words("要判断", "To be answered"),
    "register": Words("等登记信息", "Waiting for the register"),
    "resting": Words("已搁置", "Set aside"),
}
DECIDED = Words("已判断", "Answered")
PERSON = Words(
    "（名称像自然人姓名，不显示）", "(the name looks like a natural person's and is not shown)"
)
NAMELESS = Words("（没有名称）", "(no name)")
TAKEN_BACK_FOR = "关联有误"  # of the list link-ground: why an answer is taken back
NUMBERS, OTHER_NAMES = Words("旧号码", "older numbers"), Words("其他名称", "other names")
STATUS, PLACE = Words("登记状态", "status"), Words("登记地", "registered in")
STANDS, TAKEN_BACK = Words("有效", "stands"), Words("已撤销", "taken back")
FRESH = Words("没有变化", "as it was")
STALE = Words("依据有变化，请重新核对", "changed since: look again")
ELSEWHERE = Words(
    "名称是这家的，代码是另一家的。平台不把记录从一个代码移到另一个代码：请告诉报送单位更正代码后重报，这里可以先搁置。",
    "The name is this one's, the code another's. No row is ever moved from one code to another: tell the "
    "office that sent it to put the code right and send it again, and set the question aside meanwhile.",
)
UNREGISTERED = Words(
    "名称和这家一样或接近，但代码不同，也没有登记过。请报送单位核对代码；更正以前记录不公开。",
    "The name is this one's or near it, but the code is another and nobody registered it. Ask the office "
    "that sent it to check; until then nothing is shown to the public.",
)


def consequence(about: Waiting, candidate: Candidate, kind: str) -> Words:
    """What happens when somebody answers that it is this organisation."""
    rows = about.rows
    if kind == SAME:
        scheme = SCHEMES[about.scheme]
        return Words(
            f"判断以后：以{scheme.zh} {about.code} 报来的 {rows} 行归入 {candidate.code}，"
            "以后报来的也一样。可以随时撤销。",
            f"Then the {rows} rows sent under {scheme.en} {about.code} belong to {candidate.code}, "
            "and so does whatever is sent under it later. It can be taken back at any time.",
        )
    return Words(
        f"判断以后：这个名称算作 {candidate.code} 的名称之一，等着的 {rows} 行照常计入。可以随时撤销。",
        f"Then the name counts as one of {candidate.code}'s, and the {rows} rows that wait count. It can be "
        "taken back at any time.",
    )


def rests(about: Waiting) -> Words:
    """What happens when somebody sets the question aside."""
    return Words(
        f"搁置以后：{about.rows} 行继续等待，不公开；有新的登记信息或新的候选时，问题自动回来。",
        f"Then the {about.rows} rows go on waiting and are not shown to the public; the question comes back "
        "by itself when other evidence comes.",
    )


def impossible(about: Waiting) -> Words:
    """Why a candidate cannot be the answer."""
    return UNREGISTERED if about.wait == "unconfirmed" else ELSEWHERE
