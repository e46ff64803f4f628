"""The desk shows what the reader's posts open and nothing else; a part of a page leads to no sign-in form."""

import re
from datetime import date
from pathlib import Path

import pytest
from django.test import Client

from creditdelta.accounts.portal.desk import desk_of
from creditdelta.accounts.reader import Held, Reader
from creditdelta.accounts.tests.signed_in import signed_in, with_post

DAY = date(2026, 3, 31)
CREDIT, BANK = "310000-credit", "310000-bank_1"


def reader(*posts: tuple[str, str]) -> Reader:
    held = tuple(Held(role, office, "310000", since=date(2020, 1, 1)) for role, office in posts)
    return Reader("account", held, second_factor=True)


def shown(page: str) -> dict[str, str]:
    """The links of the desk's navigation by their words."""
    line = re.search(r'<nav class="sections" aria-label="工作台栏目">.*?</nav>', page, re.DOTALL)
    return (
        {}
        if line is None
        else {b: a for a, b in re.findall(r'href="([^"]+)"[^>]*>([^<]+)<', line[0])}
    )


@pytest.mark.parametrize(
    ("role", "has", "lacks"),
    [
        ("credit_officer", {"/desk/notices/", "/desk/untold/", "/desk/representation/"}, set()),
        ("sector_officer", {"/desk/notices/", "/desk/lookups/"}, {"/desk/untold/"}),
        ("market_reporter", {"/desk/consents/"}, {"/desk/notices/", "/desk/lookups/"}),
        ("representative", set(), {"/desk/consents/", "/desk/notices/"}),
    ],
)
def test_only_what_a_post_opens(role: str, has: set[str], lacks: set[str]) -> None:
    desk = desk_of(reader((role, CREDIT)), "/desk/notices/", {}, DAY)
    found = {one.href for one in (*desk.places, *desk.further)}
    assert has <= found
    assert not lacks & found


def test_the_page_one_is_on_is_marked() -> None:
    desk = desk_of(reader(("credit_officer", CREDIT)), "/desk/notices/ab/act/", {}, DAY)
    assert [one.href for one in desk.places if one.current] == ["/desk/notices/"]
    assert desk.offices == ()


def test_what_belongs_together_stands_together() -> None:
    desk = desk_of(reader(("credit_officer", CREDIT)), "/desk/untold/", {}, DAY)
    assert [(one.href, one.current) for one in desk.further] == [
        ("/desk/notices/", False), ("/desk/untold/", True),
    ]  # fmt: skip
    assert [one.href for one in desk.places if one.current] == ["/desk/notices/"]
    elsewhere = desk_of(reader(("credit_officer", CREDIT)), "/desk/record/new/", {}, DAY)
    assert [one.href for one in elsewhere.places if one.current] == []


def test_several_offices_are_offered_and_carried_on() -> None:
    both = reader(("credit_officer", CREDIT), ("market_reporter", BANK))
    desk = desk_of(both, "/desk/consents/ab/", {"office": BANK}, DAY)
    assert [(one.href, one.current) for one in desk.offices] == [
        (f"/desk/consents/?office={CREDIT}", False), (f"/desk/consents/?office={BANK}", True),
    ]  # fmt: skip
    assert all(one.href.endswith(f"?office={BANK}") for one in desk.places)
    first = desk_of(both, "/desk/consents/", {}, DAY)
    assert [one.current for one in first.offices] == [True, False]


def test_the_navigation_stands_on_the_page(ledger: Path) -> None:
    officer = signed_in(with_post("credit_officer", CREDIT))
    page = officer.get("/desk/notices/").content.decode()
    assert shown(page)["文书"] == "/desk/notices/"
    assert "工作台栏目" not in officer.get("/about/").content.decode()


def test_the_window_goes_to_sign_in_and_not_a_part_of_the_page(ledger: Path) -> None:
    asked = {"HX-Request": "true", "HX-Current-URL": "http://testserver/desk/notices/?waiting=1"}
    answer = Client().get("/desk/notices/", headers=asked)
    assert answer.status_code == 200
    assert answer["HX-Redirect"] == "/account/sign-in/?next=%2Fdesk%2Fnotices%2F%3Fwaiting%3D1"
    assert answer.content == b""
    elsewhere = Client().get(
        "/desk/notices/", headers=asked | {"HX-Current-URL": "http://else.example/"}
    )
    assert elsewhere["HX-Redirect"] == "/account/sign-in/?next=%2Fdesk%2Fnotices%2F"


@pytest.mark.parametrize(
    ("back", "leads"),
    [("/desk/notices/?form=x", "/desk/notices/?form=x"), ("https://else.example/", "/account/")],
)
def test_single_keys_are_turned_off_and_one_goes_back(ledger: Path, back: str, leads: str) -> None:
    officer = signed_in(with_post("credit_officer", CREDIT))
    answer = officer.post("/desk/keys/", {"desk_keys": "off", "back": back})
    assert answer["Location"] == leads
    assert "data-on" not in officer.get("/desk/notices/").content.decode()
    officer.post("/desk/keys/", {"desk_keys": "on"})
    assert " data-on" in officer.get("/desk/notices/").content.decode()
