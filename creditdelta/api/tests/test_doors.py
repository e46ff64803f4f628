"""What every door does: problems as problems, languages, allowances, requests that are sent again."""

import json
from typing import Any

import pytest
from django.test import Client

from creditdelta.api import limits
from creditdelta.api.models import Kept
from creditdelta.journal.synthetic import business_day
from creditdelta.rulebook.limits import limits_on

pytestmark = pytest.mark.usefixtures("ledger")
PROBLEM = "application/problem+json"
RIGHT, WRONG = "91310112DEKN72904G", "91310112DEKN72914G"
CODES = "/api/v1/codes"


@pytest.fixture(autouse=True)
def fresh() -> None:
    limits.forgotten()


def problem(response: Any, status: int, code: str) -> dict[str, Any]:
    assert response.status_code == status, response.content
    assert response["Content-Type"] == PROBLEM
    said: dict[str, Any] = json.loads(response.content)
    assert (said["status"], said["code"]) == (status, code)
    assert said["type"].endswith(f"/errors/{code}/")
    assert said["trace_id"] == response["X-Trace-Id"]
    return said


def sent(client: Client, codes: list[str], **headers: str) -> Any:
    return client.post(CODES, {"codes": codes}, content_type="application/json", headers=headers)


def test_what_is_nowhere_is_a_problem(client: Client) -> None:
    problem(client.get("/api/v1/nothing/here"), 404, "CD-API-006")
    problem(client.get("/api/v1/errors/CD-NO-001"), 404, "CD-API-006")


def test_another_method_is_a_problem_that_names_the_right_one(client: Client) -> None:
    answer = client.delete(f"{CODES}/{RIGHT}")
    problem(answer, 405, "CD-API-007")
    assert answer["Allow"] == "GET"


def test_a_wrong_parameter_is_named_in_the_readers_language(client: Client) -> None:
    said = problem(client.get("/api/v1/search?q="), 422, "CD-API-009")
    assert said["title"] == "参数不符合要求"
    assert [one["pointer"] for one in said["errors"]] == ["query/q"]
    english = client.get("/api/v1/search?q=", headers={"Accept-Language": "en"})
    assert json.loads(english.content)["errors"][0]["suggestion"] == "Give 1 at least."
    said = problem(client.get("/api/v1/search?query=x&q=y"), 422, "CD-API-009")
    assert said["errors"][0]["pointer"] == "query/query"


def test_a_body_is_looked_at_closely(client: Client) -> None:
    answer = client.post(CODES, "{", content_type="application/json")
    problem(answer, 400, "CD-API-008")
    said = problem(sent(client, []), 422, "CD-API-009")
    assert said["errors"][0]["pointer"] == "body/codes"
    answer = client.post(CODES, {"codes": [RIGHT], "more": 1}, content_type="application/json")
    said = problem(answer, 422, "CD-API-009")
    assert said["errors"][0]["pointer"] == "body/more"


def test_a_key_that_is_none_is_refused(client: Client) -> None:
    answer = client.get(f"{CODES}/{RIGHT}", headers={"Authorization": "Bearer nobody"})
    problem(answer, 401, "CD-API-002")
    assert answer["WWW-Authenticate"].startswith("Bearer")


def test_allowances_are_told_and_kept(client: Client) -> None:
    allowance = limits_on(business_day()).network_requests
    answer = client.get(f"{CODES}/{RIGHT}")
    assert answer["RateLimit-Policy"] == f'"requests";q={allowance};w=300'
    assert answer["RateLimit"].startswith(f'"requests";r={allowance - 1};t=')
    for _ in range(allowance - 1):
        assert client.get(f"{CODES}/{RIGHT}").status_code == 200
    answer = client.get(f"{CODES}/{RIGHT}")
    problem(answer, 429, "CD-API-010")
    assert 0 < int(answer["Retry-After"]) <= limits.WINDOWS["requests"]


def test_all_processes_together_give_no_more_than_the_allowance() -> None:
    given = 0
    for _ in range(7):  # each knows nothing of the others' shares
        limits.forgotten()
        while limits.taken("key one", "requests", 3, 100, 1_000.0).left >= 0:
            given += 3
            if given % 5 == 0:
                limits.forgotten()
    assert given <= 100
    limits.forgotten()
    assert limits.taken("key one", "requests", 3, 100, 1_300.0).left == 97


def test_a_request_sent_again_is_done_once(client: Client) -> None:
    first = sent(client, [RIGHT], **{"Idempotency-Key": "one"})
    again = sent(client, [RIGHT], **{"Idempotency-Key": "one"})
    assert (first.content, first["Content-Type"]) == (again.content, again["Content-Type"])
    assert again["Idempotency-Replayed"] == "true"
    assert "Idempotency-Replayed" not in first
    problem(sent(client, [WRONG], **{"Idempotency-Key": "one"}), 422, "CD-API-012")
    Kept.objects.update(status=0)
    problem(sent(client, [RIGHT], **{"Idempotency-Key": "one"}), 409, "CD-API-011")
    problem(sent(client, [RIGHT], **{"Idempotency-Key": "über"}), 422, "CD-API-009")


def test_what_is_unchanged_is_not_sent_again(client: Client) -> None:
    first = client.get(f"{CODES}/{RIGHT}")
    again = client.get(f"{CODES}/{RIGHT}", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_codes_are_judged_and_a_persons_number_is_not_repeated(client: Client) -> None:
    right, wrong, person = sent(client, [RIGHT, WRONG, "110101199003074477"]).json()["codes"]
    assert (right["valid"], right["form"]) == (True, RIGHT)
    assert not wrong["valid"]
    assert RIGHT in wrong["offers"]
    assert person["written"] == "***"
    assert "110101199003074477" not in json.dumps(person)
