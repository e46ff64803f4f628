"""A month's report and the exchanges as they are read: pages, paper, data, command line."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.test import Client

from creditdelta.accounts.tests.signed_in import BANK, signed_in, with_post
from creditdelta.cli.main import main
from creditdelta.intake.tests.supplies import penalties, registrations
from creditdelta.journal.queries import head
from creditdelta.quality.costs import Costs, added, rank
from creditdelta.quality.monthly import About, report, written
from creditdelta.quality.queries import Scope, costs
from creditdelta.quality.tests.sending import CREDIT, send, some

pytestmark = pytest.mark.usefixtures("ledger")
MONTH = "/quality/reporters/310000-credit/2026-03/"


def test_page_data_and_command_say_the_same(tmp_path: Path) -> None:
    some(tmp_path)
    given = Client().get(f"{MONTH}report.json").content
    command = ["quality", "report", "--office", CREDIT, "--month", "2026-03", "--json"]
    said = CliRunner().invoke(main, command, catch_exceptions=False)
    assert said.output.encode().strip() == given
    page = Client().get(MONTH).content.decode()
    assert "合规率" in page
    assert f"--until {head().size}" in page


def test_an_address_with_a_number_keeps_saying_what_it_said(tmp_path: Path) -> None:
    some(tmp_path)
    until = head().size
    then = Client().get(f"{MONTH}report.json?until={until}").content
    send(penalties(tmp_path, 5, name="more.csv", CF_WSH="示续"))
    assert Client().get(f"{MONTH}report.json?until={until}").content == then
    assert Client().get(f"{MONTH}report.json").content != then
    assert f"report.pdf?until={until}" in Client().get(f"{MONTH}?until={until}").content.decode()


def test_equal_reports_are_equal_on_paper(tmp_path: Path) -> None:
    some(tmp_path)
    one, two = (Client().get(f"{MONTH}report.pdf").content for _ in range(2))
    assert one == two
    assert one.startswith(b"%PDF-")
    paper = tmp_path / "month.pdf"
    command = ["quality", "report", "--office", CREDIT, "--month", "2026-03", "--pdf", str(paper)]
    assert CliRunner().invoke(main, command, catch_exceptions=False).exit_code == 0
    assert paper.read_bytes() == one


def test_the_command_prints_tables_in_either_language(tmp_path: Path) -> None:
    some(tmp_path)
    command = ["quality", "report", "--province", "310000", "--month", "2026-03", "--lang", "en"]
    said = CliRunner().invoke(main, command, catch_exceptions=False)
    assert "Shanghai: quality of reporting in 2026-03" in said.output


@pytest.mark.parametrize(
    "given",
    [
        ["--month", "2026-03"],
        ["--office", CREDIT, "--province", "310000", "--month", "2026-03"],
        ["--office", "nobody", "--month", "2026-03"],
        ["--province", "110000", "--month", "2026-03"],
        ["--office", CREDIT, "--month", "March"],
        ["--office", CREDIT, "--month", "2026-03", "--until", "999999"],
    ],
)
def test_a_wrong_question_is_told(given: list[str]) -> None:
    assert CliRunner().invoke(main, ["quality", "report", *given]).exit_code == 2


@pytest.mark.parametrize(
    "address",
    [
        "/quality/reporters/310000-bank_1/2026-03/",
        "/quality/reporters/310000-credit/2026-13/",
        "/quality/reporters/310000-credit/2099-01/",
        f"{MONTH}?until=x",
        f"{MONTH}?until=999999",
        f"{MONTH}report.doc",
        "/quality/provinces/110000/2026-03/",
    ],
)
def test_there_is_no_such_report(address: str) -> None:
    assert Client().get(address).status_code == 404


def test_a_firm_reads_its_own_month_and_nobody_else_does(tmp_path: Path) -> None:
    send(registrations(tmp_path, 2), source=BANK)
    bank = signed_in(with_post("market_reporter", BANK))
    told = json.loads(bank.get("/desk/quality/2026-03/report.json").content)
    assert (told["office"], told["editions"][0]["counts"]["filed_rows"]) == (BANK, 2)
    assert bank.get("/desk/quality/2026-03/").status_code == 200
    other = signed_in(with_post("sector_officer", "310000-ecology"))
    assert other.get(f"/desk/quality/2026-03/report.json?office={BANK}").status_code == 403
    assert "示例银行" not in Client().get("/quality/exchanges/?month=2026-03").content.decode()
    assert "示例银行" in bank.get("/desk/exchanges/?month=2026-03").content.decode()


def test_exchanges_are_added_up_by_reporter_kind_and_month(tmp_path: Path) -> None:
    some(tmp_path)
    whole = added(cost for _, _, cost in costs(Scope(), "2026-03"))
    told = report(About("310000"), "2026-03")["exchange"]
    assert (whole.files, whole.rows, whole.byte_count) == (2, 5, told["bytes"])
    assert whole.ms_of_thousand == told["machine_ms_per_thousand_rows"]
    page = Client().get("/quality/exchanges/?month=2026-03&region=310000").content.decode()
    assert "上海市生态环境局" in page
    assert Client().get("/quality/exchanges/?region=999999&month=x").status_code == 200


def test_no_report_is_an_empty_report() -> None:
    told = report(About("340000"), "2026-03")
    assert told["exchange"]["machine_ms_per_thousand_rows"] is None
    assert told["editions"][0]["counts"]["files"] == 0
    assert written(told)
    assert Client().get("/quality/provinces/340000/2026-03/report.pdf").status_code == 200


def test_ranks_are_of_what_was_measured() -> None:
    assert [rank({0: 9, 50: 1}, permille) for permille in (500, 900, 901, 1000)] == [0, 0, 50, 50]
    assert Costs().ms_of_thousand is None
