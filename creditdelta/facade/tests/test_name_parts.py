"""Names of every common build come apart in the right places; persons are seen as persons."""

import pytest

from creditdelta.facade.names import parse
from creditdelta.kernel.names.persons import looks_like_person
from creditdelta.rulebook.name_words import name_words


@pytest.mark.parametrize(
    ("name", "places", "trade", "industry", "form"),
    [
        ("苏州市协安贸易有限公司", ("苏州市",), "协安", "贸易", "有限公司"),
        ("江苏省苏州市吴江区协安纺织厂", ("江苏省", "苏州市", "吴江区"), "协安", "纺织", "厂"),
        ("协安(上海)电子科技有限公司", ("上海",), "协安", "电子科技", "有限公司"),
        ("南京鼎信会计师事务所", ("南京",), "鼎信", "", "会计师事务所"),
        ("苏州饭店", ("苏州",), "饭店", "", "饭店"),
        ("上海长安贸易有限公司", ("上海",), "长安", "贸易", "有限公司"),
        ("协安", (), "协安", "", ""),
    ],
)
def test_parts(name: str, places: tuple[str, ...], trade: str, industry: str, form: str) -> None:
    found = parse(name)
    assert (found.places, found.trade_name, found.industry) == (places, trade, industry)
    assert found.legal_form == form


def test_a_branch_has_its_parents_parts() -> None:
    found = parse("杭州甲乙贸易有限公司上海第一分公司（注销）")
    assert (found.parent, found.branch) == ("杭州甲乙贸易有限公司", "上海第一分公司")
    assert (found.trade_name, found.legal_form, found.status) == ("甲乙", "有限公司", ("注销",))


def test_other_names_are_split_off() -> None:
    found = parse("甲乙有限公司（原名：甲厂；乙厂）（第二名称：丙公司）")
    assert found.name == "甲乙有限公司"
    assert found.former_names == ("甲厂", "乙厂")
    assert found.other_names == ("丙公司",)


PERSONS = [
    *(
        "王小明",
        "李华",
        "歐陽小明",
        "张三(个体)",
        "张三（个体工商户）",
        "个体户",
        "王建设",
        "马长城",
    ),
    *("约翰·史密斯", "阿不都·买买提", "Li Ming", "ＷＡＮＧ Ming", "刘小红等三人"),
    "杭州王小明餐馆 110000209912310006",
]
ORGANISATIONS = [
    *("王小明餐馆", "张家店", "苏州大学", "安徽省", "上海市公安局", "李氏宗亲会所", "方正科技"),
    *("某某商行（个体工商户）", "IBM", "WANG TRADING CO.,LTD", "金龙饭店", "91310115MA1K3BTP2B"),
    *("安徽海螺", "高新区", "Smith Trading Co., Ltd."),
]


@pytest.mark.parametrize("name", PERSONS)
def test_a_person_is_seen(name: str) -> None:
    assert looks_like_person(name, name_words())


@pytest.mark.parametrize("name", ORGANISATIONS)
def test_an_organisation_is_no_person(name: str) -> None:
    assert not looks_like_person(name, name_words())
