"""Peer: dataframely reads the CSV or Parquet file with Polars and filters it by the same rules."""

import sys
from typing import Any

import dataframely as dy
import polars as pl

from benchmarks import defects
from benchmarks.contenders import answer, dataframely_rules


def check(path: str) -> tuple[int, dy.FailureInfo]:
    """Rows read, and the failures with every wrong row in them."""
    frame = pl.read_parquet(path) if path.endswith(".parquet") else _csv(path)
    failure = dataframely_rules.schema(with_key="key" in sys.argv[3:]).filter(frame).failure
    failure.counts()
    return frame.height, failure


def count(found: tuple[int, dy.FailureInfo]) -> dict[str, Any]:
    """The wrong rows, and by column how often the rule of a planted mistake is broken."""
    rows, failure = found
    counts = failure.counts()
    findings = {
        defect.column: counts.get(dataframely_rules.ANSWERS[defect.name], 0)
        for defect in defects.DEFECTS
    }
    return {"rows": rows, "wrong_rows": len(failure), "findings": findings}


def _csv(path: str) -> pl.DataFrame:
    return pl.read_csv(path, infer_schema=False)


if __name__ == "__main__":
    answer.give(check, count)
