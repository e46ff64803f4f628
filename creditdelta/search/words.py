"""How does the page call what it shows: reasons, facets and their values?

Clause  S2.
Data    rulebook/codes: divisions, classes of codes, industries.
Pure    words only.
"""

from creditdelta.kernel.errors import Words
from creditdelta.rulebook.codes import classes, divisions
from creditdelta.rulebook.industries import industries
from creditdelta.rulebook.life import LABELS
from creditdelta.search.queries import Matched

MATCHED: dict[Matched, Words] = {
    "code": Words("代码与输入一致", "the code is the one typed"),
    "older_number": Words("旧号码对应的主体", "an older number leads to it"),
    "name": Words("名称与输入一致", "the name is the one typed"),
    "former_name": Words("曾用名与输入一致", "a former name is the one typed"),
    "part_of_name": Words("名称中含有输入的文字", "the name contains what was typed"),
    "part_of_former_name": Words("曾用名中含有输入的文字", "a former name contains what was typed"),
    "letters": Words("名称的拼音首字母", "first letters of the name's sounds"),
}
FACETS = {
    "province": Words("省市", "Province"),
    "city": Words("城市", "City"),
    "section": Words("行业门类", "Industry"),
    "life": Words("登记状态", "State"),
    "form": Words("主体类别", "Kind"),
}
_PROVINCE_DIGITS = 2


def value_words(facet: str, value: str) -> Words:
    """What a value of a facet is called; itself where nobody named it."""
    if facet in ("province", "city"):
        name = place(value)
        return Words(name, name) if name else Words(value, value)
    if facet == "life":
        return next((word for life, word in LABELS.items() if life == value), Words(value, value))
    if facet == "form" and value in classes():
        return classes()[value].kind
    if facet == "section":
        found = (row.label for row in industries() if row.code == value)
        return next(found, Words(value, value))
    return Words(value, value)


def place(code: str) -> str:
    """The name of a division, or of the province two digits stand for; "" for none."""
    found = divisions().get(code.ljust(6, "0") if len(code) == _PROVINCE_DIGITS else code)
    return found.name if found else ""


def where(division: str) -> str:
    """Province and place of a division, as one reads them."""
    names = [place(division[:2]), place(division)]
    return " ".join(dict.fromkeys(filter(None, names)))
