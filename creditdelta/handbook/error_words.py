"""What does an error code mean, without a row to speak of? For the help pages and the command line.

Clause  S75.
Data    kernel/catalogue; the sentence's blanks are filled with their names.
"""

from difflib import get_close_matches

from creditdelta.kernel import errors
from creditdelta.kernel.errors import ErrorKind, Lang, Words

SEVERITY = {
    "error": Words("错误：本行不予接收", "error: the row is refused"),
    "warning": Words("提醒：本行照收", "warning: the row is accepted"),
}
_BLANKS: dict[Lang, dict[str, str]] = {
    "zh": {"column": "某栏", "value": "（所填内容）", "detail": "（具体说明）"},
    "en": {"column": "<column>", "value": "<value>", "detail": "<detail>"},
}
FAMILIES = {
    "agree": Words("栏目之间不一致", "columns that disagree"),
    "api": Words("接口", "the interface for programs"),
    "calendar": Words("工作日与期限", "working days and terms"),
    "csv": Words("文本表格", "text tables"),
    "date": Words("日期", "dates"),
    "enc": Words("文字编码", "character encoding"),
    "field": Words("栏目内容", "what stands in a column"),
    "file": Words("文件", "files"),
    "head": Words("表头", "headings"),
    "json": Words("JSON 行", "JSON lines"),
    "key": Words("重复记录", "records that repeat"),
    "ledger": Words("入账", "entering the ledger"),
    "legacy": Words("旧式注册号", "registration numbers of old forms"),
    "mend": Words("修改表", "workbooks of wrong rows"),
    "money": Words("金额", "amounts"),
    "name": Words("名称", "names"),
    "orgcode": Words("组织机构代码", "organisation codes"),
    "person": Words("自然人", "natural persons"),
    "regno": Words("工商注册号", "registration numbers"),
    "row": Words("数据行", "rows"),
    "taxno": Words("税务登记号", "tax numbers"),
    "upload": Words("上传", "uploads"),
    "uscc": Words("统一社会信用代码", "unified social credit codes"),
    "xlsx": Words("电子表格", "workbooks"),
}


def sentence(entry: ErrorKind, lang: Lang) -> str:
    """The sentence with the names of its blanks."""
    return entry.sentence.say(lang).format(**_BLANKS[lang])


def suggestion(entry: ErrorKind, lang: Lang) -> str:
    """How to go on, with the names of its blanks."""
    return entry.suggestion.say(lang).format(**_BLANKS[lang])


def near(code: str) -> list[str]:
    """Known codes that look like a code nobody issued."""
    known = [each for family in errors.families() for each in errors.entries(family)]
    return get_close_matches(code, known)
