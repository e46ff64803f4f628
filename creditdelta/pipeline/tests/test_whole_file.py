"""What only the whole file tells: totals that add up, records sent twice, rows that slipped."""

from random import Random

import numpy as np
import pyarrow as pa
import pytest

from creditdelta.facade.check import check
from creditdelta.kernel.errors import find
from creditdelta.pipeline.duplicates import Keys
from creditdelta.pipeline.readers import byte_stream
from creditdelta.pipeline.tests.cast import (
    CITIZEN,
    DAY,
    code,
    codes,
    found,
    inner,
    labels,
    row,
    sent,
    write,
)
from creditdelta.pipeline.validate.tests.defects import drawn


@pytest.mark.parametrize("kind", ["penalty", "licence", "registration", "code_map"])
def test_rows_are_accepted_or_rejected_and_only_errors_reject(kind, tmp_path):
    rows = list(drawn(kind, 300, seed=11).values())
    report = sent(tmp_path / "drawn.csv", kind, [row(kind) | one for one in rows])
    refused = {one.row for one in report.findings if one.severity == "error" and one.row > 1}
    assert report.rows == report.accepted + report.rejected == 300
    assert report.rejected == len(refused)
    assert sum(count for _, count in report.totals) == len(report.findings)
    severities = {one.code: one.severity for one in report.findings}
    assert severities == {name: find(name).severity for name in severities}


def test_warnings_reject_nothing(tmp_path):
    warned = row("penalty", 1, CF_JDRQ="45352", BZ=f"电话13900000000{'长' * 600}")
    report = sent(tmp_path / "warned.csv", "penalty", [warned])
    assert codes(report) == {"CD-DATE-005": 1, "CD-FIELD-002": 1, "CD-PERSON-004": 1}
    assert (report.accepted, report.rejected, report.ok) == (1, 0, True)


@pytest.mark.parametrize("lost", ["处罚决定日期", "处罚机关统一社会信用代码", "行政相对人名称"])
def test_without_a_mandatory_column_no_row_is_accepted(lost, tmp_path):
    place = labels("penalty").index(lost)
    cells = [list(row("penalty", number).values()) for number in (1, 2, 3)]
    path = write(
        tmp_path / "lost.csv",
        [one for one in labels("penalty") if one != lost],
        [one[:place] + one[place + 1 :] for one in cells],
    )
    report = check(path, on=DAY)
    assert (report.rows, report.accepted, report.rejected) == (3, 0, 3)
    assert [one.column for one in report.findings if one.code == "CD-HEAD-001"] == [lost]


def test_the_second_and_the_third_of_a_record_name_the_first(tmp_path):
    rows = [row("penalty", 1), row("penalty", 2), row("penalty", 1), row("penalty", 3)]
    rows += [row("penalty", 1), row("penalty", 1, CF_WSH="另一份")]
    report = sent(tmp_path / "twice.csv", "penalty", rows)
    twice = [(one.row, one.code) for one in report.findings]
    assert twice == [(4, "CD-KEY-001"), (6, "CD-KEY-001")]
    assert {one["detail"] for one in report.to_arrow().to_pylist()} == {"2"}
    assert report.rejected == 0


def test_a_key_that_is_not_whole_is_nobodys_twin(tmp_path):
    rows = [row("penalty", 1, CF_WSH=""), row("penalty", 1, CF_WSH="")]
    assert "CD-KEY-001" not in codes(sent(tmp_path / "half.csv", "penalty", rows))


def test_neighbouring_cells_do_not_run_together():
    keys = Keys(("a", "b"))
    columns = {"a": pa.array(["甲乙", "甲", "甲乙"]), "b": pa.array(["丙", "乙丙", "丙"])}
    keys.add(columns, np.array([2, 3, 4]))
    assert keys.repeated("a").column("row").to_pylist() == [4]


@pytest.mark.parametrize("size", [1, 7, 1000])
def test_twins_are_found_across_batches_of_any_size(size):
    chance = Random(size)
    values = [str(chance.randrange(60)) * chance.choice((1, 9)) for _ in range(300)]
    wanted = [n for n, value in enumerate(values, 2) if value in values[: n - 2]]
    keys = Keys(("key",))
    for begin in range(0, 300, size):
        part = values[begin : begin + size]
        keys.add({"key": pa.array(part)}, np.arange(begin + 2, begin + 2 + len(part)))
    found_again = keys.repeated("key")
    assert found_again.column("row").to_pylist() == wanted
    assert found_again.column("detail").to_pylist() == [
        str(values.index(values[n - 2]) + 2) for n in wanted
    ]


def test_keys_are_not_asked_for_where_the_file_has_none():
    for keys in (Keys(()), Keys(("key",))):
        keys.add({"other": pa.array(["1", "1"])}, np.array([2, 3]))
        assert keys.repeated("key").num_rows == 0


def moved(cells: list[str], place: int, step: int) -> list[str]:
    """The cells from a place on, moved sideways."""
    if step > 0:
        return [*cells[:place], *[""] * step, *cells[place:-step]]
    return [*cells[: place + step], *cells[place:], *[""] * -step]


@pytest.mark.parametrize(
    ("kind", "place", "step"),
    [("penalty", 2, 1), ("penalty", 2, 2), ("code_map", 1, 1), ("code_map", 1, -1)],
)
def test_a_row_that_slipped_gets_one_answer(kind, place, step, tmp_path):
    cells = [list(row(kind, number).values()) for number in (1, 2)]
    rows = [cells[0], moved(cells[1], place, step)]
    report = check(write(tmp_path / "slip.csv", labels(kind), rows), on=DAY)
    assert found(report) == {(3, "", "CD-ROW-001")}
    assert f"{step:+d}" in report.findings[0].message


OPEN = ("企业名称", "统一社会信用代码", "注册日期", "企业类型", "法人代表", "注册资金", "经营范围")


@pytest.mark.parametrize(("place", "step"), [(3, -2), (6, 1), (None, 0)])
def test_a_capital_beside_its_column_is_named_and_refuses_nothing(place, step, tmp_path):
    cells = ["合成示例有限公司", code(1), "1995-03-13", "有限责任公司", "", "SYN）", "制造"]
    if place:
        cells[place] = "110(万美元)"
    report = check(write(tmp_path / "open.csv", OPEN, [cells]), on=DAY)
    said = [one.message for one in report.findings if one.code == "CD-ROW-005"]
    assert len(said) == bool(place)
    assert all(f"{step:+d}" in one for one in said)
    assert report.accepted == 1


def test_a_code_that_is_wrong_where_it_stands_has_not_slipped(tmp_path):
    rows = [row("penalty", 1, CF_XDR_SHXYM=code(1)[:-1], CF_XDR_SWDJ="")]
    assert codes(sent(tmp_path / "short.csv", "penalty", rows)) == {"CD-USCC-001": 1}


def test_empty_rows_and_notes_among_the_data(tmp_path):
    nothing = dict.fromkeys(row("penalty"), "")
    rows = [row("penalty", 1), nothing, nothing | {"CF_XDR_MC": "填表说明：每周一报送"}]
    rows += [nothing | {"BZ": "注：合成"}, nothing | {"CF_XDR_MC": "合成乙有限公司"}]
    report = sent(tmp_path / "notes.csv", "penalty", rows)
    odd = {(at, name) for at, column, name in found(report) if not column}
    assert odd == {(3, "CD-ROW-003"), (4, "CD-ROW-002"), (5, "CD-ROW-002")}
    assert {at for at, column, _ in found(report) if column} == {6}
    assert (report.rows, report.rejected) == (5, 4)


def test_every_part_of_a_file_is_counted_once(tmp_path, monkeypatch):
    rows = [row("code_map", number) for number in range(1, 400)]
    rows[17]["uscc"] = CITIZEN
    rows[200]["name"] = ""
    rows[300]["organisation_code"] = inner(9)
    whole = sent(tmp_path / "parts.csv", "code_map", rows)
    monkeypatch.setattr(byte_stream, "BLOCK", 1 << 12)
    parts = sent(tmp_path / "parts.csv", "code_map", rows)
    assert parts.inner.totals == whole.inner.totals
    assert (parts.rows, parts.rejected, parts.inner.persons) == (399, 3, 1)


def test_totals_come_most_frequent_first(tmp_path):
    rows = [row("code_map", number, name="") for number in (1, 2)]
    rows += [row("code_map", 3, organisation_code=inner(9))]
    report = sent(tmp_path / "order.csv", "code_map", rows)
    assert report.totals == [("CD-FIELD-001", 2), ("CD-AGREE-001", 1)]
