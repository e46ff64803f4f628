"""How do archives call what they show: schemes, sides, terms, causes of an end?

Clause  S34, S2.
Pure    words only.
"""

from collections.abc import Mapping

from creditdelta.kernel.errors import Words
from creditdelta.records.publishing import Why
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

STANDINGS = {
    "standing": Words("有效", "stands"),
    "ended": Words("已到期", "ended"),
    "waiting": Words("等待核实", "waits to be verified"),
    "closed": Words("已终结", "closed"),
}
MANNERS = {
    "withdrawn": Words("撤回", "withdrawn"),
    "replaced": Words("被替换", "replaced"),
    "repaired": Words("信用修复", "repaired"),
    "lifted": Words("信用修复（重整计划执行期间）", "repaired while a plan is carried out"),
    "erased": Words("已清除", "erased"),
}
SEEN_BY: Mapping[Why, Words] = {
    "": Words("公众", "the public"),
    "waiting": Words("不公开：等待核实", "not public: it waits to be verified"),
    "closed": Words("不公开：已终结", "not public: it is closed"),
    "nobody": Words("不公开：这类记录不公开", "not public: records of this kind never are"),
    "exact_code": Words("只按完整代码查到", "by the exact code only"),
    "ended": Words("不公开：已到期", "not public: it ended"),
    "publicity_ended": Words(
        "不公开：报送单位写明公示已截止", "not public: its sender states that publicity ended"
    ),
    "period_over": Words("不公开：公示期已满", "not public: the period of publicity is over"),
    "not_usual": Words("不公开：轻微，一般不公示", "not public: minor, usually not published"),
    "undated": Words("不公开：没有可以起算的日期", "not public: it names no day to count from"),
    "query_ended": Words("不公开：查询期限已过", "not public: no longer to be found"),
}


def term_words(term: str) -> Words:
    """A term of a rule in words."""
    return Words(spoken(term, "zh"), spoken(term, "en"))
