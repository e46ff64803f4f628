"""How do we say what an indicator counts, and from whom? The words of the quality board.

Clause  S29, S31.
Pure    words only; definitions stand in rulebook/indicators.
"""

from creditdelta.archive.indicators import Met
from creditdelta.kernel.errors import Words
from creditdelta.pages.language import t
from creditdelta.rulebook.cities import PROVINCES
from creditdelta.rulebook.codes import classes
from creditdelta.rulebook.indicators import Target
from creditdelta.rulebook.mappings import mappings
from creditdelta.rulebook.records import UnknownStandard, standard

COUNTS = {
    "live_organisations_with_valid_code": Words(
        "持有有效代码的存续组织", "organisations alive with a valid code"
    ),
    "live_organisations": Words("存续组织", "organisations alive"),
    "records_led_to_one_code": Words("能对应到唯一代码的记录", "records that lead to one code"),
    "records_under_older_numbers": Words("以旧号码报送的记录", "records sent under older numbers"),
    "registrations_with_duplicate_code": Words("重码的登记", "registrations with a duplicate code"),
    "registrations_with_wrong_code": Words("错码的登记", "registrations with a wrong code"),
    "registrations_with_duplicate_or_wrong_code": Words(
        "重码或错码的登记", "registrations with a duplicate or wrong code"
    ),
    "live_registrations": Words("存续登记", "live registrations"),
    "late_rows": Words("迟报的行", "late rows"),
    "dated_rows": Words(
        "写明决定日期的双公示行", "rows of double publicity with a day of decision"
    ),
    "valid_rows": Words("核验通过的行", "rows that passed the check"),
    "filed_rows": Words("报送的行", "rows filed"),
}
REGION = Words("全区域", "whole region")
MET: dict[Met, tuple[str, Words]] = {  # the shape of the tag, and its words
    "met": ("done", Words("达到目标", "target met")),
    "missed": ("attention", Words("未达到目标", "target missed")),
    "none": ("plain", Words("未设目标", "no target")),
}


def province(code: str) -> Words:
    """A province by its division code; the whole region for ""."""
    return PROVINCES.get(code, Words(code, code)) if code else REGION


def department(name: str) -> Words:
    """A registering department, or what a source sends."""
    named = next((one.department for one in classes().values() if one.department.zh == name), None)
    if named is not None:
        return named
    if name in mappings():
        return mappings()[name].label
    try:
        return standard(name).label
    except UnknownStandard:
        return Words(name, name)


def target(found: Target) -> str:
    """A target in words: at least 100 %, at most 1 ‰."""
    whole, rest = divmod(found.permille, 10)
    figure = f"{whole} %" if not rest else f"{found.permille}‰"
    if found.sense == "at_least":
        return t(f"不低于 {figure}", f"at least {figure}")
    return t(f"不高于 {figure}", f"at most {figure}")
