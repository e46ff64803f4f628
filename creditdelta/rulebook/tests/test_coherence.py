"""Files that are well formed but contradict themselves are refused at load."""

import pytest

from creditdelta.rulebook.mappings import mappings
from creditdelta.rulebook.records import standards
from creditdelta.rulebook.strict import RulebookError

from .conftest import Spoil

RECORD_CASES = [
    ('code = "CF_XDR_LB"', 'code = "CF_XDR_MC"', "columns.2", "names another column too"),
    ('zh = "行政相对人类别"', 'zh = "行政相对人 名称"', "columns.2", "names another column too"),
    ('enum = "counterpart-category"\n', "", "columns.2", "type and enum disagree"),
    ('"counterpart-category"', '"counterpart"', "columns.2", "no list 'counterpart'"),
    ('"CF_WSH", "CF_CFJGDM"]', '"CF_WHS", "CF_CFJGDM"]', "natural_key", "no column 'CF_WHS'"),
    ('["CF_XDR_SHXYM", "CF_WSH", "CF_CFJGDM"]', "[]", "natural_key", "is empty"),
    ('not_future = ["CF_JDRQ"]', 'not_future = ["CF_WSH"]', "CF_WSH", "compared as a date"),
    ('later = "CF_YXQ"', 'later = "CF_YXQ2"', "orders", "no column 'CF_YXQ2'"),
    ('column = "CF_NR_FK"', 'column = "CF_FK"', "required_when", "no column 'CF_FK'"),
    ('column = "CF_XDR_ZJHM"', 'column = "CF_ID"', "person", "no column 'CF_ID'"),
    ('"CF_NR", "CF_NR_FK"]', '"CF_NR", "CF_X"]', "agreements", "no column 'CF_X'"),
    ('publication = "penalty"', 'publication = "open"', "publication", "no rule 'open'"),
    ('need = "conditional"', 'need = "optional"', "columns.3", "need and required_when disagree"),
    ("multiple = true", "multiple = false\nsize = 1", "columns.18", "unknown key 'size'"),
]

ROLE_CASES = [
    ('authority_name = "CF_CFJG"', 'authority_name = "CF_JG"', "role.authority_name", "no column"),
    ('number = ["CF_WSH"]', 'number = ["CF_WHS"]', "role.number", "no column 'CF_WHS'"),
    ('uscc = "CF_XDR_SHXYM"', 'uscc = "CF_XDR_GSZC"', "role.uscc", "of type registration_number"),
    ('authority = "CF_CFJGDM"', 'authority = "CF_CFJG"', "role.authority", "of type text"),
    ('reporter = "CF_SJLYDM"', 'reporter = "CF_SJLY"', "role.reporter", "of type text"),
    ('decided = "CF_JDRQ"', 'decided = "CF_WSH"', "role.decided", "of type code"),
    ('ends = "CF_YXQ"', 'ends = "CF_NR"', "role.ends", "of type text"),
    ('ends = "CF_YXQ"', 'happened = "CF_NR"', "role.happened", "of type text"),
    ('ends = "CF_YXQ"', 'published = "CF_NR"', "role.published", "of type text"),
    ('ends = "CF_YXQ"', 'established = "CF_NR"', "role.established", "of type text"),
    ('number = ["CF_WSH"]\n', "", "natural_key", "disagree"),
    ('authority = "CF_CFJGDM"\n', "", "natural_key", "disagree"),
    ('uscc = "CF_XDR_SHXYM"\n', "", "role", "missing key 'uscc'"),
    ('ends = "CF_YXQ"', 'end = "CF_YXQ"', "role", "unknown key 'end'"),
    ('nature = "adverse"', 'nature = "bad"', "nature", "is not allowed"),
    ('side = "public"', 'side = "private"', "side", "is not allowed"),
    ('section = "administration"', 'section = "penalties"', "section", "is not allowed"),
]

MAPPING_CASES = [
    ('standard = "penalty/2018"', 'standard = "penalty/2019"', "standard", "no standard"),
    ('to = "CF_SY"', 'to = "CF_SYY"', "columns.6", "is unknown in penalty/2018"),
    ('to = "CF_SY"', 'to = "CF_WFXW"', "columns.6", "mapped twice"),
    ('"企业" = "法人及非法人组织"', '"企业" = "企业"', "columns.2", "not in counterpart-category"),
    ('convert = "join"', 'convert = "copy"', "columns.7", "copy with 2 sources"),
    ('convert = "join"', 'convert = "sum_yuan_to_wan"', "columns.7", "is not in 万元"),
    (
        'aliases = [["没收所得"], ["没收财物"]]',
        'aliases = [["没收所得"]]',
        "columns",
        "do not pair",
    ),
    ('"公示日期",', '"违法事实",', "ignored", "is used"),
    ('column = "行政相对人类型"', 'column = "当事人类型"', "person", "unknown heading"),
    ('"CF_NR_ZKDX"]', '"CF_NR"]', "without", "mapped after all"),
    ("standard =", 'source = "x"\nstandard =', "top", "unknown key 'source'"),
]

TERMS = '"1年" = "+1y"'
TERM_CASES = [
    (TERMS, '"1年" = "一年"', "columns.15", "which is no term"),
    (TERMS, '"1年" = "+10wd"', "columns.15", "which is no term"),
    ('sources = ["GSQX", "CF_JDRQ"]\naliases = [["公示期限"], ["处罚决定日期"]]',
     'sources = ["GSQX"]\naliases = [["公示期限"]]', "columns.15", "term_from with 1 sources"),
    ('to = "CF_GSJZQ"', 'to = "CF_NR_ZKDX"', "columns.15", "is no date"),
    ("values = {", "# values = {", "columns.15", "no term is listed"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "where", "says"), RECORD_CASES + ROLE_CASES)
def test_a_standard_that_contradicts_itself(
    old: str, new: str, where: str, says: str, spoil: Spoil
) -> None:
    root = spoil("records/penalty.toml", old, new)
    with pytest.raises(RulebookError) as caught:
        mappings(root)
    assert caught.value.file == "penalty.toml"
    assert caught.value.where.startswith(where)
    assert says in caught.value.problem


@pytest.mark.parametrize(("side", "loads"), [("public", False), ("market", True)])
def test_only_the_market_may_weigh_against_anybody_without_an_authority(
    side: str, loads: bool, spoil: Spoil
) -> None:
    spoil("records/penalty.toml", 'authority = "CF_CFJGDM"\n', "")
    spoil("records/penalty.toml", ', "CF_CFJGDM"]', "]")
    root = spoil("records/penalty.toml", 'side = "public"', f'side = "{side}"')
    if loads:
        assert standards(root)["penalty/2018"].role.authority == ""
        return
    with pytest.raises(RulebookError, match="nobody decided an adverse record"):
        standards(root)


@pytest.mark.parametrize(("old", "new", "where", "says"), MAPPING_CASES)
def test_a_mapping_that_does_not_fit_its_standard(
    old: str, new: str, where: str, says: str, spoil: Spoil
) -> None:
    root = spoil("mappings/zhejiang-penalty.toml", old, new)
    with pytest.raises(RulebookError) as caught:
        mappings(root)
    assert caught.value.file == "zhejiang-penalty.toml"
    assert caught.value.where.startswith(where)
    assert says in caught.value.problem


@pytest.mark.parametrize(("old", "new", "where", "says"), TERM_CASES)
def test_terms_are_listed_and_lead_to_a_date(
    old: str, new: str, where: str, says: str, spoil: Spoil
) -> None:
    root = spoil("mappings/legacy-penalty-2015.toml", old, new)
    with pytest.raises(RulebookError, match=says) as caught:
        mappings(root)
    assert caught.value.where.startswith(where)


def test_a_fictional_mapping_loads_only_where_it_is_allowed(spoil: Spoil) -> None:
    root = spoil("mappings/zhejiang-penalty.toml", 'kind = "agreement"', 'kind = "fictional"')
    with pytest.raises(RulebookError, match="only in the demo"):
        mappings(root)
    assert "zhejiang-penalty" in mappings(root, allow_fictional=True)
