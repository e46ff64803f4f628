"""The measured table holds exactly the planted mistakes, whatever its form."""

import json
import subprocess
import sys
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from creditdelta.facade.check import check

ROOT = Path(__file__).parent.parent


def _table(folder, rows, kind, form):
    command = [sys.executable, "-m", "benchmarks.data", "--rows", str(rows), "--out", str(folder)]
    done = subprocess.run(
        [*command, "--kind", kind, "--form", form],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    return json.loads(done.stdout)


@pytest.mark.parametrize("form", ["csv", "gb18030", "parquet"])
@pytest.mark.parametrize("kind", ["clean", "clean4", "all_wrong"])
def test_the_check_finds_what_was_planted(tmp_path, kind, form):
    table = _table(tmp_path, 1500, kind, form)
    planted = Counter()
    for name, count in table["defects"].items():
        planted[table["columns"][name]] += count
    report = check(table["path"], on=date(2026, 11, 23))
    found = Counter(finding.column for finding in report.findings)
    assert report.rows == 1500
    assert found == +planted
    assert sum(planted.values()) == {"clean": 0, "all_wrong": 1500}.get(kind, sum(found.values()))


def test_equal_arguments_give_equal_tables(tmp_path):
    one = _table(tmp_path / "one", 500, "clean4", "csv")
    two = _table(tmp_path / "two", 500, "clean4", "csv")
    assert Path(one["path"]).read_bytes() == Path(two["path"]).read_bytes()
