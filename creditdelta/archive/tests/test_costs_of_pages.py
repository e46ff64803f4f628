"""A page costs the same number of statements, however many records there are."""

from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from creditdelta.archive.tests.visits import get, on_the_day, take
from creditdelta.intake.tests.supplies import organisation, penalty, registrations, written

pytestmark = pytest.mark.usefixtures("ledger")
CODE, _ = organisation(0)
MOST = 14
PAGES = ("", "section/administration/", "changes/", "section/registration/")


def statements(place: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert get(f"/subject/{CODE}/{place}").status_code == 200
    return len(captured)


def test_the_number_of_statements_is_fixed(tmp_path: Path) -> None:
    on_the_day()
    take(registrations(tmp_path, 1))
    counted = [[statements(place) for place in PAGES]]
    for count in (20, 180):
        rows = [penalty(0, CF_WSH=f"沪示罚〔2025〕{count}-{n}号") for n in range(count)]
        take(written(tmp_path / f"{count}.csv", "penalty", rows))
        counted.append([statements(place) for place in PAGES])
    nothing, twenty, many = counted
    assert twenty == many
    overview, empty_section, *rest = nothing
    assert [overview, *rest] == [twenty[0], *twenty[2:]]
    assert (
        empty_section == twenty[1] - 2
    )  # no record: neither its content nor its source is asked for
    assert max(many) <= MOST
