"""Why can a look that was earned not be made, and how are the columns of a ledger called?

Clause  S33.
Pure    words only.
"""

from creditdelta.contributions.rules import Ladder, Why
from creditdelta.kernel.errors import Words
from creditdelta.pages.language import say, t
from creditdelta.rulebook.records import standards

WHYS: dict[Why, Words] = {
    "balance": Words(
        "没有可用的查询次数：核实的记录多了，次数就有了",
        "no look is left: it takes more verified records",
    ),
    "locked": Words(
        "还没有解锁任何公共信用信息", "no public records are unlocked for this purpose yet"
    ),
    "organisation": Words(
        "没有登记过这个代码的组织，请核对代码",
        "No organisation is registered under this code; check it",
    ),
    "sole_trader": Words(
        "个体工商户与自然人相近，不在互惠查询之内",
        "a sole trader is close to a natural person: no look is earned at one",
    ),
    "purpose": Words("请选择查询目的", "choose the purpose"),
    "reference": Words(
        "请写明合同、信贷或租赁的编号，不超过八十字，也不含个人号码",
        "give the number of the contract, loan or lease: at most eighty characters, no personal number",
    ),
}


def kinds_words(kinds: tuple[str, ...]) -> str:
    """Kinds of record by their names."""
    labels = {item.kind: item.label for item in standards().values()}
    return t("、", ", ").join(say(labels[kind]) for kind in kinds)


def next_words(found: Ladder) -> str:
    """What the next step unlocks, and how much it takes."""
    if found.next is None:
        return t("全部台阶都已到达。", "Every step is reached.")
    label = say(found.next.label)
    return t(
        f"再有 {found.lacking:,} 条核实的记录，就解锁：{label}。",
        f"{found.lacking:,} more verified records unlock: {label}.",
    )
