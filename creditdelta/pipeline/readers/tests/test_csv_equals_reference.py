"""Well-formed tables are read as Python's own csv module reads them; damaged ones lose nothing."""

import csv
import gzip
import io
import random
import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from creditdelta.pipeline.readers import byte_stream
from creditdelta.pipeline.readers.delimited import open_delimited
from creditdelta.pipeline.readers.source import ROW

WIDTH = 4
CHARACTERS = string.ascii_letters + string.digits + "，上海公司é𠮷 \t\"',;|\n"
cells = st.text(CHARACTERS, max_size=12)
tables = st.lists(st.lists(cells, min_size=WIDTH, max_size=WIDTH), max_size=30)
breaks = st.sampled_from(["\n", "\r\n"])


def read(path):
    source = open_delimited(path)
    parts = list(source.parts(source.sample[0]))
    rows, numbers = [], []
    for part in parts:
        columns = [part.batch.column(f"c{n}").to_pylist() for n in range(WIDTH)]
        rows += [list(row) for row in zip(*columns, strict=True)]
        numbers += part.batch.column(ROW).to_pylist()
    refused = [row for part in parts for row in sorted(part.refused.column("row").to_pylist())]
    assert sum(part.rows for part in parts) == len(rows) + len(refused)
    return rows, numbers, refused


def written(table, line_break, encoding):
    out = io.StringIO()
    writer = csv.writer(out, lineterminator=line_break, quoting=csv.QUOTE_ALL)
    writer.writerow([f"列{n}" for n in range(WIDTH)])
    writer.writerows(table)
    return out.getvalue().encode(encoding)


@settings(deadline=None, max_examples=60)
@given(
    table=tables, line_break=breaks, block=st.sampled_from([40, 64, 333, 1 << 16]), data=st.data()
)
def test_well_formed_tables_are_read_as_the_reference_reads_them(
    tmp_path_factory, table, line_break, block, data
):
    encoding = data.draw(st.sampled_from(["utf-8", "utf-8-sig", "gb18030"]))
    path = tmp_path_factory.mktemp("csv") / "table.csv"
    content = written(table, line_break, encoding)
    path.write_bytes(gzip.compress(content) if data.draw(st.booleans()) else content)
    reader = csv.reader(io.StringIO(content.decode(encoding), newline=""))
    next(reader)
    expected, numbers = [], []
    start = reader.line_num + 1
    for row in reader:
        expected.append([cell.strip(" \t") for cell in row])
        numbers.append(start)
        start = reader.line_num + 1
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(byte_stream, "BLOCK", block)
        assert read(path) == (expected, numbers, [])


def damaged_lines(rng):
    good = [f"甲{n},乙,丙,{n}" for n in range(rng.randrange(5, 40))]
    at = sorted(rng.sample(range(len(good)), rng.randrange(1, 4)))
    for place in at:
        good[place] = rng.choice(["只有,两个", "五,个,字,段,了", 'x,"没有关上,乙,丙'])
    return good, at


@pytest.mark.parametrize("seed", range(60))
def test_a_damaged_line_costs_itself_and_no_neighbour(tmp_path, monkeypatch, seed):
    rng = random.Random(seed)
    lines, damaged = damaged_lines(rng)
    path = tmp_path / "damaged.csv"
    path.write_text("\n".join(["一,二,三,四", *lines, ""]), encoding="utf-8")
    found = set()
    for block in (40, 64, 1 << 16):
        monkeypatch.setattr(byte_stream, "BLOCK", block)
        rows, numbers, refused = read(path)
        assert numbers == [n + 2 for n in range(len(lines)) if n not in damaged]
        assert refused == [n + 2 for n in damaged]
        found.add(str((rows, numbers, refused)))
    assert len(found) == 1


def test_blank_lines_are_no_records_and_still_count_as_lines(tmp_path):
    path = tmp_path / "blank.csv"
    path.write_bytes(b"\r\n\r\na,b,c,d\r\n\r\n1,2,3,4\r\n\n5,6,7,8")
    assert read(path) == ([["1", "2", "3", "4"], ["5", "6", "7", "8"]], [5, 7], [])


def test_carriage_returns_alone_end_lines(tmp_path):
    path = tmp_path / "mac.csv"
    path.write_bytes(b"a,b,c,d\r1,2,3,4\r5,6,7,8\r")
    assert read(path) == ([["1", "2", "3", "4"], ["5", "6", "7", "8"]], [2, 3], [])


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_broken_byte_costs_its_row_only(tmp_path, encoding):
    lines = [f"上海{n},乙,丙,丁".encode(encoding) for n in range(200)]
    lines[77] += b"\xff"
    path = tmp_path / "byte.csv"
    path.write_bytes("一列,二列,三列,四列\n".encode(encoding) + b"\n".join(lines) + b"\n")
    rows, _, refused = read(path)
    assert (len(rows), refused) == (199, [79])


def test_a_line_longer_than_any_record_is_skipped_and_named(tmp_path, monkeypatch):
    monkeypatch.setattr(byte_stream, "BLOCK", 1 << 20)
    path = tmp_path / "long.csv"
    path.write_bytes(b"a,b,c,d\n1,2,3,4\n" + b"x" * (20 << 20) + b"\n5,6,7,8\n")
    rows, numbers, refused = read(path)
    assert (rows[-1], numbers, refused) == (["5", "6", "7", "8"], [2, 4], [3])


def test_marks_inside_the_cells_do_not_decide_the_delimiter(tmp_path):
    path = tmp_path / "marks.csv"
    path.write_text("a,b,c,d\n1,2,罚款;没收;警告;其他;停产,4\n5,6,7,8\n", encoding="utf-8")
    assert read(path)[0][0] == ["1", "2", "罚款;没收;警告;其他;停产", "4"]
