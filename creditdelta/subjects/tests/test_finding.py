"""By code of any scheme, by a name borne now or once, by part of a name; never a sole trader by name."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from creditdelta.facade.check import rulebook
from creditdelta.intake.services import Received, ingest
from creditdelta.intake.tests.supplies import organisation, registrations, written
from creditdelta.subjects.finding import by_code, find, references_of, relatives
from creditdelta.world import codes

pytestmark = pytest.mark.usefixtures("ledger")
TODAY = date(2026, 4, 1)
CODE, NAME = organisation(0)
OLD_NUMBER = "110108000000016"


def take(path: Path, region: str = "310000", issued: int = 1) -> None:
    at = datetime(2026, 1, issued, tzinfo=UTC)
    ingest(Received(path, region, "clerk", TODAY, issued_at=at), rulebook())


def ways(text: str) -> list[str]:
    return [one.matched for one in find(text)]


def register(folder: Path, name: str, code: str = CODE, **given: str) -> None:
    row = {"uscc": code, "name": name, "status": "存续", "established_on": "2015-03-04", **given}
    take(written(folder / f"{name}.csv", "registration", [row]))


def test_by_its_code_and_by_the_number_inside_it(tmp_path: Path) -> None:
    take(registrations(tmp_path, 2))
    assert ways(CODE) == ["code"]
    assert ways(f" {CODE[:8]}-{CODE[8:].lower()} ") == ["code"]
    assert [(one.matched, one.via) for one in by_code(CODE[8:17])] == [
        ("older_number", "organisation_code")
    ]


def test_a_number_of_two_organisations_leads_to_neither(tmp_path: Path) -> None:
    register(tmp_path, NAME, registration_number=OLD_NUMBER)
    (owner,) = references_of(CODE).keys() & {one.ref for one in by_code(CODE)}
    assert [one.ref for one in by_code(OLD_NUMBER)] == [owner]
    register(tmp_path, "上海另一商贸有限公司", organisation(1)[0], registration_number=OLD_NUMBER)
    assert [one.ref for one in by_code(OLD_NUMBER)] != [owner]


def test_by_names_now_and_formerly_and_by_part(tmp_path: Path) -> None:
    register(tmp_path, NAME, former_names="上海旧名商贸有限公司")
    assert ways(NAME) == ["name"]
    assert ways("上海舊名商貿有限公司") == ["former_name"]
    assert ways("旧名商贸") == ["part_of_name"]
    assert ways("%") == []
    assert ways("无此名称") == []


def test_a_sole_trader_only_by_its_code(tmp_path: Path) -> None:
    code = codes.uscc("92", "310115", CODE[8:17])
    register(tmp_path, "浦东新区示例小吃店", code)
    assert ways(code) == ["code"]
    assert ways("浦东新区示例小吃店") == []
    assert ways("示例小吃") == []


def test_branches_are_shown_beside_and_never_merged(tmp_path: Path) -> None:
    register(tmp_path, NAME)
    branch = NAME + "浦东分公司"
    register(tmp_path, branch, organisation(1)[0])
    register(tmp_path, NAME.replace("有限公司", "股份有限公司"), organisation(2)[0])
    (parent,), (child,) = by_code(CODE), by_code(organisation(1)[0])
    assert [(one.relation, one.name) for one in relatives(parent.ref, NAME)] == [("branch", branch)]
    assert [(one.relation, one.code) for one in relatives(child.ref, branch)] == [("parent", CODE)]
