"""By a part of a name, its whole, a former one, traditional signs, first letters; and why."""

from pathlib import Path

import pytest

from creditdelta.intake.tests.supplies import organisation
from creditdelta.search.tests.scenes import asked, followed, registers, shown

pytestmark = pytest.mark.usefixtures("ledger")
NAMES = [
    "上海示例环保科技有限公司",
    "示例环保集团有限公司",
    "苏州市演样示例环保有限公司",
    "杭州虚拟银行股份有限公司",
    "合肥示演会计师事务所(普通合伙)",
    "示例",
]


@pytest.fixture(autouse=True)
def register(tmp_path: Path, ledger: Path) -> None:
    registers(tmp_path, NAMES)
    followed()


def test_two_signs_and_the_best_first() -> None:
    assert shown("示例") == [NAMES[5], NAMES[1], NAMES[0], NAMES[2]]
    assert shown("环保科技") == [NAMES[0]]
    assert shown("例") == []
    assert asked("例").kind == "short"


def test_a_hit_says_why_and_where() -> None:
    (hit,) = asked("环保科技").hits
    assert (hit.matched, hit.name, hit.code) == ("part_of_name", NAMES[0], organisation(0)[0])
    assert [hit.shown[slice(*span)] for span in hit.spans] == ["环保科技"]
    assert asked(NAMES[0]).hits[0].matched == "name"


@pytest.mark.parametrize("text", ["環保科技", " 环保 科技 ", "环 保科技", "环保科技"])
def test_however_it_is_written(text: str) -> None:
    assert shown(text) == [NAMES[0]]


def test_several_parts_in_any_order() -> None:
    assert shown("科技 上海") == [NAMES[0]]
    (hit,) = asked("科技 上海").hits
    assert [hit.shown[slice(*span)] for span in hit.spans] == ["上海", "科技"]


@pytest.mark.parametrize(
    ("letters", "found"),
    [("SLHBKJ", 0), ("yhgf", 3), ("yxgf", 3), ("kjssws", 4), ("hjssws", 4), ("ptҺh", None)],
)
def test_by_first_letters_in_every_common_reading(letters: str, found: int | None) -> None:
    assert shown(letters) == ([] if found is None else [NAMES[found]])


def test_letters_mark_the_signs_they_stand_for() -> None:
    (hit,) = asked("swspt").hits
    assert [hit.shown[slice(*span)] for span in hit.spans] == ["事务所", "普通"]
    assert hit.matched == "letters"


def test_a_former_name_leads_to_the_present_one(tmp_path: Path) -> None:
    registers(tmp_path, ["上海改名环保科技有限公司"], issued=2)
    followed()
    (hit,) = asked("示例环保科技").hits
    assert (hit.matched, hit.shown) == ("part_of_former_name", NAMES[0])
    assert hit.name == "上海改名环保科技有限公司"
    assert asked(NAMES[0]).hits[0].matched == "former_name"


def test_names_with_signs_and_latin_letters(tmp_path: Path) -> None:
    registers(tmp_path, ['A-B "示例" (中国)有限公司'], first=20)
    followed()
    for text in ("A-B", "a-b", '例"', "(中国)", "（中国）", "Ａ－Ｂ"):
        assert len(shown(text)) == 1, text


def test_what_is_no_name_finds_nobody() -> None:
    for text in ("%%", "__", "''", '"" OR ""', "无此名称", "{}", "\\\\", "\x00\x00"):
        assert shown(text) == [], text
    assert asked("   ").kind == "nothing"
    assert asked("示例" * 5_000).hits == ()


def test_a_page_of_many(tmp_path: Path) -> None:
    registers(tmp_path, [f"南京演示{chr(0x5000 + n)}商行" for n in range(45)], first=100)
    followed()
    found = asked("南京演示", page=3)
    assert (found.count, found.pages, len(found.hits), found.more) == (45, 3, 5, False)
    assert len({hit.code for n in (1, 2, 3) for hit in asked("南京演示", page=n).hits}) == 45
    assert asked("南京演示", page=99).page == 3


def test_facets_are_counted_and_filter(tmp_path: Path) -> None:
    more = {"address_division": "320505", "industry_code": "F5211"}
    registers(tmp_path, ["苏州演例甲有限公司", "苏州演例乙有限公司"], first=200, **more)
    registers(tmp_path, ["上海演例丙有限公司"], first=210, address_division="310115")
    followed()
    facets = {facet.name: dict(facet.values) for facet in asked("演例").facets}
    assert facets["province"] == {"32": 2, "31": 1}
    assert facets["city"] == {"320500": 2, "310000": 1}
    assert facets["section"] == {"F": 2}
    assert facets["life"] == {"alive": 3}
    assert facets["form"] == {"91": 3}
    assert shown("演例", province="31") == ["上海演例丙有限公司"]
    assert len(shown("演例", city="320500", section="F")) == 2
    assert shown("演例", province="33") == []
    assert shown("ylb", province="31") == ["上海演例丙有限公司"]
