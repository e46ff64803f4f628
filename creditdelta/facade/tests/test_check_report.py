"""`cd.check`: one call, a report that adds up, in the language asked for, and every finding to a sink."""

import pyarrow as pa
import pytest

from creditdelta.facade.check import check
from creditdelta.facade.today import today
from creditdelta.pipeline.tests.cast import DAY, labels, row, write
from creditdelta.rulebook.records import UnknownStandard


@pytest.fixture
def path(tmp_path):
    rows = [row("penalty", 1), row("penalty", 2, CF_WSH=""), row("penalty", 3, CF_NR_FK="5元")]
    return write(tmp_path / "p.csv", labels("penalty"), [list(one.values()) for one in rows])


def test_the_report_adds_up(path):
    report = check(path, on=DAY)
    assert (report.ok, report.rows, report.accepted, report.rejected) == (False, 3, 1, 2)
    assert report.totals == [("CD-FIELD-001", 1), ("CD-MONEY-005", 1)]
    assert report.to_arrow().num_rows == len(report.findings) == 2
    assert report.inner.form.startswith("CSV")


def test_both_languages_say_the_same_places(path):
    chinese, english = (check(str(path), on=DAY, lang=lang) for lang in ("zh", "en"))
    places = [(one.row, one.column, one.code) for one in chinese.findings]
    assert places == [(one.row, one.column, one.code) for one in english.findings]
    assert "行政处罚" in chinese.recognition
    assert "penalty" in english.recognition
    assert chinese.findings[0].message != english.findings[0].message


def test_a_sink_gets_every_finding_and_progress_every_row(path):
    batches: list[pa.RecordBatch] = []
    ticks: list[int] = []
    report = check(path, on=DAY, sink=batches.append, progress=ticks.append)
    assert sum(batch.num_rows for batch in batches) == 2
    assert ticks[-1] == report.rows == 3


def test_the_day_is_todays_where_none_is_given(tmp_path):
    rows = [row("penalty", 1, CF_JDRQ=today().isoformat(), CF_YXQ="9999-9-9", CF_GSJZQ="")]
    path = write(tmp_path / "t.csv", labels("penalty"), [list(one.values()) for one in rows])
    assert check(path).ok


def test_an_unknown_kind_is_no_answer_but_a_mistake_of_the_caller(path):
    with pytest.raises(UnknownStandard, match="penalti"):
        check(path, kind="penalti")
    assert check(path, kind="行政处罚", on=DAY).rows == 3


def test_a_file_of_noise_is_answered(tmp_path):
    (tmp_path / "noise.bin").write_bytes(bytes(range(256)) * 9)
    report = check(tmp_path / "noise.bin")
    assert not report.ok
    assert report.recognition == ""
    assert len(report.findings) == 1
