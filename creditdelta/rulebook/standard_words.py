"""How do we say what a record standard is: its weight, where it comes from, who reads its columns?

Clause  S75.
Pure    words only; what is said of stands in rulebook/records.
"""

from collections.abc import Callable, Iterator

from creditdelta.kernel.errors import Lang, Words
from creditdelta.rulebook.column_words import NEEDS
from creditdelta.rulebook.roles import Nature, Side
from creditdelta.rulebook.standards import Agreement, Privacy, Standard

NATURES: dict[Nature, Words] = {
    "adverse": Words("不良记录", "weighs against the organisation"),
    "neutral": Words("中性记录", "neutral"),
    "favourable": Words("良好记录", "speaks for the organisation"),
}
SIDES: dict[Side, Words] = {
    "public": Words("公共信用信息", "public credit information"),
    "market": Words("市场信用信息", "market credit information"),
}
CONFIRMS = Words("确认组织存在", "confirms that the organisation exists")
PRIVACY: dict[Privacy, Words] = {
    "public": Words("可以公开", "may be public"),
    "internal": Words("内部使用，不公开", "internal, not public"),
    "person_name": Words("人名，不公开", "a person's name, not public"),
    "person_id": Words("个人号码，不读取", "a personal number, never read"),
}
_AGREE: dict[str, Words] = {
    "organisation_code": Words("{0}第9至17位就是{1}", "characters 9 to 17 of the {0} are the {1}"),
    "sole_trader": Words(
        "{0}以92开头，当且仅当{1}是{values}",
        "the {0} begins with 92 if and only if the {1} is {values}",
    ),
    "fine_amount": Words("{0}里写的罚款金额就是{1}", "a fine named in the {0} is the {1}"),
}
_OR: dict[Lang, str] = {"zh": "或", "en": " or "}
_AND: dict[Lang, str] = {"zh": "、", "en": ", "}


def rules_of(item: Standard, lang: Lang) -> Iterator[str]:
    """What the columns of one row must satisfy together, a sentence each."""

    def name(code: str) -> str:
        return item.column(code).label.say(lang)

    def told(zh: str, en: str) -> str:
        return Words(zh, en).say(lang)

    key = _AND[lang].join(map(name, item.natural_key))
    yield told(f"同一条记录：{key}都相同", f"One record: the same {key}")
    for code in item.not_future:
        yield told(f"{name(code)}不能晚于核验当天", f"{name(code)}: not after the day of the check")
    for order in item.orders:
        one, other = name(order.earlier), name(order.later)
        yield told(f"{one}不晚于{other}", f"{one}: not after {other}")
    for rule in item.required_when:
        values, when, then = _OR[lang].join(rule.values), name(rule.when), name(rule.column)
        verb = told("含有" if rule.contains else "为", "contains" if rule.contains else "is")
        need = NEEDS["mandatory"].say(lang)
        yield told(
            f"{when}{verb}{values}时，{then}{need}", f"{then}: {need} when {when} {verb} {values}"
        )
    yield from (_agreement(one, name, lang) for one in item.agreements)


def _agreement(one: Agreement, name: Callable[[str], str], lang: Lang) -> str:
    columns = map(name, one.columns)
    return _AGREE[one.kind].say(lang).format(*columns, values=_OR[lang].join(one.values))
