"""How do we say to a clerk what a column asks for: need, written form, ground?

Clause  S75.
Pure    words only; what is asked stands in rulebook/records.
"""

from creditdelta.kernel.errors import Lang, Words
from creditdelta.rulebook.basis import Basis
from creditdelta.rulebook.standards import Column, Need, Type

NEEDS: dict[Need, Words] = {
    "mandatory": Words("必填", "mandatory"),
    "conditional": Words("视情形必填", "in some cases"),
    "optional": Words("选填", "optional"),
}
FORMS: dict[Type, Words] = {
    "text": Words("文字；不要写个人证件号码、电话", "text; no personal numbers"),
    "code": Words("编号，按文本填写", "number, as text"),
    "enum": Words("从列表中选一项", "one value of the list"),
    "date": Words("日期，如 2024-03-01", "date, as 2024-03-01"),
    "uscc": Words("18位统一社会信用代码", "unified social credit code, 18 characters"),
    "authority_code": Words("机关的18位统一社会信用代码", "code of an office, 18 characters"),
    "organisation_code": Words("9位组织机构代码", "organisation code, 9 characters"),
    "registration_number": Words("工商注册号，通常15位", "registration number, mostly 15 digits"),
    "tax_number": Words("税务登记号，15、18或20位", "tax number, 15, 18 or 20 characters"),
    "amount_wan": Words("金额，单位万元：2000元填 0.2", "10,000 yuan: 0.2 is 2,000 yuan"),
    "amount_yuan": Words("金额，单位元", "amount in yuan"),
    "capital": Words("金额连同单位和币种，如 100万元人民币", "amount with unit and currency"),
    "decimal": Words("数字", "number"),
}
LEFT_OUT = Words(
    "个人证件号码：请勿填写，读取时略去", "personal number: leave empty, it is never read"
)
SEVERAL = Words("；几项之间用半角分号", "; several are separated by semicolons")
KINDS = {
    "law": Words("法律", "law"),
    "agreement": Words("约定", "agreement"),
    "default": Words("默认", "default"),
    "fictional": Words("虚构", "fictional"),
}


def form(column: Column, lang: Lang) -> str:
    """The written form a column wants, in words."""
    if column.privacy == "person_id":
        return LEFT_OUT.say(lang)
    return FORMS[column.type].say(lang) + (SEVERAL.say(lang) if column.multiple else "")


def ground(basis: Basis, lang: Lang) -> str:
    """The basis in one line: kind, document, confidence, reason."""
    title = " ".join(part for part in (basis.title, basis.article) if part)
    sure = f" [{basis.confidence}]" if basis.confidence else ""
    why = f" ({basis.reason})" if basis.reason else ""
    return f"{KINDS[basis.kind].say(lang)}{sure}: {title}{why}"
