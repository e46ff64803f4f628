"""A reporting office's program sees its own batches, and says for which months there was nothing."""

from pathlib import Path

import pytest
from django.test import Client

from creditdelta.accounts.reader import Held
from creditdelta.api_keys.tests.scenes import holder, issued
from creditdelta.archive.tests.visits import TODAY, take
from creditdelta.intake.models import Submission
from creditdelta.intake.tests.supplies import penalties
from tests.doors.asking import Program

MONTH = {"kind": "award", "month": "2026-02"}


@pytest.fixture
def stranger(officer: Program) -> Program:
    """A program of an office of another province."""
    post = Held("credit_officer", "330000-credit", "330000", since=TODAY)
    key = issued(*holder("lan", post), TODAY, scopes=("batch.read", "zero.report"))
    return Program(Client(), key.text)


def test_pages_hold_every_batch_once_the_latest_first(officer: Program, tmp_path: Path) -> None:
    for number in range(4):
        take(penalties(tmp_path, 1, name=f"{number}.csv", CF_WSH=f"沪示罚〔2026〕{number}号"))
    found, address = [], "/batches?limit=2"
    while address:
        told = officer.get(address).json()
        assert len(told["batches"]) <= 2
        found += [one["number"] for one in told["batches"]]
        address = (told["next"] or "").removeprefix("/api/v1")
    sent = Submission.objects.filter(standard__startswith="penalty/")  # another office registers
    assert found == list(sent.order_by("-pk").values_list("pk", flat=True))


def test_a_batch_says_why_rows_were_refused(officer: Program, tmp_path: Path) -> None:
    take(penalties(tmp_path, 2, name="wrong.csv", CF_JDRQ="2026-02-30"))
    told = officer.get("/batches").json()["batches"][0]
    whole = officer.get(f"/batches/{told['number']}").json()
    assert (whole["rows"], whole["rejected"]) == (2, 2)
    assert sum(one["count"] for one in whole["reasons"]) >= 2
    assert {**whole, "reasons": None} == {**told, "reasons": None}
    assert officer.get("/batches?state=refused").json()["batches"] == []
    assert officer.get("/batches?state=strange").status_code == 422


def test_nobody_sees_another_offices(officer: Program, stranger: Program) -> None:
    number = officer.get("/batches").json()["batches"][0]["number"]
    assert stranger.get("/batches").json()["batches"] == []
    assert stranger.get(f"/batches/{number}").status_code == 404
    made = officer.post("/zero-reports", MONTH).json()
    assert stranger.delete(f"/zero-reports/{made['id']}").status_code == 404
    assert stranger.get("/zero-reports").json()["reports"] == []
    assert Program(Client()).get("/batches").status_code == 401


def test_nothing_to_report_is_said_once_and_taken_back(officer: Program) -> None:
    made = officer.post("/zero-reports", MONTH, Idempotency_Key="one")
    assert (made.status_code, made.json()["state"]) == (201, "stands")
    assert officer.post("/zero-reports", MONTH, Idempotency_Key="one").json() == made.json()
    refused = officer.post("/zero-reports", MONTH)
    assert (refused.status_code, refused.json()["code"]) == (409, "CD-API-022")
    back = officer.delete(f"/zero-reports/{made.json()['id']}")
    assert (back.status_code, back.json()["state"]) == (200, "taken_back")
    assert officer.delete(f"/zero-reports/{made.json()['id']}").status_code == 409
    assert [one["state"] for one in officer.get("/zero-reports").json()["reports"]] == [
        "taken_back"
    ]


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"kind": "registration", "month": "2026-02"}, 409),
        ({"kind": "award", "month": "2030-01"}, 409),
        ({"kind": "award", "month": "2026-13"}, 409),
        ({"kind": "award", "month": "last"}, 422),
        ({"kind": "award"}, 422),
    ],
)
def test_what_cannot_be_said_is_refused(
    officer: Program, sent: dict[str, str], status: int
) -> None:
    answer = officer.post("/zero-reports", sent)
    assert answer.status_code == status, answer.content.decode()
    assert officer.get("/zero-reports").json()["reports"] == []


def test_what_was_reported_after_all_needs_a_second_word(officer: Program) -> None:
    """Penalties of the fixture were decided in June of last year."""
    said = {"kind": "penalty", "month": "2025-06"}
    assert officer.post("/zero-reports", said).status_code == 409
    assert officer.post("/zero-reports", {**said, "sure": True}).status_code == 201
