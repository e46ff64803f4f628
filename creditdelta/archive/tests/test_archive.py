"""The archive of one organisation: as of a day, as known on a day, for whom, in how many statements."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from creditdelta.archive.queries import (
    Archive,
    HistoryNotPublic,
    UnknownCode,
    archive,
    counts,
)
from creditdelta.facade.check import rulebook
from creditdelta.intake.services import Received, ingest
from creditdelta.intake.tests.supplies import (
    OFFICE,
    organisation,
    penalties,
    penalty,
    registrations,
    written,
)
from creditdelta.records.publishing import Viewer
from creditdelta.rulebook.records import standard

pytestmark = pytest.mark.usefixtures("ledger")
TODAY = date(2026, 4, 1)
OFFICER = Viewer("officer", purpose="核查")
CODE, NAME = organisation(0)


def take(path: Path, region: str = "310000", issued: int = 1, on: date = TODAY, source: str = ""):
    at = datetime(2026, 1, issued, tzinfo=UTC)
    return ingest(Received(path, region, "clerk", on, issued_at=at, source=source), rulebook())


def seen(viewer: Viewer | None = None, **given) -> Archive:
    return archive(CODE, today=TODAY, viewer=viewer, **given)


def standings(found: Archive) -> list[str]:
    return [
        one.standing
        for section in found.sections
        for one in section.public
        if one.kind == "penalty"
    ]


def test_who_it_is_and_what_is_known(tmp_path: Path) -> None:
    take(registrations(tmp_path, 1, former_names="上海旧名商贸有限公司"))
    take(penalties(tmp_path, 1), source="market")
    found = seen()
    assert found.portrait.name == NAME
    assert found.portrait.former == ("上海旧名商贸有限公司",)
    assert found.life == "alive"
    assert counts(found) == {"registration": 1, "administration": 1}
    (entry,) = found.sections[1].public
    assert entry.cells["CF_CFJG"] == "合成示例市场监督管理局"
    assert (entry.provenance.region, entry.provenance.source) == ("310000", "market")
    assert entry.provenance.row == 2  # the line after the heading


def test_an_unconfirmed_organisations_penalty_is_kept_and_not_shown(tmp_path: Path) -> None:
    take(penalties(tmp_path, 1))
    assert (standings(seen()), standings(seen(OFFICER))) == ([], ["waiting"])
    take(registrations(tmp_path, 1))
    assert standings(seen()) == ["standing"]


def test_a_name_the_organisation_never_bore_waits(tmp_path: Path) -> None:
    take(registrations(tmp_path, 1))
    take(penalties(tmp_path, 1, CF_XDR_MC="上海别家商贸有限公司"))
    assert standings(seen()) == []
    take(registrations(tmp_path, 1, "renamed.csv", former_names="上海别家商贸有限公司"))
    assert standings(seen()) == ["standing"]


def test_a_withdrawn_registration_confirms_nobody(tmp_path: Path) -> None:
    take(registrations(tmp_path, 1))
    take(penalties(tmp_path, 1))
    row = {
        "kind": "penalty", "uscc": CODE, "authority": OFFICE, "number": penalty(0)["CF_WSH"],
        "ground": "数据错误", "withdrawn_on": "2026-03-01",
    }  # fmt: skip
    take(written(tmp_path / "back.csv", "withdrawal", [row]), on=date(2026, 4, 20))
    later = date(2026, 4, 30)
    found = archive(CODE, today=later, viewer=OFFICER)
    assert standings(found) == ["closed"]
    assert standings(archive(CODE, today=later)) == []
    before = archive(CODE, today=later, day=date(2026, 2, 1), viewer=OFFICER)
    assert standings(before) == ["standing"]  # it stood on that day
    known = archive(CODE, today=later, known=date(2026, 4, 19), viewer=OFFICER)
    assert standings(known) == ["standing"]  # nobody knew better on that day


def test_history_shows_the_public_only_what_may_be_shown_today(tmp_path: Path) -> None:
    take(registrations(tmp_path, 1))
    take(penalties(tmp_path, 1, CF_YXQ="2026-03-01"))
    assert standings(seen(day=date(2025, 12, 1))) == []
    assert standings(seen(OFFICER, day=date(2025, 12, 1))) == ["standing"]
    assert standings(seen(OFFICER, day=date(2025, 1, 1))) == []  # not decided yet
    with pytest.raises(HistoryNotPublic):
        seen(known=date(2026, 1, 1))


def test_what_reporters_say_differently_is_for_officers(tmp_path: Path) -> None:
    take(registrations(tmp_path, 1))
    take(penalties(tmp_path, 1))
    take(penalties(tmp_path, 1, "away.csv", CF_NR="罚款"), region="330000", issued=9)
    (entry,) = seen(OFFICER).sections[1].public
    assert entry.cells["CF_NR"] == "警告"  # the deciding authority's own province speaks
    assert [(one.column, one.other) for one in entry.differences] == [("CF_NR", "罚款")]
    assert seen().sections[1].public[0].differences == ()


def test_the_market_side_stands_apart(tmp_path: Path) -> None:
    take(registrations(tmp_path, 1))
    examples = {column.code: column.example for column in standard("contract_performance").columns}
    row = examples | {"uscc": CODE, "name": NAME}
    take(written(tmp_path / "contracts.csv", "contract_performance", [row]))
    contract = next(one for one in seen(OFFICER).sections if one.id == "contract")
    assert (len(contract.public), len(contract.market)) == (0, 1)
    assert all(not one.market for one in seen().sections)  # no rule was found that publishes it


def test_nobody_by_that_code() -> None:
    with pytest.raises(UnknownCode):
        seen()


def test_statements_do_not_grow_with_records(tmp_path: Path) -> None:
    take(registrations(tmp_path, 1))
    number = []
    for count in (2, 40):
        rows = [penalty(0, CF_WSH=f"沪示罚〔2025〕{count}-{n}号") for n in range(count)]
        take(written(tmp_path / f"{count}.csv", "penalty", rows))
        with CaptureQueriesContext(connection) as captured:
            found = seen(OFFICER)
        number.append(len(captured))
    assert (counts(found)["administration"], len(standings(found))) == (42, 20)
    assert number[0] == number[1] <= 11
