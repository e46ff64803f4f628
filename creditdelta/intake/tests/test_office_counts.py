"""What offices file is counted for everybody to see: by office and month, adding up, never an account."""

import json
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from django.test import Client

from creditdelta.intake import services
from creditdelta.intake.models import Submission
from creditdelta.intake.tests.desk_scenes import OTHER, decided, held, sent
from creditdelta.intake.tests.supplies import penalties, registrations
from creditdelta.rulebook.offices import office

pytestmark = pytest.mark.usefixtures("ledger")
PAGE = "/quality/offices/"
SUM = ("accepted", "waiting", "duplicate", "withdrawn", "rejected")


def shown(query: str = "", table: str = "offices") -> list[dict[str, object]]:
    answer = Client().get(f"{PAGE}?format=json&table={table}{query}")
    found: list[dict[str, object]] = json.loads(answer.content)["rows"]
    return found


def test_every_row_of_the_ledger_is_counted_once(tmp_path: Path) -> None:
    sent(registrations(tmp_path, 3), "secret-clerk")
    sent(decided(tmp_path, ["2026-03-19", "2026-03-02"]), "secret-clerk")
    sent(decided(tmp_path, ["2026-03-19"] * 3, "e.csv"), source=OTHER)
    sent(penalties(tmp_path, 2, name="odd.csv"), source="nobody")
    february = datetime(2026, 2, 20, 2, tzinfo=UTC)
    sent(decided(tmp_path, ["2026-02-02"], "f.csv"), at=february, region="320000")
    every = shown("&month=2026-03")
    assert [row["office"] for row in every] == [
        "未登记单位的来源", office("310000-credit").label.zh, office(OTHER).label.zh,
        office("310000-market_regulation").label.zh,
    ]  # fmt: skip
    for row in [*every, *shown("&month=2026-02"), *shown(table="months")]:
        assert row["rows"] == sum(int(str(row[name])) for name in SUM)
    assert [row["late"] for row in every] == [2, 1, 0, 0]
    assert [row["month"] for row in shown(table="months")] == ["2026-03", "2026-02"]
    total = sum(int(str(row["rows"])) for row in shown(table="months"))
    assert total == sum(Submission.objects.values_list("rows", flat=True))
    assert shown() == every


def test_what_waits_for_a_second_look_is_not_counted_yet(tmp_path: Path) -> None:
    row = held(tmp_path)
    before = shown(table="months")[0]
    services.refuse(row, "officer", "报送有误")
    after = shown(table="months")[0]
    assert int(str(after["rejected"])) == int(str(before["rejected"])) + 1100
    assert int(str(after["batches"])) == int(str(before["batches"])) + 1


def test_it_is_public_and_names_no_account(tmp_path: Path) -> None:
    assert "没有报送" in Client().get(PAGE).content.decode()
    sent(registrations(tmp_path, 1), "secret-clerk")
    for query in ("", "?format=csv", "?format=json", "?month=2026-03", "?month=soon"):
        answer = Client().get(PAGE + query)
        assert answer.status_code == 200
        assert "secret-clerk" not in answer.content.decode()
    table = pq.read_table(BytesIO(Client().get(f"{PAGE}?format=parquet").content))
    assert "office" in table.column_names
    assert "What offices report" in Client().get(f"/en{PAGE}").content.decode()
    assert "迟报率" in Client().get("/quality/late_ratio/").content.decode()
