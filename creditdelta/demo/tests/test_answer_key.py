"""The check finds exactly the mistakes that were planted: no row more, no code less."""

import csv
from collections import defaultdict
from datetime import date

import pytest

from creditdelta.demo.answers import ANSWERS, LEAST_ROWS, deliveries
from creditdelta.demo.suppliers import SUPPLIES
from creditdelta.facade.check import check
from creditdelta.kernel.errors import find
from creditdelta.world.mistakes import MISTAKES

ROWS = 300
DAY = date(2026, 11, 23)
FILES = [supply.file for supply in SUPPLIES]


@pytest.fixture(scope="module")
def delivered(tmp_path_factory):
    folder = tmp_path_factory.mktemp("demo")
    return folder, {one.path.name: one for one in deliveries(folder, ROWS)}


@pytest.mark.parametrize("file", FILES)
def test_the_check_finds_exactly_the_planted_mistakes(delivered, file):
    delivery = delivered[1][file]
    report = check(delivery.path, on=DAY)
    found = defaultdict(set)
    for finding in report.findings:
        if finding.row >= delivery.first_row:
            found[finding.row].add(finding.code)
    assert dict(found) == {answer.row: set(answer.codes) for answer in delivery.answers}


@pytest.mark.parametrize("file", FILES)
def test_rows_are_accepted_or_rejected_and_only_for_errors(delivered, file):
    delivery = delivered[1][file]
    report = check(delivery.path, on=DAY)
    wrong = [a for a in delivery.answers if any(_refuses(code) for code in a.codes)]
    assert (report.rows, report.rejected) == (ROWS, len(wrong))
    assert report.accepted + report.rejected == report.rows


def _refuses(code: str) -> bool:
    return find(code).severity == "error"


def test_every_kind_of_mistake_is_somewhere(delivered):
    planted = {answer.mistake for one in delivered[1].values() for answer in one.answers}
    assert {mistake.name for mistake in MISTAKES} <= planted
    assert len(planted) >= 35


def test_a_few_per_cent_of_the_rows_are_wrong(tmp_path):
    for delivery in deliveries(tmp_path, 1000):
        assert 0.03 < len(delivery.answers) / delivery.rows < 0.06


def test_the_key_lists_every_expected_code(delivered):
    folder, files = delivered
    with (folder / ANSWERS).open(encoding="utf-8-sig", newline="") as source:
        lines = [(line["file"], int(line["row"]), line["code"]) for line in csv.DictReader(source)]
    expected = [
        (answer.file, answer.row, code)
        for one in files.values()
        for answer in one.answers
        for code in answer.codes
    ]
    assert lines == expected


def test_few_rows_are_raised_to_hold_every_mistake(tmp_path):
    assert {one.rows for one in deliveries(tmp_path, 1)} == {LEAST_ROWS}
