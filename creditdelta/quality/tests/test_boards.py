"""The board of an office and of a province, and who may see which."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.test import Client

from creditdelta.accounts.tests.signed_in import BANK, signed_in, with_post
from creditdelta.intake import zero
from creditdelta.intake.tests.supplies import penalties, registrations
from creditdelta.journal.services import envelope
from creditdelta.quality.boards import MARKET, office_board, province_board
from creditdelta.quality.tests.sending import CREDIT, ECOLOGY, TODAY, send, some
from creditdelta.rulebook.offices import office

pytestmark = pytest.mark.usefixtures("ledger")


def test_an_office_is_measured_by_what_counts_as_its_word(tmp_path: Path) -> None:
    some(tmp_path)
    board = office_board(office(CREDIT), TODAY)
    values = board.standing.values
    assert (values["valid_ratio"].numerator, values["valid_ratio"].denominator) == (6, 7)
    assert (values["late_ratio"].numerator, values["late_ratio"].denominator) == (0, 6)
    assert values["reported_months"].number == 2
    assert dict(board.trend)["2026-03"]["filed_rows"] == 3
    assert [code for code, _ in board.broken] == ["CD-DATE-002"]
    ecology = office_board(office(ECOLOGY), TODAY).standing
    assert ecology.values["late_ratio"].number == 1_000_000
    assert str(ecology.latest) == "2026-03-10"


def test_corrections_and_repetitions_show(tmp_path: Path) -> None:
    some(tmp_path)
    again = penalties(tmp_path, 2, name="again.csv", CF_JDRQ="2026-02-06", CF_SY="合成示例：更正。")
    send(again)
    send(again)
    values = office_board(office(CREDIT), TODAY).standing.values
    assert values["corrected_ratio"].numerator == 2
    assert values["duplicate_ratio"].numerator == 2


def test_a_province_lists_its_reporters_and_firms_together(tmp_path: Path) -> None:
    some(tmp_path)
    send(registrations(tmp_path, 1, name="bank.csv"), source=BANK)
    board, reporters = province_board("310000", TODAY)
    told = {one.source: one.standing.counts["filed_rows"] for one in reporters}
    assert told == {
        "310000-credit": 7,
        "310000-ecology": 2,
        "310000-market_regulation": 6,
        MARKET: 1,
    }
    assert board.standing.counts["filed_rows"] == 16
    assert BANK not in Client().get("/quality/provinces/310000/").content.decode()


def test_who_had_nothing_to_report_and_said_so_is_fresh() -> None:
    about = envelope("310000", "clerk")
    zero.report(office(CREDIT), "penalty", date(2026, 3, 1), about, today=TODAY)
    values = office_board(office(CREDIT), TODAY).standing.values
    assert (values["freshness"].number, values["reported_months"].number) == (1, 1)
    assert office_board(office(ECOLOGY), TODAY).standing.values["freshness"].number is None


def test_the_month_is_that_of_the_place_where_we_are(tmp_path: Path) -> None:
    send(registrations(tmp_path, 1), datetime(2026, 2, 28, 17, tzinfo=UTC))
    assert dict(office_board(office("310000-market_regulation"), TODAY).trend)["2026-03"]["files"]


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/quality/reporters/310000-credit/", 200),
        ("/en/quality/reporters/310000-ecology/", 200),
        ("/quality/reporters/310000-bank_1/", 404),
        ("/quality/reporters/nobody/", 404),
        ("/quality/provinces/310000/", 200),
        ("/quality/provinces/110000/", 404),
        ("/quality/valid_ratio/", 200),
    ],
)
def test_what_everybody_may_read(tmp_path: Path, address: str, status: int) -> None:
    some(tmp_path)
    assert Client().get(address).status_code == status


def test_an_office_reads_its_own_board_and_a_credit_office_those_of_its_province() -> None:
    bank = signed_in(with_post("market_reporter", BANK))
    assert "示例银行" in bank.get("/desk/quality/").content.decode()
    assert bank.get("/desk/quality/?office=310000-credit").status_code == 403
    credit = signed_in(with_post("credit_officer", CREDIT))
    assert credit.get(f"/desk/quality/?office={BANK}").status_code == 200
    assert credit.get("/desk/quality/?office=320000-bank_1").status_code == 403
    assert credit.get("/desk/quality/?office=nobody").status_code == 403
    assert Client().get("/desk/quality/").status_code == 302


def test_a_table_is_handed_out(tmp_path: Path) -> None:
    some(tmp_path)
    answer = Client().get("/quality/reporters/310000-credit/?format=csv&table=months")
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert (len(lines), lines[0].split(",")[:2]) == (13, ["签发月份", "文件"])
