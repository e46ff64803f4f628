"""How the answer of a search looks in a terminal."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from creditdelta.cli import subject_lines
from creditdelta.cli.subject_lines import LIFE, visible, word
from creditdelta.kernel.errors import Lang
from creditdelta.kernel.errors import find as explain

if TYPE_CHECKING:
    from creditdelta.search.queries import Hit, Results
    from creditdelta.search.wrong_codes import WrongCode

MATCHED = {
    **subject_lines.MATCHED,
    "part_of_former_name": ("曾用名的一部分", "part of a former name"),
    "letters": ("拼音首字母", "first letters"),
}
PERSON = {
    "zh": "看起来是自然人的姓名或号码：本平台只查企业和其他组织，不查自然人。"
    "如果要找企业，请输入更完整的名称（如加上行业或“公司”），或用代码查询。",
    "en": "This looks like a natural person's name or number. Only organisations are searched, never "
    "persons. For an organisation, type more of its name, or its code.",
}
SHORT = {"zh": "请至少输入名称中连续的两个字。", "en": "Type at least two characters of a name."}
NOBODY = {
    "zh": "没有找到。个体工商户只能用完整代码查询。",
    "en": "Nobody found. Sole traders are found by their full code only.",
}
BEHIND = {
    "zh": "索引还有 {} 个事件没有跟上：cdelta search refresh",
    "en": "The index is {} events behind: cdelta search refresh",
}
NEAR = {"zh": "只差一个字：", "en": "Did you mean: "}
TOTAL = {
    "zh": "共 {} 家，第 {} / {} 页",
    "en": "{} organisations, page {} of {}",
}
UNKNOWN_CODE = {
    "zh": "代码 {} 格式正确，但没有以它登记或报送过的主体。",
    "en": "The code {} is well formed, but nobody is known by it.",
}
WRONG_AT = {"zh": "第 {} 位起有误", "en": "wrong from position {}"}
MEANT = {"zh": "也许第 {} 位写错：", "en": "Perhaps position {} is wrong: "}


def result_page(found: "Results", lang: Lang) -> Iterator[str]:
    """Hits first, then what else may be meant, then what is to be known of the answer."""
    if found.person:
        yield PERSON[lang]
    if found.kind == "short":
        yield SHORT[lang]
    yield from (_hit(hit, lang) for hit in found.hits)
    for wrong in found.wrong:
        yield from _wrong(wrong, lang)
    if found.kind == "name" and not found.hits:
        yield NOBODY[lang]
    yield from (f"{NEAR[lang]}{one.code}\t{visible(one.name)}" for one in found.near)
    if found.kind == "name" and found.hits:
        count = f"> {found.count:,}" if found.more else f"{found.count:,}"
        yield TOTAL[lang].format(count, found.page, found.pages)
    if found.behind:
        yield BEHIND[lang].format(found.behind)


def _hit(hit: "Hit", lang: Lang) -> str:
    matched = word(MATCHED, hit.matched, lang)
    shown = "" if hit.shown in (hit.name, hit.code) else f" {visible(_marked(hit))}"
    name = visible(_marked(hit) if hit.shown == hit.name else hit.name)
    return f"{hit.code}\t{name}\t{word(LIFE, hit.life, lang)}\t{matched}{shown}"


def _marked(hit: "Hit") -> str:
    """The name with what matched in brackets."""
    text, end = "", 0
    for begin, stop in hit.spans:
        text += f"{hit.shown[end:begin]}【{hit.shown[begin:stop]}】"
        end = stop
    return text + hit.shown[end:]


def _wrong(wrong: "WrongCode", lang: Lang) -> Iterator[str]:
    if not wrong.reasons:
        yield UNKNOWN_CODE[lang].format(visible(wrong.code))
        return
    reasons = "；".join(f"{explain(code).title.say(lang)} {code}" for code in wrong.reasons)
    place = f"（{WRONG_AT[lang].format(wrong.wrong_at)}）" if wrong.wrong_at else ""
    yield f"{visible(wrong.code)}\t{reasons}{place}"
    yield from (
        f"{MEANT[lang].format(one.differs_at)}{one.code}\t{visible(one.name)}"
        for one in wrong.offers
    )
