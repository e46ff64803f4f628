"""Column mappings of an office: what holds, what is remembered, and that a file is then read by it."""

import csv
from datetime import date
from pathlib import Path
from random import Random

import pytest

from creditdelta.facade.check import rulebook
from creditdelta.journal.models import Event
from creditdelta.journal.services import envelope
from creditdelta.pipeline.check import Rulebook, check_file
from creditdelta.rulebook.records import standard
from creditdelta.uploads import profiles
from creditdelta.uploads.models import MappingContent
from creditdelta.uploads.profile_rules import (
    Why,
    from_json,
    guessed,
    headings_of,
    mapping,
    offered,
    problems,
    to_json,
)
from creditdelta.world import codes

ABOUT = envelope("310000", "ab" * 16)
BANK = "310000-bank_1"
CONTRACT = standard("contract_performance")
MANDATORY = [column.code for column in CONTRACT.columns if column.need == "mandatory"]
COLUMNS = {f"栏{n}": code for n, code in enumerate(MANDATORY)}
CHOSEN = profiles.Chosen(CONTRACT, [*COLUMNS, "内部备注"], COLUMNS, "示例台账")
FIRST = next(iter(COLUMNS))
CASES: list[tuple[dict[str, str], Why]] = [
    ({}, "empty"),
    (dict(list(COLUMNS.items())[1:]), "missing"),
    ({**COLUMNS, "没有的栏": "note"}, "unknown"),
    ({**COLUMNS, "内部备注": "no_such_column"}, "unknown"),
    ({**COLUMNS, "内部备注": MANDATORY[0]}, "twice"),
]


@pytest.mark.parametrize(("columns", "why"), CASES)
def test_what_does_not_hold(columns: dict[str, str], why: Why) -> None:
    assert why in {one.why for one in problems(CONTRACT, CHOSEN.headings, columns)}


def test_a_heading_that_stands_twice_decides_nothing() -> None:
    found = problems(CONTRACT, [*COLUMNS, FIRST], COLUMNS)
    assert {(one.why, one.named) for one in found} == {("heading_twice", FIRST)}


def test_it_is_written_down_and_read_back() -> None:
    made = mapping("own-1", CONTRACT.label, CONTRACT, CHOSEN.headings, COLUMNS)
    assert from_json(to_json(made)) == made
    assert {*headings_of(made)} == {*CHOSEN.headings}


def test_known_headings_are_guessed_and_personal_numbers_never_offered() -> None:
    penalty = standard("penalty")
    labels = [column.label.zh for column in penalty.columns]
    found = guessed(penalty, labels)
    private = {column.code for column in penalty.columns if column.privacy == "person_id"}
    assert {column.code for column in offered(penalty)} == {*found.values()}
    assert private
    assert not private & {*found.values()}


def test_leaving_a_heading_open_does_not_let_rows_about_persons_in(tmp_path: Path) -> None:
    """A penalty's form names whom a row is about: the mapping keeps asking."""
    penalty = standard("penalty")
    known = guessed(penalty, [column.label.zh for column in penalty.columns])
    private = [column for column in penalty.columns if column.privacy == "person_id"]
    headings = [*known, *(column.label.zh for column in private)]
    made = mapping("own-1", penalty.label, penalty, headings, known)
    assert {column.code for column in private} <= {column.to for column in made.columns}


def test_amounts_in_yuan_are_turned_into_ten_thousands() -> None:
    penalty = standard("penalty")
    amount = next(column for column in offered(penalty) if column.type == "amount_wan")
    made = mapping("own-1", penalty.label, penalty, ["罚款（元）"], {"罚款（元）": amount.code})
    assert made.columns[0].convert == "yuan_to_wan"


@pytest.mark.usefixtures("ledger")
def test_remembered_replaced_and_forgotten() -> None:
    first = profiles.remember(BANK, CHOSEN, ABOUT)
    assert [one.id for one in profiles.profiles_of(BANK)] == [first]
    assert profiles.profiles_of("320000-bank_1") == []
    second = profiles.remember(BANK, CHOSEN, ABOUT, replaces=first)
    [now] = profiles.profiles_of(BANK)
    assert (now.id, now.edition) == (second, 2)
    with pytest.raises(profiles.MappingRefused):
        profiles.remember(BANK, CHOSEN, ABOUT, replaces=first)
    assert not profiles.forget("320000-bank_1", second, ABOUT)
    assert profiles.forget(BANK, second, ABOUT)
    assert profiles.mappings_of(BANK) == []
    assert not MappingContent.objects.filter(profile=bytes.fromhex(second)).exists()


@pytest.mark.usefixtures("ledger")
def test_no_event_holds_a_heading() -> None:
    profiles.remember(BANK, CHOSEN, ABOUT)
    bodies = "".join(Event.objects.values_list("body", flat=True))
    assert "mapping" in bodies
    assert FIRST not in bodies
    assert "台账" not in bodies


@pytest.mark.usefixtures("ledger")
def test_a_file_with_the_same_headings_is_read_by_it(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    said = {column.code: column.example for column in CONTRACT.columns}
    said["uscc"] = codes.uscc("91", "310115", codes.organisation_code(Random(1), lead="MA"))
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(CHOSEN.headings)
        writer.writerow([*(said[code] for code in COLUMNS.values()), "内部"])
    book = rulebook()
    assert check_file(path, book, today=date(2026, 4, 1)).recognition is None
    id = profiles.remember(BANK, CHOSEN, ABOUT)
    own = {one.source: one for one in profiles.mappings_of(BANK)}
    widened = Rulebook(book.standards, {**book.mappings, **own}, book.enums)
    report = check_file(path, widened, today=date(2026, 4, 1))
    assert report.recognition is not None
    assert report.recognition.mapping is not None
    assert profiles.used(report.recognition.mapping.source) == id
    assert (report.rows, report.rejected) == (1, 0), report.by_code()
