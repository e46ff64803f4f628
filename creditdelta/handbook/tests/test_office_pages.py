"""The pages of the offices: every place opens, in both languages, with files of what is shown."""

import pytest
from django.test import Client

from creditdelta.handbook.portal import offices as portal
from creditdelta.rulebook.cities import PROVINCES, cities
from creditdelta.rulebook.offices import offices, offices_of


@pytest.mark.parametrize("division", sorted({*PROVINCES, *cities()}))
def test_every_place_lists_its_offices(client: Client, division: str) -> None:
    page = client.get(f"/offices/{division}/").content.decode()
    own = [one for one in offices().values() if one.division == division and not one.market]
    assert own
    assert all(one.label.zh in page and one.id in page for one in own)


def test_the_first_page_counts_kinds_and_places(client: Client) -> None:
    places = client.get("/offices/?table=places&format=json").json()["rows"]
    assert {row["division"] for row in places} == {*PROVINCES, *cities()}
    kinds = client.get("/en/offices/?table=kinds&format=json").json()["rows"]
    courts = next(row for row in kinds if row["id"] == "court")
    assert courts["levels"] == "province, municipality, city"
    assert sum(row["count"] for row in kinds) == sum(row["count"] for row in places)


def test_a_province_leads_to_its_cities(client: Client) -> None:
    page = client.get("/en/offices/340000/").content.decode()
    assert "/en/offices/340200/" in page
    assert "text not seen" in page  # names are general knowledge and say so


def test_the_page_says_what_an_office_reports_for_its_province(client: Client) -> None:
    rows = client.get("/offices/320000/?table=offices&format=json").json()["rows"]
    court = next(row for row in rows if row["id"] == "320000-court")
    assert "失信被执行人" in court["reports"]


def test_invented_reporters_stand_in_a_demonstration_only(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "虚构" not in client.get("/offices/310000/").content.decode()
    monkeypatch.setattr(portal, "demonstration_day", object)
    assert "示例银行上海分行" in client.get("/offices/310000/").content.decode()


def test_a_place_nobody_knows_is_told(client: Client) -> None:
    assert client.get("/offices/110000/").status_code == 404


def test_offices_are_no_more_than_the_rulebook_holds() -> None:
    assert sum(len(offices_of(region)) for region in PROVINCES) == len(offices())
