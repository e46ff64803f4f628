"""How do archives call what they show: schemes, sides, terms, causes of an end?

Clause  S34, S2.
Pure    words only.
"""

from creditdelta.kernel.errors import Words
from creditdelta.rulebook.publication_words import spoken

SCHEMES = {
    "uscc": Words("统一社会信用代码", "unified social credit code"),
    "organisation_code": Words("组织机构代码", "organisation code"),
    "registration_number": Words("工商注册号", "business registration number"),
    "tax_number": Words("税务登记号", "tax number"),
    "name": Words("名称", "name"),
}
RELATIONS = {
    "branch": Words("分支机构", "branch"),
    "parent": Words("总机构", "parent"),
}
CAUSES = {
    "stated": Words("记录自己写明的截止日", "the day the record itself names"),
    "period": Words("最长公示期", "longest period of publicity"),
    "query": Words("查询期限", "end of the time in which it may be found"),
    "deadline": Words("应当公示的期限", "time in which it must be public"),
    "minimum": Words("最短公示期", "shortest period of publicity"),
}


def term_words(term: str) -> Words:
    """A term of a rule in words."""
    return Words(spoken(term, "zh"), spoken(term, "en"))
