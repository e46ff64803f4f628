"""An invented organisation with records of several kinds, and somebody who acts for it."""

from pathlib import Path

from creditdelta.facade.check import rulebook
from creditdelta.intake.services import Received, ingest
from creditdelta.intake.tests.supplies import (
    organisation,
    penalties,
    registrations,
    written,
)
from creditdelta.journal.synthetic import business_day
from creditdelta.subjects.finding import by_code

CODE, NAME = organisation(0)
FUND = {
    "uscc": CODE,
    "name": NAME,
    "month": "2026-01",
    "headcount": "17",
    "amount": "34567.00",
    "state": "正常",
}


def taken_in(folder: Path) -> bytes:
    """Registrations, a penalty on each organisation, and a deposit of the first; its reference."""
    day = business_day()
    files = [
        registrations(folder, 2),
        penalties(folder, 2, CF_JDRQ=day.replace(day=1).isoformat(), CF_YXQ="2099-01-01"),
        written(folder / "fund.csv", "housing_fund", [FUND]),
    ]
    for file in files:
        ingest(Received(file, "310000", "clerk", day), rulebook())
    return by_code(CODE)[0].ref
