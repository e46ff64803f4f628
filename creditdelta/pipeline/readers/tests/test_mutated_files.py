"""Files damaged at random, byte by byte, are answered: never with an exception, never half counted.

`CREDITDELTA_MUTATIONS` asks for a longer run than the suite's.
"""

import gzip
import io
import os
import random
from datetime import date

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from creditdelta.facade.check import check
from creditdelta.kernel.identifiers import uscc
from creditdelta.pipeline.ndjson import Writer
from creditdelta.pipeline.readers import byte_stream
from creditdelta.pipeline.render import Renderer
from creditdelta.rulebook.folder import folder
from creditdelta.rulebook.records import standards

MUTATIONS = int(os.environ.get("CREDITDELTA_MUTATIONS", "400"))
DAY = date(2026, 11, 23)
ROWS = 12
PIECES = (b'"', b",", b"\n", b"\r", b"\r\n", b'""', b"\0", b"\xff", b"\x81", b"\xe4\xb8", b"\x1e")


def rows():
    heads = ["单位名称", "统一社会信用代码", "工商登记码", "组织机构代码", "税务登记号"]
    codes = [f"91310115MA{n:07d}" for n in range(ROWS)]
    codes = [code + uscc.check_character(code) for code in codes]
    return [heads, *([f"合成{n}有限公司", code, "", "", ""] for n, code in enumerate(codes))]


def penalties():
    columns = standards(folder())["penalty/2018"].columns
    example = [f'"{column.example}"' for column in columns]
    return [[column.label.zh for column in columns], *[example] * ROWS]


def as_csv(table):
    return "".join(",".join(row) + "\r\n" for row in table).encode()


def as_json(table):
    head, *records = table
    lines = (",".join(f'"{k}":"{v}"' for k, v in zip(head, row, strict=True)) for row in records)
    return "".join("{" + line + "}\n" for line in lines).encode()


def as_parquet(table):
    head, *records = table
    out = io.BytesIO()
    columns = [pa.array(column) for column in zip(*records, strict=True)]
    pq.write_table(pa.table(columns, names=head), out, row_group_size=5)
    return out.getvalue()


SEEDS = {
    "utf-8.csv": as_csv(rows()),
    "gb18030.csv": as_csv(penalties()).decode().encode("gb18030"),
    "packed.csv.gz": gzip.compress(as_csv(rows()) * 3, mtime=0),
    "lines.jsonl": as_json(rows()),
    "table.parquet": as_parquet(rows()),
}


def mutated(content, rng):
    data = bytearray(content)
    for _ in range(rng.choice((1, 1, 2, 5, 20))):
        at = rng.randrange(len(data) + 1)
        choice = rng.randrange(6)
        if choice == 0:
            data[at : at + 1] = bytes([rng.randrange(256)])
        elif choice == 1:
            data[at:at] = rng.choice(PIECES)
        elif choice == 2:
            del data[at : at + rng.randrange(1, 40)]
        elif choice == 3:
            start = rng.randrange(len(data) + 1)
            data[at:at] = data[start : start + rng.randrange(1, 60)]
        elif choice == 4:
            del data[at:]
        else:
            data[at : at + 4] = rng.randbytes(4)
    return bytes(data)


def answer(path):
    out = io.BytesIO()
    writer = Writer(out.write, Renderer("zh", None, 2))
    report = check(path, on=DAY, sink=writer.add)
    writer.flush()
    return report, out.getvalue()


@pytest.mark.parametrize("name", SEEDS)
def test_no_mutation_goes_unanswered(tmp_path, monkeypatch, name):
    rng = random.Random(name)
    path = tmp_path / name
    for number in range(MUTATIONS):
        path.write_bytes(mutated(SEEDS[name], rng))
        with monkeypatch.context() as patch:
            patch.setattr(byte_stream, "BLOCK", rng.choice((700, 1 << 16)))
            report, lines = answer(path)
        assert report.rows == report.accepted + report.rejected, number
        assert 0 <= report.accepted <= report.rows, number
        assert lines.count(b"\n") == sum(count for _, count in report.totals), number
        lines.decode("utf-8")


def test_the_files_are_whole_before_they_are_damaged(tmp_path):
    for name, content in SEEDS.items():
        (tmp_path / name).write_bytes(content)
        report, _ = answer(tmp_path / name)
        assert report.recognition, name
        assert report.rows >= ROWS, name
