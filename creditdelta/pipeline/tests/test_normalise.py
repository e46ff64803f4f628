"""The normalise step: equal answers for any batch size, names in normal form, texts trimmed."""

import pyarrow as pa
import pytest

from creditdelta.facade.names import normal_form
from creditdelta.pipeline.normalise import SUFFIX, normalise, parts_column
from creditdelta.rulebook.name_words import name_words
from creditdelta.rulebook.standards import Type

NAMES = [
    "上海申華有限公司",
    " 上海ＡＢ有限公司 ",
    "",
    "甲乙厂（注销）",
    "上海申華有限公司",
    None,
] * 7
ROWS = pa.record_batch(
    {
        "row": pa.array(range(len(NAMES)), pa.int64()),
        "name": pa.array(NAMES, pa.string()),
        "code": pa.array(["９１3", " a ", None, "x", "", "y"] * 7, pa.string()),
        "fact": pa.array(["　罚款，①项 ", "b", "", "c", None, "d"] * 7, pa.string()),
        "other": pa.array([" untyped "] * len(NAMES), pa.string()),
    }
)
TYPES: dict[str, Type] = {"name": "text", "code": "uscc", "fact": "text", "absent": "date"}


def done(batch: pa.RecordBatch) -> pa.Table:
    return pa.Table.from_batches([normalise(batch, TYPES, ["name"], name_words())])


@pytest.mark.parametrize("size", [1, 2, 5, 41])
def test_batches_of_any_size_give_the_same(size: int) -> None:
    pieces = [done(ROWS.slice(at, size)) for at in range(0, len(NAMES), size)]
    assert pa.concat_tables(pieces).combine_chunks() == done(ROWS).combine_chunks()


def test_names_codes_and_texts() -> None:
    found = done(ROWS)
    assert found["name" + SUFFIX].to_pylist() == [normal_form(name or "") for name in NAMES]
    assert found["name"].to_pylist()[:2] == ["上海申華有限公司", "上海ＡＢ有限公司"]
    assert found["code"].to_pylist()[:3] == ["913", "a", ""]
    assert found["fact"].to_pylist()[0] == "罚款，①项"
    assert found["other"].to_pylist()[0] == " untyped "
    assert found["row"].to_pylist() == list(range(len(NAMES)))


def test_an_empty_batch_keeps_its_columns() -> None:
    assert done(ROWS.slice(0, 0)).schema == done(ROWS).schema


def test_parts_as_a_column() -> None:
    found = parts_column(pa.array(["苏州协安贸易有限公司", "苏州协安贸易有限公司"]), name_words())
    assert found.field("trade_name").to_pylist() == ["协安", "协安"]
    assert found.field("places").to_pylist() == [["苏州"], ["苏州"]]
