"""Home and data quality: figures with their date, nothing stale in silence, nothing about persons."""

from datetime import date
from pathlib import Path

import pytest
from django.test import Client

from creditdelta.archive.boards import refresh
from creditdelta.archive.city_map import GRID, short, tiles
from creditdelta.facade.check import rulebook
from creditdelta.intake.services import Received, ingest
from creditdelta.intake.tests.supplies import organisation, registrations
from creditdelta.rulebook.cities import cities
from creditdelta.rulebook.indicators import indicators

TODAY = date(2026, 4, 1)


@pytest.fixture
def measured(ledger: Path, tmp_path: Path) -> None:
    """Three organisations, one with a wrong code, measured."""
    path = registrations(tmp_path, 3)
    wrong = path.read_text(encoding="utf-8").replace(
        organisation(2)[0], organisation(2)[0][:-1] + "0"
    )
    path.write_text(wrong, encoding="utf-8")
    ingest(Received(path, "310000", "clerk", TODAY), rulebook())
    refresh(TODAY)


@pytest.mark.usefixtures("measured")
def test_home_has_facts_with_their_date_and_examples(client: Client) -> None:
    page = client.get("/").content.decode()
    assert "存续的组织" in page
    assert "统计于" in page
    assert "按 2026-04-01 可公开的计" in page
    assert organisation(0)[1] in page or organisation(1)[1] in page
    assert "不给任何自然人评分" in page


@pytest.mark.usefixtures("ledger")
@pytest.mark.parametrize(
    "address", ["/", "/quality/", "/quality/late_ratio/", "/cities/", "/cities/330100/"]
)
def test_before_the_first_measuring_a_page_says_so(client: Client, address: str) -> None:
    for prefix, said in (("", "还没有统计过"), ("/en", "Nothing was measured yet")):
        answer = client.get(prefix + address)
        assert answer.status_code == 200
        assert said in answer.content.decode()


@pytest.mark.usefixtures("measured")
def test_the_board_has_every_indicator_with_word_and_shape(client: Client) -> None:
    page = client.get("/quality/").content.decode()
    for one in ("换码率", "错码率", "合规率"):
        assert one in page
    assert "未达到目标" in page
    assert "达到目标" in page
    rows = client.get("/quality/?format=json").json()["rows"]
    wrong = next(
        row for row in rows if row["indicator"] == "错码率" and row["province"] == "上海市"
    )
    assert (wrong["numerator"], wrong["denominator"]) == (1, 3)
    assert wrong["target"] == "不高于 1‰"


@pytest.mark.usefixtures("measured")
@pytest.mark.parametrize("name", sorted({one.id for one in indicators()}))
def test_every_indicator_says_how_it_is_computed(client: Client, name: str) -> None:
    page = client.get(f"/quality/{name}/").content.decode()
    assert "怎么算的" in page
    assert "÷" in page
    english = client.get(f"/en/quality/{name}/").content.decode()
    assert "How it is computed" in english


@pytest.mark.usefixtures("measured")
def test_a_wrong_code_is_laid_at_no_departments_door(client: Client) -> None:
    rows = client.get("/quality/wrong_code_ratio/?format=json").json()["rows"]
    assert {row["department"] for row in rows} == {"全部", "市场监督管理（原工商）"}
    assert (
        "1 条登记代码有误，无法判断由哪个部门登记"
        in client.get("/quality/wrong_code_ratio/").content.decode()
    )


@pytest.mark.usefixtures("ledger")
def test_an_unknown_indicator_is_told(client: Client) -> None:
    assert client.get("/quality/nonsense/").status_code == 404


def test_every_city_has_one_tile_and_no_two_share_a_place() -> None:
    drawn = tiles({"330100": 10})
    assert len(drawn) == len(cities()) == sum(len(line.replace("·", "").split()) for line in GRID)
    assert len({(one["row"], one["column"]) for one in drawn}) == len(drawn)
    assert [one["name"] for one in drawn if one["step"]] == ["杭州"]
    assert sum(one["dashed"] for one in drawn) == 7


@pytest.mark.parametrize(("count", "said"), [(0, "0"), (9_999, "9,999"), (124_000, "12.4万")])
def test_a_count_fits_into_a_tile(count: int, said: str) -> None:
    assert short(count) == said
