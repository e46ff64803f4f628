"""The pages of the cities: the same figures as map and table, no ranking, former codes explained."""

from datetime import date
from pathlib import Path

import pytest
from django.test import Client

from creditdelta.archive.boards import refresh
from creditdelta.cities.tables import former_codes
from creditdelta.facade.check import rulebook
from creditdelta.intake.services import Received, ingest
from creditdelta.intake.tests.supplies import penalties, registrations
from creditdelta.rulebook.cities import cities

TODAY = date(2026, 4, 1)


@pytest.fixture
def measured(ledger: Path, tmp_path: Path) -> None:
    """Four organisations of Shanghai, one of them punished."""
    for path in (registrations(tmp_path, 4, industry_code="F5211"), penalties(tmp_path, 1)):
        ingest(Received(path, "310000", "clerk", TODAY), rulebook())
    refresh(TODAY)


@pytest.mark.usefixtures("measured")
def test_map_and_table_say_the_same(client: Client) -> None:
    page = client.get("/cities/").content.decode()
    assert page.count('<rect class="tile ') == len(cities())
    rows = client.get("/cities/?format=json").json()["rows"]
    assert [row["division"] for row in rows] == list(cities()), "in the order of codes: no ranking"
    assert (rows[0]["city"], rows[0]["organisations"], rows[0]["records"]) == ("上海", 4, 5)
    assert "不是排名" in page


@pytest.mark.usefixtures("measured")
def test_a_city_tells_kinds_industries_records_and_sources(client: Client) -> None:
    def rows(table: str) -> list[dict[str, object]]:
        found: list[dict[str, object]] = client.get(
            f"/cities/310000/?table={table}&format=json"
        ).json()["rows"]
        return found

    assert rows("kinds") == [
        {"kind": "企业", "department": "市场监督管理（原工商）", "organisations": 4}
    ]
    assert rows("industries")[0]["industry"] == "批发和零售业"
    assert [(row["kind"], row["records"]) for row in rows("records")] == [
        ("市场主体登记", 4),
        ("行政处罚", 1),
    ]
    assert {row["source"] for row in rows("sources")} == {"市场主体登记", "行政处罚"}


@pytest.mark.parametrize("code", sorted(cities()))
def test_every_city_has_a_page(ledger: Path, client: Client, code: str) -> None:
    assert cities()[code].name in client.get(f"/cities/{code}/").content.decode()
    assert (
        cities()[code].en.replace("'", "&#39;")
        in client.get(f"/en/cities/{code}/").content.decode()
    )


def test_former_codes_lie_in_the_city_or_lead_to_it() -> None:
    shanghai = {row[0] for row in former_codes(cities()["310000"]).rows}
    assert "310103" in shanghai  # 卢湾区
    assert "341401" not in {row[0] for row in former_codes(cities()["340100"]).rows}
    assert "341421" in {
        row[0] for row in former_codes(cities()["340100"]).rows
    }  # 庐江县, then 巢湖


@pytest.mark.usefixtures("ledger")
def test_a_district_leads_to_its_city_and_nonsense_is_told(client: Client) -> None:
    assert client.get("/cities/330106/")["Location"] == "/cities/330100/"
    assert client.get("/cities/310115/")["Location"] == "/cities/310000/"
    for nonsense in ("110000", "33", "330000x", "abc"):
        assert client.get(f"/cities/{nonsense}/").status_code == 404
