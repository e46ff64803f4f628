"""Every example of the reference is sent to the interface, and answered in the form that it promises.

Clause  S63, S75.
"""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from jsonschema import Draft202012Validator

from creditdelta.api.assembled import described
from creditdelta.api.doors import NDJSON, Door
from creditdelta.intake.tests.supplies import penalties
from creditdelta.project.api_urls import API, PARTS
from creditdelta.rulebook.policy import PUBLIC, policy
from creditdelta.screening.working import work_once as screen_once
from creditdelta.subjects.finding import by_code
from creditdelta.uploads.receiving import work_once
from tests.doors.asking import ROOT, Program
from tests.doors.conftest import SHANGHAI
from tests.doors.consenting import granted
from tests.doors.listing import bureau, in_every_state

BOTH = re.compile("[\u4e00-\u9fff].* · .*[A-Za-z]")
DOORS = [one for part in PARTS for one in part.doors]
OF_BUREAUS = ("listings", "listing-steps")  # what an office of its sector alone may do


def statuses(door: Door) -> dict[int, Any]:
    """The answers a door may give, as the document says them."""
    told = described(API, f"{ROOT}/")["paths"][f"{ROOT}{door.path}"][door.method.lower()]
    return {int(status): answer for status, answer in told["responses"].items()}


def promised(door: Door, status: int) -> Draft202012Validator:
    """What judges an answer of a door."""
    told = described(API, f"{ROOT}/")
    answer = statuses(door)[status]
    (content,) = answer["content"].values()
    return Draft202012Validator({**content["schema"], "components": told["components"]})


@pytest.fixture
def known(officer: Program, firm: str, tmp_path: Path) -> dict[str, str]:
    """What stands for each name in an example: an organisation, its record, a report, a consent."""
    records = officer.get(f"/subjects/{firm}/records").json()["records"]
    file = penalties(tmp_path, 2, name="p.csv")
    job, spare = (officer.send("/imports?name=p.csv", file).json()["id"] for _ in range(2))
    work_once()
    screening, unwanted = (
        officer.post("/screenings", {"entries": [{"code": firm}]}).json()["id"] for _ in range(2)
    )
    while screen_once():
        pass
    zero = officer.post("/zero-reports", {"kind": "award", "month": "2026-02"}).json()["id"]
    ref = by_code(firm)[0].ref
    consent = granted(ref, SHANGHAI.office)
    return {
        **in_every_state(tmp_path),
        "code": firm,
        "batch": str(batch(officer)),
        "zero": zero,
        "record": records[0]["id"],
        "job": job,
        "spare": spare,
        "consent": consent.hex(),
        "screening": screening,
        "unwanted": unwanted,
    }


def batch(officer: Program) -> int:
    """A batch of the officer's office."""
    told = officer.get("/batches").json()["batches"]
    return int(told[0]["number"])


def asked(officer: Program, door: Door, known: dict[str, str], more: str = "") -> Any:
    address = door.example
    for name, value in known.items():
        address = address.replace(f"{{{name}}}", value)
    address += f"{'&' if '?' in address else '?'}{more}" if more else ""
    if door.method == "GET":
        return officer.get(address)
    if door.method == "DELETE":
        return officer.delete(address.replace(known["screening"], known["unwanted"]))
    if door.streams and isinstance(door.body, str):
        return officer.client.generic(
            "POST", ROOT + address, door.body, "text/csv",
            headers={"Authorization": f"Bearer {officer.key}"},
        )  # fmt: skip
    if door.streams or door.tag in OF_BUREAUS:
        return officer.post(address, door.body)
    job = known["spare" if door.path.endswith("/discard") else "job"]
    address = address.replace(known["job"], job)
    version = officer.get(f"/jobs/{job}")["ETag"]
    return officer.post(address, door.body, If_Match=version)


def said(answer: Any) -> list[Any]:
    """The object of an answer, or the objects of its lines."""
    if answer["Content-Type"] != NDJSON:
        return [answer.json()]
    return [json.loads(line) for line in answer.getvalue().splitlines()]


def wrong_with(answer: Any, door: Door) -> str:
    """What an answer is not, of what its door promises; "" where it is all of it."""
    if answer.status_code not in statuses(door):
        return f"{answer.status_code} {answer.content.decode()[:300]}"
    judge = promised(door, answer.status_code)
    found = [one.message for told in said(answer) for one in judge.iter_errors(told)]
    return "; ".join(found)[:300]


def test_every_example_is_answered_as_promised(officer: Program, known: dict[str, str]) -> None:
    wrong, other = {}, bureau()
    for door in DOORS:
        answer = asked(other if door.tag in OF_BUREAUS else officer, door, known)
        refused = "" if answer.status_code < 300 else answer.content.decode()[:300]
        wrong[door.method, door.path] = refused or wrong_with(answer, door)
    assert {door: why for door, why in wrong.items() if why} == {}


def test_every_problem_has_the_form_that_is_promised(
    officer: Program, known: dict[str, str]
) -> None:
    for door in DOORS:
        answer = asked(officer, door, known, "strange=1")
        assert (answer.status_code, wrong_with(answer, door)) == (422, ""), door.path


def test_every_door_is_described_in_both_languages() -> None:
    for door in DOORS:
        assert door.title.zh != door.title.en
        assert door.view.__doc__, door.path


def test_every_field_and_parameter_is_described_in_both_languages() -> None:
    told = described(API, f"{ROOT}/")
    fields = {
        f"{name}.{field}": one.get("description")
        for name, schema in told["components"]["schemas"].items()
        for field, one in schema.get("properties", {}).items()
    }
    asked = {
        f"{path} {one['name']}": one.get("description") or one["schema"].get("description")
        for path, methods in told["paths"].items()
        for operation in methods.values()
        for one in operation.get("parameters", ())
    }
    said = {name: text for name, text in {**fields, **asked}.items() if text}
    assert len(said) > 50
    assert {name for name, text in said.items() if not BOTH.search(text)} == set()


def test_the_reference_names_every_place_once(client: Client) -> None:
    """Each door can be linked to; no two things on the page have one name."""
    page = client.get("/api/").content.decode()
    names = re.findall(r' id="([^"]+)"', page)
    assert {one.view.__name__ for one in DOORS} <= set(names)
    assert len(names) == len(set(names))


def test_a_door_has_an_operation_of_the_table() -> None:
    assert {one.operation for one in DOORS} <= set(policy().operations)


def test_keys_are_issued_for_what_has_a_door_and_no_door_needs_another() -> None:
    table, doors = policy(), {one.operation for one in DOORS}
    by_key = {one.id for one in table.operations.values() if one.by_key}
    public = {id for id, rows in table.grants.items() if any(row.role == PUBLIC for row in rows)}
    assert by_key <= doors
    assert doors - public == by_key
