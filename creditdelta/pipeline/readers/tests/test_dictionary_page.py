"""The longest word of a dictionary page is seen without building the dictionary, or nothing is claimed."""

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from creditdelta.pipeline.readers.dictionary_page import (
    UnknownPage,
    longest_word,
    page_header,
)
from creditdelta.pipeline.readers.parquet_limits import AT_ONCE, rows_at_once
from creditdelta.pipeline.readers.source import FIELD_LIMIT

WORDS = ["", "甲", "合成示例" * 700, "a" * 90, None] * 40


def written(path, values, **options):
    pq.write_table(pa.table({"c": pa.array(values, pa.string())}), path, **options)
    return pq.ParquetFile(path).metadata.row_group(0).column(0)


@pytest.mark.parametrize("compression", ["snappy", "gzip", "zstd", "none"])
@pytest.mark.parametrize("version", ["1.0", "2.4", "2.6"])
@pytest.mark.parametrize("page", ["1.0", "2.0"])
def test_the_longest_word_is_seen(tmp_path, compression, version, page):
    path = tmp_path / "words.parquet"
    options = {"compression": compression, "version": version, "data_page_version": page}
    chunk = written(path, WORDS, **options)
    with path.open("rb") as file:
        assert longest_word(file, chunk) == len(("合成示例" * 700).encode())


@pytest.mark.parametrize("options", [{"compression": "brotli"}, {"use_dictionary": False}])
def test_another_form_is_left_to_the_library(tmp_path, options):
    path = tmp_path / "words.parquet"
    chunk = written(path, WORDS, **options)
    with path.open("rb") as file:
        assert longest_word(file, chunk) is None


def test_a_page_that_was_tampered_with_claims_nothing(tmp_path):
    path = tmp_path / "words.parquet"
    chunk = written(path, WORDS, compression="none")
    data = bytearray(path.read_bytes())
    at = data.index("甲".encode()) - 4
    data[at : at + 4] = (1 << 31).to_bytes(4, "little")
    path.write_bytes(data)
    with path.open("rb") as file:
        assert longest_word(file, chunk) is None


@given(st.binary(max_size=200))
def test_any_bytes_are_a_header_or_are_refused_as_such(data):
    try:
        header = page_header(data)
    except (UnknownPage, IndexError):
        return
    assert header.begins <= len(data)


def test_of_two_columns_with_one_name_both_are_weighed(tmp_path):
    path = tmp_path / "twins.parquet"
    short, long = ["甲", None] * 50, ["a" * FIELD_LIMIT, "b"] * 50
    table = pa.table([pa.array(long), pa.array(short)], names=["c", "c"])
    pq.write_table(table, path)
    with pq.ParquetFile(path, read_dictionary=["c"]) as words, path.open("rb") as raw:
        assert rows_at_once(raw, words, 0) <= AT_ONCE // FIELD_LIMIT
