"""The same rows give the same findings, to the byte: for any block size, encoding and form of the file."""

import io
from datetime import date

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from creditdelta.demo.answers import deliveries
from creditdelta.facade.check import check
from creditdelta.pipeline.ndjson import Writer
from creditdelta.pipeline.readers import byte_stream, parquet
from creditdelta.pipeline.render import Renderer

DAY = date(2026, 11, 23)
CSV = "zhejiang-penalties-synthetic.csv"
LICENCES = "jiangsu-licences-synthetic.csv"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("equal")
    for _ in deliveries(made, 300):
        pass
    return made


def findings(path):
    out = io.BytesIO()
    writer = Writer(out.write, Renderer("zh", None))
    report = check(path, on=DAY, sink=writer.add)
    writer.flush()
    assert report.rows == report.accepted + report.rejected
    return out.getvalue()


@pytest.mark.parametrize("name", [CSV, LICENCES, "anhui-registrations-synthetic.csv.gz"])
def test_block_size_changes_nothing(folder, monkeypatch, name):
    whole = findings(folder / name)
    assert whole.count(b"\n") > 10
    for block in (1 << 11, 5000, 1 << 16):
        monkeypatch.setattr(byte_stream, "BLOCK", block)
        assert findings(folder / name) == whole


def by_code(path):
    totals = check(path, on=DAY).inner.totals
    return {rule: count for rule, count in totals.items() if not rule[0].startswith("CD-HEAD")}


def test_text_dictionary_and_large_text_are_judged_alike(folder, tmp_path, monkeypatch):
    table = pq.read_table(folder / "anhui-registrations-synthetic.parquet")
    plain, coded, large = (tmp_path / f"{name}.parquet" for name in ("plain", "coded", "large"))
    pq.write_table(table, plain, use_dictionary=False)
    pq.write_table(table, coded, use_dictionary=True, row_group_size=70)
    wide = pa.schema([(name, pa.large_string()) for name in table.column_names])
    pq.write_table(table.cast(wide), large)
    expected = by_code(plain)
    assert sum(expected.values()) > 5
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
