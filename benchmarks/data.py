"""The measured table: N synthetic penalty rows with planted mistakes, and the exact count of each.

    python -m benchmarks.data --rows 100000 --kind clean4 --form csv --out /tmp/bench

Kinds: `clean4` (4 % of the rows carry one mistake), `all_wrong` (every row carries one), `clean`.
Forms: `csv` (UTF-8), `gb18030` (CSV), `parquet` (row groups of 50 k rows, empty cells null).
Equal arguments give equal bytes. A file is made once and kept; its counts are in a .json beside.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet

from benchmarks import defects, organisations, penalties
from creditdelta.world import vocabulary

FOLDER = Path(__file__).parent / "data"
SHARES = {"clean": 0.0, "clean4": 0.04, "all_wrong": 1.0}
FORMS = {"csv": ".csv", "gb18030": ".gb18030.csv", "parquet": ".parquet"}
BLOCK = 50_000
SEED = 20260331
ROWS_PER_ORGANISATION = 2


@dataclass(frozen=True, slots=True)
class Table:
    """A written file and what a correct check must find in it."""

    path: str
    rows: int
    kind: str
    form: str
    defects: dict[str, int]  # rows by planted mistake
    bytes: int


def blocks(rows: int, kind: str) -> Iterator[tuple[pa.Table, dict[str, int]]]:
    """The table in blocks, each with the counts of its mistakes, whatever the form."""
    count = max(1000, rows // ROWS_PER_ORGANISATION)
    made = organisations.world(np.random.default_rng(SEED), count)
    headings = vocabulary.headings("penalty_2018")
    for first in range(0, rows, BLOCK):
        rng = np.random.default_rng([SEED, first])
        columns = penalties.block(rng, made, first, min(BLOCK, rows - first))
        kinds = defects.draw(rng, min(BLOCK, rows - first), SHARES[kind])
        counts = defects.plant(columns, kinds)
        yield pa.table({heading: columns[heading] for heading in headings}), counts


def table_file(rows: int, kind: str = "clean4", form: str = "csv", folder: Path = FOLDER) -> Table:
    """The file of these arguments, made on first use."""
    path = folder / f"penalty-synthetic-{rows}-{kind}{FORMS[form]}"
    note = path.with_name(path.name + ".json")
    if path.exists() and note.exists():
        return Table(**(json.loads(note.read_text(encoding="utf-8")) | {"path": str(path)}))
    folder.mkdir(parents=True, exist_ok=True)
    counts = Counter(dict.fromkeys((item.name for item in defects.DEFECTS), 0))
    unfinished = path.with_name(path.name + ".part")
    stream = _counted(blocks(rows, kind), counts)
    if form == "parquet":
        _write_parquet(unfinished, stream)
    else:
        _write_csv(unfinished, stream, "gb18030" if form == "gb18030" else "utf-8")
    unfinished.rename(path)
    made = Table(str(path), rows, kind, form, dict(counts), path.stat().st_size)
    note.write_text(json.dumps(asdict(made), ensure_ascii=False, indent=1), encoding="utf-8")
    return made


def _counted(
    stream: Iterator[tuple[pa.Table, dict[str, int]]], counts: Counter[str]
) -> Iterator[pa.Table]:
    for block, found in stream:
        counts.update(found)
        yield block


def _write_parquet(path: Path, stream: Iterator[pa.Table]) -> None:
    schema = pa.schema([(name, pa.string()) for name in vocabulary.headings("penalty_2018")])
    with pa.parquet.ParquetWriter(path, schema) as parquet:
        for block in stream:
            nulls = [pc.if_else(pc.equal(column, ""), None, column) for column in block.columns]
            parquet.write_table(pa.table(nulls, schema=schema), row_group_size=BLOCK)


def _write_csv(path: Path, stream: Iterator[pa.Table], encoding: str) -> None:
    with path.open("wb") as sink:
        sink.write((",".join(vocabulary.headings("penalty_2018")) + "\r\n").encode(encoding))
        for block in stream:
            text = _csv(block)
            sink.write(text if encoding == "utf-8" else text.decode().encode(encoding))


def _csv(block: pa.Table) -> bytes:
    """Quoted only where a comma asks for it, as spreadsheet programs write it."""
    fields = []
    for column in block.columns:
        text = column.combine_chunks()
        quoted = organisations.join('"', text, '"')
        fields.append(pc.if_else(pc.match_substring(text, ","), quoted, text))
    lines = organisations.join(pc.binary_join_element_wise(*fields, ","), "\r\n")
    return lines.buffers()[2].to_pybytes()


def main() -> None:
    """Write one table and print what is in it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--kind", choices=list(SHARES), default="clean4")
    parser.add_argument("--form", choices=list(FORMS), default="csv")
    parser.add_argument("--out", type=Path, default=FOLDER)
    wanted = parser.parse_args()
    made = asdict(table_file(wanted.rows, wanted.kind, wanted.form, wanted.out))
    made["columns"] = {item.name: item.column for item in defects.DEFECTS}
    print(json.dumps(made, ensure_ascii=False))


if __name__ == "__main__":
    main()
