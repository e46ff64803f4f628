"""A register and penalties of its organisations in the pool, for candidates of lists. Everything invented.

    python -m benchmarks.list_pool FOLDER ORGANISATIONS

Five penalties for each organisation, as parts of the pool; what a part holds beside the standard's columns
is written as an ingest leaves it. Some of the words are those that criteria look for.
"""

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa

from benchmarks.register import DELIVERY, IDENTITY, empty_ledger, fill, registered

DAY = date(2025, 12, 1)
EACH, ROWS_OF_A_PART = 5, 250_000
SEED = 20260401
FIRST, LAST = 18_840, 20_400  # days of decision: 2021-08 to 2025-11
WORDS = (
    "未按规定公示", "销售不符合标准的产品", "伪造监测数据", "逃避监管排放污染物", "未经许可经营旅行社业务",
    "拖欠农民工工资", "发布虚假广告", "生产假冒伪劣产品",
)  # fmt: skip
SHARES = (0.80, 0.07, 0.02, 0.03, 0.02, 0.02, 0.02, 0.02)
AUTHORITIES = ("生态环境局", "市场监督管理局", "文化和旅游局", "人力资源和社会保障局", "交通运输局")


def main() -> None:
    """Fill a home, so that another process can be measured on it."""
    home, count = Path(sys.argv[1]), int(sys.argv[2])
    empty_ledger(home)
    rows = registered(count)
    fill(rows)
    codes = [code for code, _, _ in rows]
    from creditdelta.pipeline import pool
    from creditdelta.records.models import Part

    for number, batch in enumerate(_parts(codes)):
        address, size = pool.write(home / "pool", batch, "penalty/2018")
        Part.objects.create(
            address=address, standard="penalty/2018", bucket=None, row_count=batch.num_rows,
            byte_count=size, first_place=number * ROWS_OF_A_PART,
        )  # fmt: skip


def _parts(codes: list[str]) -> Iterator[pa.RecordBatch]:
    from creditdelta.kernel.keyed import opaque_many
    from creditdelta.pipeline import pool
    from creditdelta.rulebook.records import standard

    rng = np.random.default_rng(SEED)
    refs = opaque_many(bytes.fromhex(IDENTITY), "reference", [("uscc", code) for code in codes])
    known, owners = (pa.array(refs, pa.binary(16)), pa.array(codes))
    columns = [one.code for one in standard("penalty/2018").columns]
    for first in range(0, EACH * len(codes), ROWS_OF_A_PART):
        count = min(ROWS_OF_A_PART, EACH * len(codes) - first)
        who = pa.array(rng.integers(0, len(codes), count))
        days = rng.integers(FIRST, LAST, count).astype("int32")
        batch = _batch(rng, columns, known.take(who), owners.take(who), days, first)
        yield pool.placed(batch, DELIVERY, first // ROWS_OF_A_PART)


def _batch(
    rng: np.random.Generator, columns: list[str], refs: pa.Array, codes: pa.Array,
    days: "np.ndarray[tuple[int], np.dtype[np.int32]]", first: int,
) -> pa.RecordBatch:  # fmt: skip
    count = len(days)
    ids = np.arange(first, first + count, dtype=">u8")
    documents = pa.array([b"document" + one.tobytes() for one in ids], pa.binary(16))
    dates = pa.array(days, pa.int32()).cast(pa.date32())
    said = {
        "CF_XDR_SHXYM": codes,
        "CF_WFXW": pa.array(WORDS).take(pa.array(rng.choice(len(WORDS), count, p=SHARES))),
        "CF_SY": pa.array(["合成示例。"] * count),
        "CF_CFJG": pa.array(AUTHORITIES).take(pa.array(rng.integers(0, len(AUTHORITIES), count))),
        "CF_CFLB": pa.array(["罚款"] * count),
        "CF_NR_FK": pa.array(rng.integers(1, 60, count)).cast(pa.string()),
        "CF_JDRQ": dates.cast(pa.string()),
    }
    ledger = {
        "_ref": refs,
        "_scheme": pa.array(["uscc"] * count),
        "_code": codes,
        "_document": documents,
        "_version": documents,
        "_authority": pa.array(["11310000DEMG00019W"] * count),
        "_salt": documents,
        "_name_key": pa.nulls(count, pa.binary(16)),
        **{
            f"_{name}": dates if name in ("happened", "decided") else pa.nulls(count, pa.date32())
            for name in ("happened", "decided", "published", "ends", "publicity_ends")
        },
    }
    empty = pa.array([""] * count)
    return pa.RecordBatch.from_pydict(
        {**ledger, **{column: said.get(column, empty) for column in columns}}
    )


if __name__ == "__main__":
    main()
