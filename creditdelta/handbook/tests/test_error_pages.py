"""A help page for each error code, at the address that findings may link."""

import pytest
from django.test import Client

from creditdelta.handbook.error_words import FAMILIES
from creditdelta.kernel import errors

CODES = [code for family in errors.families() for code in errors.entries(family)]


def test_every_family_has_words() -> None:
    assert set(FAMILIES) == set(errors.families())


@pytest.mark.parametrize("code", CODES)
def test_every_code_has_a_help_page_in_both_languages(client: Client, code: str) -> None:
    entry = errors.find(code)
    assert entry.title.zh in client.get(f"/errors/{code}/").content.decode()
    answer = client.get(f"/en/errors/{code}/")
    assert answer.status_code == 200
    assert "{" not in answer.content.decode()


def test_all_codes_stand_on_one_page_and_in_one_file(client: Client) -> None:
    page = client.get("/errors/").content.decode()
    assert all(f"/errors/{code}/" in page for code in CODES)
    rows = client.get("/errors/?format=json").json()["rows"]
    assert [row["code"] for row in rows] == CODES


def test_small_letters_lead_to_the_code(client: Client) -> None:
    assert client.get("/errors/cd-uscc-003/")["Location"] == "/errors/CD-USCC-003/"


def test_an_unknown_code_offers_those_that_look_like_it(client: Client) -> None:
    answer = client.get("/errors/CD-USCC-033/")
    assert answer.status_code == 404
    assert "/errors/CD-USCC-003/" in answer.content.decode()
    assert client.get("/errors/nonsense/").status_code == 404
