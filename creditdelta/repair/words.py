"""May it be repaired: the one sentence for a record or an entry, and what it needs.

Clause  S72; seed 4.4.2.
Pure    values in, sentences out.
"""

from datetime import date

from creditdelta.kernel.errors import Words
from creditdelta.repair.rules import Answer
from creditdelta.rulebook.publication_words import spoken
from creditdelta.rulebook.repairs import papers_on

FREE = Words("信用修复不收费。", "Repair is free.")


def sentence(one: Answer, day: date) -> Words:
    """Not yet and from when, yes and with what, no and by which rule; and that it is free."""
    found = _sentence(one, day)
    return Words(found.zh + FREE.zh, f"{found.en} {FREE.en}")


def _sentence(one: Answer, day: date) -> Words:
    if one.kind == "later":
        zh, en = spoken(one.term, "zh"), spoken(one.term, "en")
        return Words(
            f"还不能申请修复：从 {one.on} 起可以申请（自 {one.start} 起满{zh}）。",
            f"Not yet: it can be asked for from {one.on} ({en} after {one.start}).",
        )
    if one.kind in ("now", "unsaid"):
        needed = papers_on(day)
        unsaid = one.kind == "unsaid"
        more = Words(
            "规则没有写明最短公示期，由认定单位决定；",
            "no rule names a shortest period, the authority decides;",
        )
        return Words(
            f"可以申请修复：{more.zh if unsaid else ''}需要{needed.zh}。",
            f"It can be asked for now: {f'{more.en} ' if unsaid else ''}with {needed.en}.",
        )
    if one.kind == "never":
        return Words(
            f"不能修复：公示至期满（{one.title}）。",
            f"There is no repair: it is public for its full term ({one.title}).",
        )
    if one.kind == "barred":
        return Words(
            f"{one.on} 以前不受理修复申请：此前的修复因违背承诺被撤销。",
            f"No application is taken until {one.on}: an earlier repair was revoked.",
        )
    return _PLAIN[one.kind]


_PLAIN: dict[str, Words] = {
    "not_adverse": Words(
        "这不是不良信息，不需要修复。", "It is nothing adverse and needs no repair."
    ),
    "closed": Words("已经不再公示和使用，不用修复。", "It is public and used no longer."),
    "under_way": Words("修复申请办理中。", "An application is under way."),
    "by_itself": Words(
        "在可以申请修复以前公示就自动结束，不用申请。",
        "It stops being public by itself before repair could be asked for.",
    ),
}
