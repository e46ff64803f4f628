"""Sectors and memoranda on pages: what stands there, what is invented, what nobody can use."""

from datetime import date
from pathlib import Path

import pytest
from django.test import Client

from creditdelta.journal.synthetic import mark
from creditdelta.rulebook.memoranda import memoranda
from creditdelta.rulebook.sectors import sectors

LOCAL = "environment-jiading-kunshan-taicang"
pytestmark = pytest.mark.usefixtures("ledger")


@pytest.fixture
def demonstration(ledger: Path) -> None:
    mark("合成示例", date(2026, 4, 1))


def said(address: str, status: int = 200) -> str:
    answer = Client().get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


def test_every_sector_has_a_page() -> None:
    listed = said("/sectors/")
    for id, one in sectors().items():
        assert f"/sectors/{id}/" in listed
        page = said(f"/sectors/{id}/")
        assert one.label.zh in page
        assert one.label.en in said(f"/en/sectors/{id}/")


def test_criteria_in_plain_words() -> None:
    page = said("/sectors/product_quality/")
    assert "处罚机关含有 “市场监督管理”、“质量技术监督” 之一" in page
    assert "3年内决定" in page
    assert "一条也没有" in page
    english = said("/en/sectors/product_quality/")
    assert "says one of “市场监督管理”" in english
    assert "decided within 3 years" in english
    assert "不成为候选" in page
    assert "罚款金额（万元）不少于" in said("/sectors/commerce/") + said("/sectors/e_commerce/")


def test_without_law_nobody_can_be_entered() -> None:
    page = said("/sectors/environment/")
    assert "现在不能列入：生态环境严重失信名单" in page
    assert "虚构" not in page.replace("例子（虚构）", "")
    assert "现在不能列入" not in said("/sectors/product_quality/")


def test_a_demonstration_says_what_is_invented(demonstration: None) -> None:
    page = said("/sectors/environment/")
    assert "现在不能列入" not in page
    assert "长三角生态环境信用管理规定（虚构）" in page


def test_memoranda() -> None:
    listed = said("/memoranda/")
    for id in memoranda():
        assert f"/memoranda/{id}/" in listed
    assert "/memoranda/transport/" not in listed
    page = said("/memoranda/tourism/")
    for told in (
        "增加检查频次",
        "金融机构",
        "今天有依据",
        "移出名单时停止",
        "/instruments/tourism-2019/",
    ):
        assert told in page, told
    assert "Executed" not in page
    assert "executed by" in said("/en/memoranda/tourism/")
    said("/memoranda/transport/", 404)
    said("/sectors/none/", 404)


def test_invented_memoranda_say_so(demonstration: None) -> None:
    assert "/memoranda/transport/" in said("/memoranda/")
    assert "演示编造" in said("/memoranda/transport/")
    assert "演示编造" not in said("/memoranda/tourism/")


def test_conduct_side_by_side() -> None:
    page = said("/crosswalk/")
    for told in ("超标排放，受到罚款", "没有读到", "6个月；扣三分", "不同", "一致"):
        assert told in page, told
    assert "次月十五日内公布" in page
    assert "次月十五日内公布" not in said("/crosswalk/?on=2022-01-31")
    assert "次月十五日内公布" in said("/crosswalk/?on=never")
    assert "没有读到" in said("/crosswalk/?format=csv")
    assert "What was not read says so" in said("/en/crosswalk/")


def test_tables_are_handed_out() -> None:
    assert "environment_serious" not in said("/sectors/?format=csv")
    assert "生态环境" in said("/sectors/?format=csv")
    assert "伪造监测" in said("/sectors/environment/?format=csv&table=criteria")
    assert "增加检查频次" in said("/memoranda/tourism/?format=csv")


def test_a_memorandum_of_single_counties(demonstration: None) -> None:
    address = f"/memoranda/{LOCAL}/"
    page = said(address)
    parties = "上海市嘉定区、江苏省昆山市、江苏省太仓市"
    for told in (parties, "演示编造", "南京市不是参加方", "江苏省苏州市"):
        assert told in page, told
    english = said(f"/en{address}")
    assert "Jiading, Shanghai; Kunshan, Jiangsu; Taicang, Jiangsu" in english
    assert "Suzhou, Jiangsu" in english
    assert address in said("/memoranda/")
    assert "江苏省昆山市" in said("/memoranda/")
    assert address in said("/sectors/environment/")
    assert "/memoranda/environment/" in said("/sectors/environment/")
    document = said("/instruments/demo-jiading-kunshan-taicang/")
    assert parties in document
    assert "虚构" in document


def test_production_knows_no_invented_agreement() -> None:
    for prefix in ("", "/en"):
        said(f"{prefix}/memoranda/{LOCAL}/", 404)
        said(f"{prefix}/instruments/demo-jiading-kunshan-taicang/", 404)
        assert LOCAL not in said(f"{prefix}/memoranda/") + said(f"{prefix}/sectors/environment/")
    assert "江苏省" in said("/memoranda/")
    assert "Shanghai, Jiangsu, Zhejiang, Anhui" in said("/en/memoranda/environment/")


def test_programs_are_told_the_parties_by_name(demonstration: None) -> None:
    told = Client().get("/api/v1/memoranda").json()["memoranda"]
    one = next(one for one in told if one["id"] == LOCAL)
    assert (one["sector"], one["regions"]) == ("environment", ["310114", "320583", "320585"])
    assert one["parties"][1] == {
        "code": "320583", "label": {"zh": "江苏省昆山市", "en": "Kunshan, Jiangsu"},
    }  # fmt: skip
    document = Client().get(f"/api/v1/instruments/{one['instrument']}").json()
    assert document["holds_in"] == one["parties"]
    court = Client().get("/api/v1/instruments/court-2013").json()
    assert court["holds_in"][0]["label"]["en"] == "the whole country"
