"""Indicators of small ledgers, counted by hand."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from creditdelta.archive.counts import identity_counts
from creditdelta.archive.indicators import Figure, figures
from creditdelta.facade.check import rulebook
from creditdelta.intake.services import Received, ingest
from creditdelta.intake.tests.supplies import organisation, penalties, written
from creditdelta.journal.services import envelope
from creditdelta.rulebook.indicators import indicator
from creditdelta.rulebook.records import standard
from creditdelta.subjects.finding import references_of
from creditdelta.subjects.services import Link, link

pytestmark = pytest.mark.usefixtures("ledger")
TODAY = date(2026, 4, 1)
NUMBERS = ("110108000000016", "440301103097413")


def take(path: Path, region: str = "310000", issued: date = date(2026, 1, 1), source: str = ""):
    at = datetime.combine(issued, datetime.min.time(), UTC)
    return ingest(Received(path, region, "clerk", TODAY, issued_at=at, source=source), rulebook())


def register(folder: Path, *rows: dict[str, str], name: str = "r.csv", region: str = "310000"):
    start = {"status": "存续", "established_on": "2015-03-04"}
    return take(written(folder / name, "registration", [start | row for row in rows]), region)


def who(number: int, **given: str) -> dict[str, str]:
    code, name = organisation(number)
    return {"uscc": code, "name": name, **given}


def listed(folder: Path, number: str, name: str = "l.csv") -> None:
    item = standard("abnormal_list")
    row = {column.code: column.example for column in item.columns if column.need == "mandatory"}
    role = item.role
    row |= {role.name: organisation(0)[1], role.uscc: "", role.registration_number: number}
    assert take(written(folder / name, "abnormal_list", [row])).rejected == 0


def share(name: str, province: str = "", department: str = "") -> tuple[int, int] | None:
    for one in figures(TODAY):
        if (one.indicator.id, one.province, one.department) == (name, province, department):
            return one.numerator, one.denominator
    return None


def test_nothing_is_said_of_nothing() -> None:
    assert figures(TODAY) == []


def test_the_dead_are_not_counted(tmp_path: Path) -> None:
    register(tmp_path, who(0), who(1, status="注销"), who(2, status="吊销未注销"))
    assert share("conversion_ratio") == (1, 1)
    assert share("conversion_ratio", "310000", "市场监督管理（原工商）") == (1, 1)


def test_an_older_number_without_a_code_lowers_conversion_and_mapping(tmp_path: Path) -> None:
    register(tmp_path, who(0, registration_number=NUMBERS[0]), who(1))
    listed(tmp_path, NUMBERS[0])
    listed(tmp_path, NUMBERS[1], "m.csv")
    assert share("conversion_ratio") == (2, 3)
    assert share("mapping_ratio") == (1, 2)
    assert share("mapping_ratio", "310000", "abnormal_list") == (1, 2)


def test_one_code_under_two_names_is_a_duplicate_and_a_new_name_is_none(tmp_path: Path) -> None:
    register(tmp_path, who(0), who(1), who(2))
    register(
        tmp_path, who(0, name="上海新名商贸有限公司", former_names=organisation(0)[1]), name="s.csv"
    )
    assert share("duplicate_code_ratio") == (0, 3)
    register(tmp_path, who(1, name="南京另一商贸有限公司"), name="t.csv", region="320000")
    assert share("duplicate_code_ratio") == (1, 3)
    assert share("faulty_code_ratio") == (1, 3)


def test_two_codes_with_one_number_are_duplicates_until_one_succeeds_the_other(
    tmp_path: Path,
) -> None:
    number = {"registration_number": NUMBERS[0]}
    register(tmp_path, who(0, **number), who(1, **number), who(2))
    assert share("duplicate_code_ratio") == (2, 3)
    old, new = (
        next(ref for ref, scheme in references_of(organisation(n)[0]).items() if scheme == "uscc")
        for n in (0, 1)
    )
    link(Link("succeeds", new, old, "换码通知", since=TODAY), envelope("310000", "officer"))
    assert share("duplicate_code_ratio") == (0, 3)


def test_a_wrong_code_is_counted_though_its_row_was_refused(tmp_path: Path) -> None:
    code = organisation(1)[0]
    wrong = code[:-1] + ("0" if code[-1] != "0" else "1")
    assert register(tmp_path, who(0), who(1, uscc=wrong)).rejected == 1
    assert share("wrong_code_ratio") == (1, 2)
    assert share("valid_ratio") == (1, 2)
    assert identity_counts(TODAY)["live_registrations", "310000", "市场监督管理（原工商）"] == 1


def test_late_is_after_seven_working_days(tmp_path: Path) -> None:
    # Decided on Monday 2 June 2025, a holiday: the seventh working day is Wednesday 11 June.
    register(tmp_path, who(0), who(1))
    take(penalties(tmp_path, 2, "in-time.csv"), issued=date(2025, 6, 11), source="market")
    assert share("late_ratio", "310000", "market") == (0, 2)
    take(
        penalties(tmp_path, 1, "late.csv", CF_WSH="沪示罚〔2025〕99号"),
        issued=date(2025, 6, 12),
        source="market",
    )
    assert share("late_ratio", "310000", "market") == (1, 3)
    take(
        penalties(tmp_path, 1, "late.csv", CF_WSH="沪示罚〔2025〕99号"),
        issued=date(2025, 6, 12),
        source="market",
    )
    assert share("late_ratio") == (1, 3)  # the same file again counts nowhere


@pytest.mark.parametrize(
    ("name", "numerator", "denominator", "per_million", "met"),
    [
        ("wrong_code_ratio", 1, 1000, 1000, "met"),
        ("wrong_code_ratio", 1001, 1_000_000, 1001, "missed"),
        ("conversion_ratio", 999, 1000, 999_000, "missed"),
        ("conversion_ratio", 3, 3, 1_000_000, "met"),
        ("mapping_ratio", 1, 3, 333_333, "none"),
        ("mapping_ratio", 2, 3, 666_667, "none"),
    ],
)
def test_targets_are_compared_exactly(
    name: str, numerator: int, denominator: int, per_million: int, met: str
) -> None:
    figure = Figure(indicator(name, TODAY), "", "", numerator, denominator)
    assert (figure.per_million, figure.met) == (per_million, met)
