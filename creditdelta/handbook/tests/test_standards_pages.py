"""The pages of the record standards: every one opens, in both languages, with files that programs read."""

import io
import json
import zipfile
from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse

from creditdelta.handbook.portal import standards as portal
from creditdelta.rulebook.basis import Basis
from creditdelta.rulebook.records import standards


@pytest.mark.parametrize("name", sorted(standards()))
def test_every_standard_has_a_page(client: Client, name: str) -> None:
    item = standards()[name]
    page = client.get(f"/standards/{name}/").content.decode()
    assert all(column.code in page for column in item.columns)
    assert item.label.zh in page
    english = client.get(f"/en/standards/{name}/").content.decode()
    assert item.label.en in english
    assert "Who may see it, and for how long" in english


def test_the_list_holds_every_standard_and_a_filter_is_an_address(client: Client) -> None:
    page = client.get("/standards/").content.decode()
    assert all(reverse("standard", args=[name]) in page for name in standards())
    judicial = client.get("/standards/?section=judicial&format=json").json()
    wanted = {item.id for item in standards().values() if item.section == "judicial"}
    assert {row["id"] for row in judicial["rows"]} == wanted
    assert 'href="/standards/?section=judicial&amp;nature=' in client.get(
        "/standards/?section=judicial"
    ).content.decode().replace("&#38;", "&amp;")


def test_a_filter_nobody_knows_filters_nothing(client: Client) -> None:
    found = client.get("/standards/?section=nonsense&format=json").json()
    assert len(found["rows"]) == len(standards())


def test_a_kind_alone_is_its_newest_edition(client: Client) -> None:
    assert "penalty/2018" in client.get("/standards/penalty/").content.decode()


def test_privacy_is_said_in_plain_words(client: Client) -> None:
    page = client.get("/standards/penalty/").content.decode()
    assert "人名，不公开" in page
    assert "个人号码，不读取" in page


def test_the_publication_rule_is_said_in_words_with_its_kind_of_ground(client: Client) -> None:
    rows = client.get("/standards/penalty/?table=publication&format=json").json()["rows"]
    said = {(row["rule"], row["kind"]) for row in rows}
    assert ("公示期，严重：最短1年，最长3年", "法律") in said
    assert ("个体工商户: 只按完整代码查询", "默认") in said


def test_a_blank_form_opens_and_a_schema_is_one(client: Client) -> None:
    form = client.get("/standards/penalty/template.xlsx")
    assert form["Content-Disposition"] == 'attachment; filename="penalty-2018.xlsx"'
    with zipfile.ZipFile(io.BytesIO(form.content)) as book:
        assert "xl/workbook.xml" in book.namelist()
    found = json.loads(client.get("/standards/penalty/schema.json").content)
    assert len(found["properties"]) == len(standards()["penalty/2018"].columns)
    table = client.get("/standards/penalty/schema.json?form=table-schema").json()
    assert table["name"] == "penalty-2018"


@pytest.mark.parametrize("rest", ["", "template.xlsx", "schema.json"])
def test_an_unknown_standard_is_told(client: Client, rest: str) -> None:
    answer = client.get(f"/standards/nonsense/{rest}")
    assert answer.status_code == 404
    assert "没有这项标准" in answer.content.decode()


def test_a_form_of_schema_nobody_knows_is_told(client: Client) -> None:
    assert client.get("/standards/penalty/schema.json?form=xml").status_code == 404


def test_an_invented_rule_says_so_in_plain_sight(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    invented = Basis("fictional", "演示用规则（虚构）")
    item = replace(standards()["penalty/2018"], basis=invented)
    monkeypatch.setattr(portal, "found_by", lambda name: item)
    page = client.get("/standards/penalty/").content.decode()
    main = page[page.index("<main") :]
    assert main.count("虚构") > 2
    assert "只为演示编造" in main
