"""The page of results: hits with reasons, filters as links, what else may be meant, what is refused."""

import csv
import io
import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from creditdelta.intake.tests.supplies import organisation
from creditdelta.journal.synthetic import mark
from creditdelta.search.tests.scenes import TODAY, followed, registers

pytestmark = pytest.mark.usefixtures("ledger")
CODE = organisation(0)[0]
NAMES = ["上海示例环保科技有限公司", "苏州示例环保设备有限公司"]


@pytest.fixture(autouse=True)
def register(tmp_path: Path, ledger: Path) -> None:
    mark("invented", TODAY)
    registers(tmp_path, NAMES[:1], address_division="310115", industry_code="F5211")
    registers(tmp_path, NAMES[1:], first=1, address_division="320505")
    followed()


def get(q: str = "", place: str = "/search", **given: str) -> Any:
    return Client(HTTP_HOST="127.0.0.1").get(place, {"q": q, **given} if q else given)


def text(q: str = "", place: str = "/search", **given: str) -> str:
    answered = get(q, place, **given)
    assert answered.status_code == 200
    read: str = answered.content.decode()
    return read


def test_hits_lead_to_archives_and_say_why() -> None:
    page = text("环保")
    assert f"/subject/{CODE}/" in page
    assert "上海示例<mark>环保</mark>科技有限公司" in page
    assert "名称中含有输入的文字" in page
    assert "共 2 个主体" in page
    assert "The name contains" not in page
    assert "the name contains what was typed" in text("环保", "/en/search")


def test_filters_are_links_that_count() -> None:
    page = text("环保")
    assert "/search?q=%E7%8E%AF%E4%BF%9D&amp;province=32" in page
    within = text("环保", province="32")
    assert NAMES[0] not in re.sub("</?mark>", "", within)
    assert "去掉这个条件" in within
    assert "去掉筛选条件再搜" in text("环保", province="33")


def test_former_names_are_shown_with_the_present_one(tmp_path: Path) -> None:
    registers(tmp_path, ["上海改名科技有限公司"], issued=2)
    followed()
    page = text("示例环保科技")
    assert "上海改名科技有限公司" in page
    assert "曾用名中含有输入的文字：上海<mark>示例环保科技</mark>有限公司" in page


def test_a_name_one_edit_away_is_a_question() -> None:
    page = text("上海示例环保科枝有限公司")
    assert "您是不是要找" in page
    assert "上海示例环保科<mark>技</mark>有限公司" in page
    assert 'class="hit"' not in page


def test_a_wrong_code_names_the_sign_that_differs() -> None:
    typed = CODE[:3] + ("1" if CODE[3] != "1" else "2") + CODE[4:]
    page = text(typed)
    assert "第 4 位" in page
    assert f"/subject/{CODE}/" in page
    assert "/errors/CD-USCC-" in page


@pytest.mark.parametrize("typed", ["王小明", "11010519491231002X", "电话13800138000"])
def test_a_person_is_refused_at_an_address_that_says_nothing(typed: str) -> None:
    answered = get(typed)
    assert answered.status_code == 302
    assert answered["Location"] == "/search?person=1"
    page = text(place="/search", person="1")
    assert "自然人的姓名或号码" in page
    assert typed not in page


def test_nothing_typed_teaches_and_nothing_found_too() -> None:
    assert "可以怎样搜" in text()
    page = text("龘龘")
    assert "没有找到这样的主体" in page
    assert "可以怎样搜" in page
    assert "两个字" in text("例")


def test_the_view_as_a_file() -> None:
    answered = get("环保", format="csv")
    rows = list(csv.reader(io.StringIO(answered.content.decode("utf-8-sig"))))
    assert {row[0] for row in rows[1:]} == {CODE, organisation(1)[0]}
    assert {row["name"] for row in get("环保", format="json").json()["rows"]} == set(NAMES)


def test_hostile_texts_are_shown_as_text() -> None:
    page = text('<script>alert("x")</script>"\'><b>')
    assert "<script>alert" not in page
    for typed in ("%00", "\ud800".encode("utf-8", "surrogatepass").decode("latin1"), "a" * 3000):
        assert get(typed, page="9" * 30, province="'\"--").status_code == 200


def test_a_name_with_somebodys_number_in_it_is_masked(tmp_path: Path) -> None:
    registers(tmp_path, ["上海示演13800138000通讯有限公司"], first=9)
    followed()
    page = text("示演")
    assert "13800138000" not in page
    assert organisation(9)[0] in page
