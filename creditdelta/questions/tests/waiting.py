"""Rows that wait for an officer, in small invented files."""

from datetime import UTC, date, datetime
from pathlib import Path

from creditdelta.facade.check import rulebook
from creditdelta.intake.services import Received, ingest
from creditdelta.intake.tests.supplies import organisation, written
from creditdelta.journal.services import seal
from creditdelta.project.followers import run_followers
from creditdelta.rulebook.records import standard
from creditdelta.subjects.finding import references_of

TODAY = date(2026, 4, 1)
SHANGHAI, JIANGSU = "310000", "320000"
OLD_NUMBER = "110108000000016"
OTHER_NAME = "上海别家商贸有限公司"
CODE, NAME = organisation(0)


def take(path: Path, issued: int = 1, region: str = SHANGHAI) -> None:
    at = datetime(2026, 1, issued, tzinfo=UTC)
    ingest(Received(path, region, "clerk", TODAY, issued_at=at), rulebook())
    seal()
    run_followers()


def ref(code: str = CODE, scheme: str = "uscc") -> bytes:
    return next(one for one, other in references_of(code).items() if other == scheme)


def listed(folder: Path, name: str, number: str = OLD_NUMBER) -> Path:
    """An entry of the abnormal list without a unified code."""
    columns = standard("abnormal_list").columns
    row = {column.code: column.example for column in columns if column.need == "mandatory"}
    role = standard("abnormal_list").role
    row |= {role.name: name, role.uscc: "", role.registration_number: number}
    return written(folder / f"listed-{number}.csv", "abnormal_list", [row])


def registered(folder: Path, number: int, name: str) -> Path:
    """The n-th organisation, registered under another name."""
    row = {
        "uscc": organisation(number)[0],
        "name": name,
        "status": "存续",
        "established_on": "2015-03-04",
    }
    return written(folder / f"registered-{number}.csv", "registration", [row])
