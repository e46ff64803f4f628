"""Requests that nobody would think of: no answer is a failure of ours, none is one the document leaves out.

Clause  S75; figure F6. `CREDITDELTA_FUZZ`: how many requests in all; `make soak` sends ten times as many.
"""

import os
import warnings

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.strategies import SearchStrategy
from schemathesis import Case
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from creditdelta.api import limits
from creditdelta.api.assembled import PREFIX
from creditdelta.project.api_urls import PARTS
from tests.doors.asking import Program

DOORS = sum(len(part.doors) for part in PARTS)
MANY = "400" if os.environ.get("DATABASE_URL") else "2000"  # a server is asked fewer, for time
EACH = int(os.environ.get("CREDITDELTA_FUZZ", MANY)) // DOORS + 1
CHECKS = [
    not_a_server_error, status_code_conformance, content_type_conformance,
    response_schema_conformance,
]  # fmt: skip


@pytest.fixture
def document(officer: Program, monkeypatch: pytest.MonkeyPatch) -> schemathesis.schemas.BaseSchema:
    """The interface as it says itself; allowances never end, since they would hide everything else."""
    monkeypatch.setattr(limits, "allowance_of", lambda request, budget: 1 << 40)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # nobody laid out the files of pages
        application = get_wsgi_application()
    return schemathesis.openapi.from_wsgi(f"/{PREFIX}openapi.json", application)


def test_no_request_makes_it_fail(
    document: schemathesis.schemas.BaseSchema, officer: Program
) -> None:
    headers = {
        "Authorization": f"Bearer {officer.key}",
        "Host": "localhost",
        "Accept-Encoding": "identity",
    }
    tried = 0
    for found in document.get_all_operations():
        tried += sent(found.ok().as_strategy(), headers)
    assert tried >= EACH * DOORS / 2  # small operations have few different requests


def sent(requests: SearchStrategy[Case], headers: dict[str, str]) -> int:
    """Send so many requests to one door; how many were sent."""
    tried = 0

    @settings(
        max_examples=EACH, deadline=None, derandomize=True, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(case=requests)
    def one(case: Case) -> None:
        nonlocal tried
        tried += 1
        case.call_and_validate(checks=CHECKS, headers=headers)

    one()
    return tried
