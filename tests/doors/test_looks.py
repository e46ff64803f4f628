"""What is not public is answered for a purpose or by a consent, and stands in the organisation's log."""

import pytest

from creditdelta.api.models import Kept
from creditdelta.archive.tests.visits import TODAY
from creditdelta.consent.services import revoke
from creditdelta.journal.services import envelope
from creditdelta.lookups.models import Lookup
from creditdelta.lookups.queries import lookups_of
from creditdelta.subjects.finding import by_code
from tests.doors.asking import Program
from tests.doors.consenting import granted

SAID = {"purpose": "data_verification", "reference": "示例〔2026〕1号"}


def test_a_look_is_in_the_log_before_it_is_answered(officer: Program, firm: str) -> None:
    answer = officer.post(f"/subjects/{firm}/looks", SAID)
    assert answer.status_code == 201, answer.content.decode()
    told = answer.json()
    assert {one["subject"] for one in told["records"]} == {firm}
    assert all(one["public"] is (one["seen_by"]["en"] == "the public") for one in told["records"])
    (seen,) = lookups_of(by_code(firm)[0].ref)
    assert (seen.office, seen.purpose) == ("310000-credit", SAID["purpose"])
    assert Lookup.objects.get().pk.hex() == told["look"]


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ({}, 422),
        ({"purpose": "curiosity"}, 422),
        ({"purpose": "licence_review"}, 422),
        ({"purpose": "contract_review", "reference": "x"}, 403),
        ({**SAID, "reference": "110101199003074477"}, 422),
    ],
)
def test_without_a_purpose_nothing_is_answered(
    officer: Program, firm: str, said: dict[str, str], status: int
) -> None:
    assert officer.post(f"/subjects/{firm}/looks", said).status_code == status
    assert not Lookup.objects.exists()


def test_no_answer_to_a_look_is_kept(officer: Program, firm: str) -> None:
    """Sent again it is another look, and stands in the log as one."""
    told = [
        officer.post(f"/subjects/{firm}/looks", SAID, Idempotency_Key="once").json()["look"]
        for _ in range(2)
    ]
    assert set(told) == {row.pk.hex() for row in Lookup.objects.all()}
    assert len(set(told)) == 2
    assert not Kept.objects.exists()


def test_without_a_key_nothing_is_answered(officer: Program, firm: str) -> None:
    answer = Program(officer.client).post(f"/subjects/{firm}/looks", SAID)
    assert (answer.status_code, answer.json()["code"]) == (401, "CD-API-001")
    assert not Lookup.objects.exists()


def test_a_consent_opens_its_parts_to_its_recipient(officer: Program, firm: str) -> None:
    ref = by_code(firm)[0].ref
    mine, another = granted(ref, "310000-credit"), granted(ref, "310000-court")
    told = officer.get(f"/consents/{mine.hex()}").json()
    assert told["subject"] == firm
    assert {one["kind"] for one in told["parts"]} >= {"housing_fund"}
    assert [one.purpose for one in lookups_of(ref)] == ["data_verification"]
    assert officer.get(f"/consents/{another.hex()}").status_code == 403
    assert officer.get(f"/consents/{'0' * 32}").status_code == 403


def test_a_consent_taken_back_opens_nothing(officer: Program, firm: str) -> None:
    ref = by_code(firm)[0].ref
    mine = granted(ref, "310000-credit")
    revoke(mine, envelope("310000", "ab" * 16), TODAY)
    answer = officer.get(f"/consents/{mine.hex()}")
    assert (answer.status_code, answer.json()["code"]) == (409, "CD-API-023")
    assert not Lookup.objects.exists()
