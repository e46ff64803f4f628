"""The pages of documents: each opens in both languages and says what it weighs and what follows it."""

from datetime import date

import pytest
from django.test import Client

from creditdelta.handbook.portal import instruments as portal
from creditdelta.rulebook.dated import in_force
from creditdelta.rulebook.instruments import instruments, lawful


@pytest.mark.parametrize("id", sorted(instruments()))
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_every_document_opens(client: Client, id: str, prefix: str) -> None:
    page = client.get(f"{prefix}/instruments/{id}/").content.decode()
    one = instruments()[id]
    assert (one.label.en if prefix else one.label.zh) in page
    for rest in one.rests_on:
        assert f"{prefix}/instruments/{rest.partition('#')[0]}/" in page
    if one.successor:
        assert f"{prefix}/instruments/{one.successor}/" in page


def test_the_list_says_what_may_weigh_against_somebody(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    day = date(2023, 1, 1)
    monkeypatch.setattr(portal, "business_day", lambda: day)
    rows = client.get("/en/instruments/?table=instruments&format=json").json()["rows"]
    assert {row["id"] for row in rows} == set(instruments())
    for row in rows:
        assert row["lawful"].startswith("may") == lawful(row["id"], day)
        assert (row["lawful"] == "not in force now") == (
            not in_force(instruments()[row["id"]], day)
        )
    assert len({row["lawful"] for row in rows}) == 3


def test_an_end_says_what_follows(client: Client) -> None:
    rows = client.get("/en/instruments/environment-2018/?table=transitions&format=json").json()[
        "rows"
    ]
    assert [(row["about"], row["manner"]) for row in rows] == [
        ("everything else", "goes on for its old term")
    ]


def test_a_document_nobody_knows_is_told(client: Client, ledger: object) -> None:
    assert client.get("/instruments/none/").status_code == 404
    assert client.get("/api/v1/instruments/none").status_code == 404


def test_programs_are_told_the_same(client: Client, ledger: object) -> None:
    listed = client.get("/api/v1/instruments").json()["instruments"]
    assert [one["id"] for one in listed] == list(instruments())
    whole = client.get("/api/v1/instruments/order-58-2023").json()
    assert (whole["successor"], whole["until"]) == ("order-36-2026", "2026-03-31")
    assert [row["manner"] for row in whole["transitions"]] == ["convert"]


def test_measures_say_whether_they_hold(client: Client, ledger: object) -> None:
    rows = client.get("/en/measures/?table=measures&format=json").json()["rows"]
    told = {one["id"]: one["holds"] for one in client.get("/api/v1/measures").json()["measures"]}
    assert {row["id"]: row["holds"] == "may be used" for row in rows} == told
    assert "没有公布的措施不得实施" in client.get("/measures/").content.decode()


def test_the_rules_stand_side_by_side(client: Client) -> None:
    rows = client.get("/en/instruments/differences/?table=differences&format=json").json()["rows"]
    penalties = next(row for row in rows if "penalt" in row["label"])
    assert (penalties["310000"], penalties["320000"]) == (
        "5 years after the end of the conduct", "national rules",
    )  # fmt: skip
    assert penalties["differs"] == "differs"
    assert "浙江省公共信用信息管理条例" in client.get("/instruments/differences/").content.decode()
