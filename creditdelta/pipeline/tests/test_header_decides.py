"""An error of the header is an error of every row: counting and severity never part."""

from random import Random

import pytest

from creditdelta.facade.check import check
from creditdelta.kernel.errors import find
from creditdelta.pipeline.tests.cast import DAY, Row, labels, row, standard, write
from creditdelta.pipeline.validate.tests.defects import drawn

SPOILT = {"罚款金额（万元）": "罚款金额（元）", "注册资本": "注册资本（元）"}


def answered(path, headings: list[str], rows: list[list[str]]):
    report = check(write(path, headings, rows), on=DAY)
    header = {one for one, _ in report.totals if one.startswith("CD-HEAD")}
    assert report.rows == report.accepted + report.rejected == len(rows)
    return report, header


def twice(label: str) -> tuple[list[str], list[list[str]]]:
    headings = [*labels("penalty"), label]
    return headings, [[*row("penalty", number).values(), "甲"] for number in (1, 2)]


@pytest.mark.parametrize(
    "label", ["处罚类别", "行政相对人代码_1（统一社会信用代码）", "罚款金额（万元）", "CF_NR_FK"]
)
def test_a_column_that_decides_may_not_stand_twice(label, tmp_path):
    report, header = answered(tmp_path / "twice.csv", *twice(label))
    assert header == {"CD-HEAD-004"}
    assert (report.accepted, report.rejected, report.ok) == (0, 2, False)


@pytest.mark.parametrize("label", ["备注", "法定代表人", "公示截止期"])
def test_an_optional_column_that_stands_twice_is_only_told(label, tmp_path):
    report, header = answered(tmp_path / "twice.csv", *twice(label))
    assert header == {"CD-HEAD-006"}
    assert (report.accepted, report.ok) == (2, True)


@pytest.mark.parametrize("label", ["处罚类别（旧）", "罚款金额（元）", "备注(内部)"])
@pytest.mark.parametrize("first", [False, True])
def test_a_heading_in_full_is_certain_whatever_stands_beside_it(label, first, tmp_path):
    headings, rows = twice(label)
    if first:
        headings, *rows = ([*one[-1:], *one[:-1]] for one in (headings, *rows))
    report, header = answered(tmp_path / "beside.csv", headings, rows)
    assert header == {"CD-HEAD-003"}
    assert report.accepted == 2


def spoilt(chance: Random, kind: str, rows: list[Row]) -> tuple[list[str], list[list[str]]]:
    """A file whose columns were left out, repeated, renamed or put in another order."""
    places = list(range(len(labels(kind))))
    headings = [
        SPOILT.get(label, label) if chance.random() < 0.3 else label for label in labels(kind)
    ]
    places = [at for at in places if chance.random() > 0.04]
    places += chance.choices(places, k=chance.choice((0, 0, 1, 2)))
    if chance.random() < 0.3:
        chance.shuffle(places)
    cells = [list(one.values()) for one in rows]
    return [headings[at] for at in places], [[one[at] for at in places] for one in cells]


@pytest.mark.parametrize("seed", range(24))
def test_rows_are_accepted_or_rejected_whatever_the_header(seed, tmp_path):
    chance = Random(seed)
    kind = chance.choice(("penalty", "licence", "registration", "code_map"))
    assert standard(kind).kind == kind
    rows = [row(kind) | one for one in drawn(kind, 40, seed=seed).values()]
    report, header = answered(tmp_path / "any.csv", *spoilt(chance, kind, rows))
    refused = {one.row for one in report.findings if one.severity == "error" and one.row > 1}
    everything = any(find(one).severity == "error" for one in header)
    assert report.rejected == (report.rows if everything else len(refused))
    assert report.ok == (report.rejected == 0)
