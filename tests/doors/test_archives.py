"""What programs are told of an organisation is what its pages show to everybody."""

import pytest
from django.test import Client

from creditdelta.accounts.tests.signed_in import signed_in, with_post
from creditdelta.archive.tests.visits import TODAY

ROOT = "/api/v1"


def test_an_archive_tells_what_is_public(client: Client, firm: str) -> None:
    told = client.get(f"{ROOT}/subjects/{firm}").json()
    assert (told["code"], told["as_of"]) == (firm, TODAY.isoformat())
    assert told["name"]
    assert told["records"] == sum(one["count"] for one in told["sections"])
    listed = client.get(f"{ROOT}/subjects/{firm}/records").json()
    assert listed["count"] == told["records"]
    adverse = [one for one in listed["records"] if one["nature"] == "adverse"]
    assert [one["id"] for one in adverse] == [one["id"] for one in told["adverse"]]
    page = client.get(f"/subject/{firm}/record/{adverse[0]['id']}/").content.decode()
    for cell in adverse[0]["cells"].values():
        assert cell in page


def test_pages_of_a_list_hold_every_record_once(client: Client, firm: str) -> None:
    whole = client.get(f"{ROOT}/subjects/{firm}/records").json()["records"]
    found, address = [], f"{ROOT}/subjects/{firm}/records?limit=1"
    while address:
        part = client.get(address).json()
        found += part["records"]
        address = part["next"]
    assert found == whole
    assert len(whole) > 1


def test_an_earlier_day_shows_what_is_in_force_then(client: Client, firm: str) -> None:
    told = client.get(f"{ROOT}/subjects/{firm}?as_of=2020-01-01").json()
    assert told["as_of"] == "2020-01-01"
    assert told["records"] < client.get(f"{ROOT}/subjects/{firm}").json()["records"]


@pytest.mark.parametrize("code", ["91310000MA1FL0000X", "nobody", "110101199003074477"])
def test_an_unknown_code_is_told(client: Client, firm: str, code: str) -> None:
    answer = client.get(f"{ROOT}/subjects/{code}")
    assert (answer.status_code, answer.json()["code"]) == (404, "CD-API-019")
    assert code not in answer.content.decode()


def test_a_record_of_somebody_else_is_not_found(client: Client, firm: str) -> None:
    for odd in ("00000000-00000000", "x", "0" * 65):
        assert client.get(f"{ROOT}/subjects/{firm}/records/{odd}").status_code == 404
    assert client.get(f"{ROOT}/subjects/{firm}/records/{'0' * 66}").status_code == 422


def test_whoever_asks_for_many_is_stopped(client: Client, firm: str) -> None:
    """An allowance of organisations is spent whichever way they are told: archive, records, search."""
    left = client.get(f"{ROOT}/subjects/{firm}")["RateLimit"]
    client.get(f"{ROOT}/search?q={firm}")
    then = client.get(f"{ROOT}/subjects/{firm}/records")["RateLimit"]
    before, after = (
        int(one.rpartition('"organisations";r=')[2].split(";")[0]) for one in (left, then)
    )
    assert before - after == 2


def test_a_session_is_no_way_in(client: Client, firm: str) -> None:
    """Another site cannot borrow a browser that is signed in."""
    officer = signed_in(with_post("credit_officer", "310000-credit"))
    plain = client.get(f"{ROOT}/subjects/{firm}").json()
    assert officer.get(f"{ROOT}/subjects/{firm}").json() == plain
