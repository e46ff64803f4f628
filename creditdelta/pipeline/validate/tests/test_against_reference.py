"""The compiled checks and the plain reference give the same findings, however the rows are held."""

from collections.abc import Callable, Iterator
from random import Random

import numpy as np
import pyarrow as pa
import pytest

from creditdelta.facade.check import rulebook
from creditdelta.pipeline.readers.source import SampleRow
from creditdelta.pipeline.recognise import recognise
from creditdelta.pipeline.tests.cast import DAY, standard
from creditdelta.pipeline.validate import plan as planning
from creditdelta.pipeline.validate.plan import Plan
from creditdelta.pipeline.validate.step import judged, validate
from creditdelta.pipeline.validate.tests import reference
from creditdelta.pipeline.validate.tests.defects import drawn

KINDS = ("penalty", "licence", "registration", "code_map")
ROWS = 700
Rows = dict[int, dict[str, str]]
Held = Callable[[list[str]], pa.Array]


def plan_of(kind: str, columns: list[str]) -> Plan:
    chosen = standard(kind)
    cells = tuple(chosen.column(code).label.zh for code in columns)
    recognition = recognise([SampleRow(1, 1, cells)], [chosen], [])
    assert recognition is not None
    return planning.make(recognition, rulebook().enums, DAY)


def plain(values: list[str]) -> pa.Array:
    return pa.array(values, pa.string())


def sliced(values: list[str]) -> pa.Array:
    return pa.array(["前", *values, "后"], pa.string()).slice(1, len(values))


def coded(values: list[str]) -> pa.Array:
    return pa.array(["不在", *values], pa.string()).dictionary_encode().slice(1)


def compiled(
    kind: str, rows: Rows, numeric: set[tuple[int, str]], held: Held, size: int
) -> Iterator[tuple[int, str, str]]:
    columns = list(next(iter(rows.values())))
    plan = plan_of(kind, columns)
    by_heading = {rule.heading: rule.column.code for rule in plan.columns} | {"": ""}
    numbers = list(rows)
    for begin in range(0, len(numbers), size):
        part = numbers[begin : begin + size]
        batch = {code: held([rows[number][code] for number in part]) for code in columns}
        places: dict[str, list[int]] = {}
        for place, number in enumerate(part):
            for code in columns:
                if (number, code) in numeric:
                    places.setdefault(code, []).append(place)
        cells = {code: np.array(found, dtype=np.int64) for code, found in places.items()}
        found = validate(plan, batch, pa.array(part, pa.int64()), judged(plan, batch, cells))
        for one in found.to_pylist():
            yield one["row"], by_heading[one["column"]], one["code"]


def numbers_in(rows: Rows, seed: int) -> set[tuple[int, str]]:
    """Filled cells that a workbook may hold as numbers."""
    chance = Random(seed)
    chosen = {(number, chance.choice(list(row))) for number, row in rows.items() if number % 9 == 0}
    return {(number, code) for number, code in chosen if rows[number][code]}


@pytest.mark.parametrize("kind", KINDS)
def test_every_way_to_hold_the_rows(kind):
    rows = drawn(kind, ROWS, seed=2026)
    numeric = numbers_in(rows, seed=7)
    wanted = reference.findings(standard(kind), rows, numeric, DAY)
    assert len(wanted) > ROWS
    for held in (plain, sliced, coded):
        found = list(compiled(kind, rows, numeric, held, 1000))
        assert set(found) ^ wanted == set()
        assert len(found) == len(set(found))


@pytest.mark.parametrize("size", [1, 7])
@pytest.mark.parametrize("kind", KINDS)
def test_every_batch_size(kind, size):
    rows = drawn(kind, 30 * size, seed=size)
    wanted = reference.findings(standard(kind), rows, set(), DAY)
    assert set(compiled(kind, rows, set(), plain, size)) == wanted


def test_columns_that_the_file_lacks_are_not_asked_for():
    rows = drawn("penalty", 200, seed=3)
    fewer = {number: dict(list(row.items())[:14]) for number, row in rows.items()}
    wanted = reference.findings(standard("penalty"), fewer, set(), DAY)
    assert set(compiled("penalty", fewer, set(), plain, 64)) == wanted
