"""The monthly return: what it counts, and the same bytes whenever it is made."""

import json
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from creditdelta.accounts.tests.signed_in import signed_in, with_post
from creditdelta.intake import zero
from creditdelta.intake.portal import returns as portal
from creditdelta.intake.returns import monthly
from creditdelta.intake.tests.desk_scenes import OFFICE, TODAY, decided, sent
from creditdelta.intake.tests.supplies import OFFICE as AUTHORITY
from creditdelta.intake.tests.supplies import organisation, registrations, written
from creditdelta.journal.services import envelope
from creditdelta.rulebook.offices import office

pytestmark = pytest.mark.usefixtures("ledger")
MARCH = date(2026, 3, 1)


def sheets(content: bytes) -> dict[str, list[tuple[object, ...]]]:
    book = load_workbook(BytesIO(content))
    return {name: list(book[name].values) for name in book.sheetnames}


@pytest.fixture
def month(tmp_path: Path) -> date:
    """Two batches of penalties, one of another month, a withdrawal, a zero report."""
    sent(registrations(tmp_path, 3))
    sent(decided(tmp_path, ["2026-03-19", "2026-03-02"]), "clerk-a")
    sent(decided(tmp_path, ["2026-03-19"] * 3, "b.csv"), "clerk-b")
    february = datetime(2026, 2, 10, 2, tzinfo=UTC)
    sent(decided(tmp_path, ["2026-02-02"], "f.csv"), at=february)
    taken = {
        "kind": "行政处罚", "uscc": organisation(0)[0], "authority": AUTHORITY,
        "number": "沪示罚〔2025〕0号", "ground": "数据错误", "withdrawn_on": "2026-03-19",
    }  # fmt: skip
    sent(written(tmp_path / "w.csv", "withdrawal", [taken]))
    zero.report(office(OFFICE), "licence", MARCH, envelope("310000", "clerk"), today=TODAY)
    return MARCH


def test_a_sheet_for_every_kind(month: date) -> None:
    found = sheets(monthly(office(OFFICE), month))
    assert list(found) == ["汇总", "行政许可", "行政处罚", "撤回通知"]
    rows = {str(row[0]).partition(" ")[0]: row[1:] for row in found["汇总"]}
    #                                  batches rows acc wait dup wdn ref late dated zero withdrawn
    assert rows["行政处罚"] == (2, 5, 4, 0, 1, 0, 0, 1, 4, 0, 1)
    assert rows["行政许可"] == (0,) * 9 + (1, 0)
    assert rows["撤回通知"] == (1, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0)
    assert rows["合计"] == (3, 6, 4, 0, 1, 1, 0, 1, 4, 1, 1)
    assert len(found["行政处罚"]) == 3 + 2
    assert "clerk" not in str(found)


def test_made_again_it_has_the_same_bytes(month: date) -> None:
    assert monthly(office(OFFICE), month) == monthly(office(OFFICE), month)
    empty = sheets(monthly(office(OFFICE), date(2025, 1, 1)))
    assert list(empty) == ["汇总"]


def test_it_is_on_the_desk(month: date, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(portal, "business_day", lambda: TODAY)
    client = signed_in(with_post("credit_officer", OFFICE))
    assert "报送月报 2026-03" in client.get("/desk/returns/").content.decode()
    shown = json.loads(client.get("/desk/returns/?month=2026-03&format=json").content)["rows"]
    assert sum(row["rows"] for row in shown) == 6
    assert "还没有过完" in client.get("/desk/returns/?month=2026-04").content.decode()
    answer = client.get("/desk/returns/2026-03.xlsx")
    assert answer.content == monthly(office(OFFICE), month)
    for odd in ("soon", "0001-01", "9999-12", "2026-05"):
        assert client.get(f"/desk/returns/{odd}.xlsx").status_code == 404, odd
    assert (
        signed_in(with_post("representative", subject=bytes(16)))
        .get("/desk/returns/2026-03.xlsx")
        .status_code
        == 403
    )
