"""The row digest against its slow and plain reference, in any order, batch and storage."""

import struct
from datetime import date
from hashlib import sha256
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from creditdelta.kernel.digest import ColumnRefused, row_digests, schema_digest, table_digest

INTEGERS = st.integers(-(2**63), 2**63 - 1)
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "名称": st.none() | st.text(st.characters(exclude_categories=["Cs"]), max_size=9),
            "code": st.none() | st.sampled_from(["", "A", "B\0", "甲"]),
            "fen": st.none() | INTEGERS,
            "published": st.none() | st.booleans(),
            "day": st.none() | st.dates(),
        }
    ),
    max_size=12,
)
FIELDS: "list[pa.Field[Any]]" = [
    pa.field("名称", pa.string()),
    pa.field("code", pa.string()),
    pa.field("fen", pa.int64()),
    pa.field("published", pa.bool_()),
    pa.field("day", pa.date32()),
]
SCHEMA = pa.schema(FIELDS)


def counted(text: bytes) -> bytes:
    return struct.pack(">I", len(text)) + text


def encoded(value: object) -> bytes:
    match value:
        case None:
            return b"\0"
        case bool():
            return b"B" + bytes([value])
        case int():
            return b"I" + struct.pack(">q", value)
        case date():
            return b"D" + struct.pack(">i", (value - date(1970, 1, 1)).days)
        case str():
            return b"S" + counted(value.encode())
    raise AssertionError(value)


def reference(row: dict[str, object]) -> bytes:
    names = sorted(row, key=str.encode)
    fields = b"".join(counted(name.encode()) for name in names)
    schema = sha256(b"creditdelta row digest 1\n" + struct.pack(">I", len(names)) + fields).digest()
    return sha256(schema + b"".join(encoded(row[name]) for name in names)).digest()


def digests(batch: pa.RecordBatch) -> list[bytes]:
    return [bytes(row) for row in row_digests(batch)]


@settings(deadline=None, max_examples=150)
@given(ROWS)
def test_equal_to_the_reference(rows):
    batch = pa.RecordBatch.from_pylist(rows, SCHEMA)
    assert digests(batch) == [reference(row) for row in rows]
    assert table_digest([batch]) == sha256(b"".join(sorted(map(reference, rows)))).digest()


@settings(deadline=None, max_examples=100)
@given(ROWS, st.randoms(use_true_random=False), st.integers(1, 5))
def test_order_batches_and_storage_do_not_matter(rows, random, size):
    batch = pa.RecordBatch.from_pylist(rows, SCHEMA)
    shuffled = random.sample(rows, len(rows))
    columns = random.sample(SCHEMA.names, len(SCHEMA.names))
    table = pa.Table.from_pylist(shuffled, SCHEMA).select(columns)
    for name in ("名称", "code"):
        at = columns.index(name)
        stored = table.column(name).cast(pa.large_string())
        table = table.set_column(at, name, stored.dictionary_encode() if at % 2 else stored)
    assert table_digest(table.to_batches(max_chunksize=size)) == table_digest([batch])


def test_a_slice_has_the_digests_of_its_rows():
    batch = pa.record_batch({"a": ["x", None, "", "yy"], "n": pa.array([1, 2, None, 4])})
    assert digests(batch.slice(1, 2)) == digests(batch)[1:3]


def test_more_rows_than_are_encoded_at_once():
    numbers = pa.array(range(40_000), pa.int64())
    batch = pa.record_batch({"n": numbers, "text": numbers.cast(pa.string())})
    found = digests(batch)
    for n in (0, 16_383, 16_384, 39_999):
        assert found[n] == reference({"n": n, "text": str(n)})


def test_missing_empty_and_absent_are_three_things():
    absent = pa.record_batch({"a": ["x"]})
    empty, missing = (
        pa.record_batch({"a": ["x"], "b": pa.array([b], pa.string())}) for b in ("", None)
    )
    typeless = pa.record_batch({"a": ["x"], "b": pa.nulls(1)})
    assert len({table_digest([batch]) for batch in (absent, empty, missing)}) == 3
    assert table_digest([typeless]) == table_digest([missing])


def test_a_row_that_stands_twice_counts_twice():
    once, twice = pa.record_batch({"a": ["x"]}), pa.record_batch({"a": ["x", "x"]})
    assert table_digest([once]) != table_digest([twice]) == table_digest([once, once])


def test_no_rows_is_the_digest_of_nothing():
    nothing = pa.RecordBatch.from_pylist([], SCHEMA)
    assert table_digest([]) == table_digest([nothing]) == sha256().digest()
    assert row_digests(nothing).shape == (0, 32)


@pytest.mark.parametrize(
    "column",
    [
        pa.array([1.5]),
        pa.array([1], pa.int32()),
        pa.array([b"x"]),
        pa.array([["x"]]),
        pa.array([1]).dictionary_encode(),
        pa.array([0], pa.timestamp("s")),
    ],
)
def test_other_types_are_refused_by_name(column):
    with pytest.raises(ColumnRefused, match="'amount'"):
        row_digests(pa.record_batch({"amount": column}))


def test_a_name_may_stand_once():
    batch = pa.record_batch([pa.array(["x"]), pa.array(["y"])], names=["a", "a"])
    with pytest.raises(ColumnRefused, match="twice"):
        row_digests(batch)


def test_the_example_of_the_protocol_page():
    batch = pa.record_batch({"fen": pa.array([200000]), "code": ["A1"]})
    assert schema_digest(["fen", "code"]).hex().startswith("02b8fde937f579c2")
    assert digests(batch)[0].hex().startswith("67efcdabf53eab26")
    assert table_digest([batch]).hex().startswith("eac751ef212e7969")
