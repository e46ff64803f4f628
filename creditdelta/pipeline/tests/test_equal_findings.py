"""The same rows give the same findings, to the byte: for any block size, encoding and form of the file."""

import io
from datetime import date

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from creditdelta.facade.check import check
from creditdelta.pipeline.ndjson import Writer
from creditdelta.pipeline.readers import byte_stream, parquet
from creditdelta.pipeline.render import Renderer
from creditdelta.pipeline.tests.spoilt import spoilt

DAY = date(2026, 11, 23)
FILES = (
    ("penalty_zhejiang.csv", "33", "penalty", "gb18030"),
    ("licence_2018.csv", "32", "licence", "utf-8-sig"),
    ("penalty_legacy.csv", "34", "penalty", "utf-8"),
    ("registration.csv.gz", "34", "registration", "utf-8"),
)


def findings(path):
    out = io.BytesIO()
    writer = Writer(out.write, Renderer("zh", None))
    report = check(path, on=DAY, sink=writer.add)
    writer.flush()
    assert report.rows == report.accepted + report.rejected
    return out.getvalue()


@pytest.mark.parametrize(("file", "province", "kind", "encoding"), FILES)
def test_block_size_changes_nothing(tmp_path, monkeypatch, file, province, kind, encoding):
    path = spoilt(tmp_path, file, province, kind, encoding).path
    whole = findings(path)
    assert whole.count(b"\n") > 30
    for block in (1 << 11, 5000, 1 << 16):
        monkeypatch.setattr(byte_stream, "BLOCK", block)
        assert findings(path) == whole


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_encoding_changes_nothing(tmp_path, encoding):
    name = "penalty_2018.csv"
    plain = spoilt(tmp_path, name, "31", "penalty").path
    (tmp_path / "other").mkdir()
    other = spoilt(tmp_path / "other", name, "31", "penalty", encoding).path
    assert plain.read_bytes() != other.read_bytes()
    assert findings(plain) == findings(other)


def by_code(path):
    totals = check(path, on=DAY).inner.totals
    return {rule: count for rule, count in totals.items() if not rule[0].startswith("CD-HEAD")}


def test_text_dictionary_and_large_text_are_judged_alike(tmp_path, monkeypatch):
    table = pq.read_table(spoilt(tmp_path, "penalty_2018.parquet", "33", "penalty").path)
    plain, coded, large = (tmp_path / f"{name}.parquet" for name in ("plain", "coded", "large"))
    pq.write_table(table, plain, use_dictionary=False)
    pq.write_table(table, coded, use_dictionary=True, row_group_size=70)
    wide = pa.schema([(name, pa.large_string()) for name in table.column_names])
    pq.write_table(table.cast(wide), large)
    expected = by_code(plain)
    assert sum(expected.values()) > 30
    for batch in (7, 50, 1 << 15):
        monkeypatch.setattr(parquet, "BATCH", batch)
        assert [by_code(path) for path in (plain, coded, large)] == [expected] * 3


def test_nulls_are_missing_values(tmp_path):
    columns = {
        "单位名称": ["合成甲有限公司", None],
        "统一社会信用代码": pa.array([None, None]).cast("string"),
    }
    pq.write_table(pa.table(columns), tmp_path / "nulls.parquet")
    report = check(tmp_path / "nulls.parquet", kind="code_map", on=DAY)
    wrong = {code: count for code, count in report.totals if not code.startswith("CD-HEAD")}
    assert wrong == {"CD-FIELD-001": 1, "CD-ROW-003": 1}
