"""The rulebook and the error catalogue are whole: all loads, all is dated, all is grounded."""

import ast
import csv
import io
import re
import string
from datetime import date
from pathlib import Path

import pytest

from creditdelta.kernel import errors
from creditdelta.rulebook.archive_sections import archive_sections
from creditdelta.rulebook.behaviours import behaviours
from creditdelta.rulebook.cases import cases
from creditdelta.rulebook.coherence import heading
from creditdelta.rulebook.consents import parts
from creditdelta.rulebook.enums import enums
from creditdelta.rulebook.figures import figures
from creditdelta.rulebook.folder import folder
from creditdelta.rulebook.indicators import indicators
from creditdelta.rulebook.industries import industries
from creditdelta.rulebook.instruments import instruments
from creditdelta.rulebook.intake import originals_on
from creditdelta.rulebook.keys import key_rules
from creditdelta.rulebook.listings import criteria_on, listings
from creditdelta.rulebook.mappings import mappings
from creditdelta.rulebook.measures import measures as joint_measures
from creditdelta.rulebook.memoranda import memoranda
from creditdelta.rulebook.notices import kinds
from creditdelta.rulebook.objections import terms
from creditdelta.rulebook.office_kinds import office_kinds
from creditdelta.rulebook.offices import offices
from creditdelta.rulebook.policy import policy
from creditdelta.rulebook.publication import publications
from creditdelta.rulebook.purposes import purposes
from creditdelta.rulebook.quality import levels, measures
from creditdelta.rulebook.reciprocity import steps
from creditdelta.rulebook.records import standards
from creditdelta.rulebook.repairs import repairs
from creditdelta.rulebook.sectors import sectors
from creditdelta.rulebook.senders import signs
from creditdelta.rulebook.sending import failures
from creditdelta.rulebook.service import methods
from creditdelta.rulebook.standards import Standard

# folders whose files are loaded by name; the files of the others are listed by their loaders
PARTS = {
    "archive": {"sections.toml"},
    "columns": {"shared.toml"},
    "consent": {"figures.toml", "parts.toml"},
    "feed": {"figures.toml"},
    "measures": {"catalogue.toml"},
    "indicators": {"codes.toml"},
    "intake": {"breaker.toml", "desk.toml", "originals.toml", "reporters.toml", "uploads.toml", "zero.toml"},
    "lists": {"breaker.toml"},
    "notices": {"failures.toml", "kinds.toml", "senders.toml", "sending.toml", "service.toml"},
    "objections": {"clocks.toml"},
    "offices": {"exceptions.csv", "kinds.toml"},
    "repair": {"regimes.toml"},
    "representation": {"figures.toml"},
    "policy": {
        "api_keys.toml",
        "commands.csv",
        "grants.csv",
        "limits.toml",
        "lock.toml",
        "lookups.toml",
        "operations.toml",
        "purposes.toml",
        "roles.toml",
        "sessions.toml",
    },
    "quality": {"figures.toml", "maturity.toml", "measures.toml"},
    "reciprocity": {"figures.toml", "steps.toml"},
    "screening": {"figures.toml"},
    "security": {"keys.toml"},
    "webhooks": {"sending.toml"},
}  # fmt: skip
FIGURES = (
    "consent/figures.toml", "feed/figures.toml", "intake/breaker.toml", "intake/desk.toml",
    "intake/uploads.toml", "lists/breaker.toml", "notices/sending.toml", "policy/api_keys.toml",
    "policy/limits.toml",
    "policy/lock.toml", "policy/lookups.toml",
    "policy/sessions.toml", "quality/figures.toml", "reciprocity/figures.toml",
    "representation/figures.toml", "screening/figures.toml", "webhooks/sending.toml",
)  # fmt: skip
FOLDERS = {
    "behaviours", "calendars", "codes", "fictional", "instruments", "mappings", "publication",
    "records", "sectors", *PARTS,
}  # fmt: skip
SECTOR = {"sector.toml", "lists.toml", "memorandum.toml", "cases.toml"}
CODE = re.compile(r"CD-[A-Z]+-\d{3}")
TABLES = sorted(folder().rglob("*.csv"))
ENTRIES = [entry for name in errors.families() for entry in errors.entries(name).values()]


def test_every_file_is_loaded() -> None:
    assert len(standards()) == len(list((folder() / "records").iterdir()))
    assert set(mappings()) == {path.stem for path in (folder() / "mappings").iterdir()}
    assert set(publications()) == {path.stem for path in (folder() / "publication").iterdir()}
    assert set(instruments()) == {path.stem for path in (folder() / "instruments").iterdir()}
    invented = instruments(allow_fictional=True).keys() - instruments().keys()
    assert invented == {path.stem for path in (folder() / "fictional/instruments").iterdir()}
    assert {path.name for path in (folder() / "fictional").iterdir()} == {"instruments"}
    assert set(behaviours()) == {path.stem for path in (folder() / "behaviours").iterdir()}
    assert set(sectors()) == {path.name for path in (folder() / "sectors").iterdir()}
    assert set(sectors()) == {one.sector for one in cases()}
    agreed = memoranda(allow_fictional=True)
    for sector in sectors():
        names = {path.name for path in (folder() / "sectors" / sector).iterdir()}
        further = {name for name in names if name.startswith("memorandum-")}
        assert names - further == SECTOR
        loaded = {one.id for one in agreed.values() if one.sector == sector}
        ids = {name.removeprefix("memorandum").removesuffix(".toml") for name in further}
        assert loaded == {sector, *(f"{sector}{id}" for id in ids)}
    assert {one.sector for one in agreed.values()} == set(sectors())
    for part, files in PARTS.items():
        assert {path.name for path in (folder() / part).iterdir()} == files
    assert {path.name for path in folder().iterdir()} == FOLDERS
    assert set(enums()) == {path.stem for path in (folder() / "codes/enums").iterdir()}


def test_everything_is_dated_and_grounded() -> None:
    for item in standards().values():
        assert isinstance(item.since, date)
        assert item.basis.title
        assert all(column.basis.title for column in item.columns)
    for row in (row for listed in enums().values() for row in listed.rows):
        assert isinstance(row.since, date)
        assert row.basis.title
    assert all(item.basis.title for item in mappings().values())
    counted = (originals_on(date(2024, 1, 1)), *indicators(), *industries())
    assert all(row.basis.title and isinstance(row.since, date) for row in counted)
    assert all(row.basis.title for row in (*archive_sections(), *office_kinds(), *parts().values()))
    assert all(row.basis.title and isinstance(row.since, date) for row in instruments().values())
    assert all(row.basis.title for row in joint_measures().values())
    agreed = [row for one in memoranda(allow_fictional=True).values() for row in one.measures]
    found = (*sectors().values(), *listings().values(), *criteria_on(date(2024, 1, 1)).values())
    follows = [row for one in behaviours().values() for row in one.rules]
    rows = (*agreed, *found, *follows)
    assert all(row.basis.title and isinstance(row.since, date) for row in rows)
    assert all(row.basis.title and isinstance(row.since, date) for row in key_rules())
    assert all(row.basis.title and row.since for row in offices().values())
    dated = [row for file in FIGURES for row in figures(file)]
    table = policy()
    granted = [row for rows in table.grants.values() for row in rows]
    ours = (*table.roles.values(), *granted, *purposes().values(), *dated)
    assert all(row.basis.title and isinstance(row.since, date) for row in ours)
    graded = (*measures().values(), *levels(), *steps())
    assert all(row.basis.title and isinstance(row.since, date) for row in graded)
    letters = (*kinds(), *methods(), *failures(), *signs())
    assert all(row.basis.title and isinstance(row.since, date) for row in letters)
    back = repairs()
    dated_back = (*back.regimes, *back.ways, *back.commitments, *back.clocks, *terms())
    assert all(row.basis.title and isinstance(row.since, date) for row in dated_back)
    for rule in publications().values():
        rows = (*rule.viewers, *rule.deadlines, *rule.periods, *rule.query_ends)
        assert all(row.basis.title and isinstance(row.since, date) for row in rows)


@pytest.mark.parametrize("item", standards().values(), ids=lambda item: item.id)
def test_a_heading_means_one_column(item: Standard) -> None:
    headings = [heading(column.label.zh) for column in item.columns]
    assert len(headings) == len(set(headings))


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.name)
def test_every_table_cell_is_quoted_text(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert len({len(row) for row in rows}) == 1
    again = io.StringIO(newline="")
    csv.writer(again, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(rows)
    assert again.getvalue() == text.replace("\r\n", "\n")


def test_every_code_in_the_package_is_in_the_catalogue(package: dict[str, ast.Module]) -> None:
    known = {entry.code for entry in ENTRIES}
    used = {
        (path, code)
        for path, tree in package.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        for code in CODE.findall(node.value)
    }
    assert used
    assert {place for place in used if place[1] not in known} == set()


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.code)
def test_an_entry_is_whole(entry: errors.ErrorKind) -> None:
    assert CODE.fullmatch(entry.code)
    assert errors.find(entry.code) is entry
    assert re.fullmatch(r"S\d+", entry.clause)
    for words in (entry.title, entry.sentence, entry.suggestion):
        assert re.search(r"[\u4e00-\u9fff]", words.zh)
        assert re.search(r"[A-Za-z]", words.en)
        assert _blanks(words.zh) == _blanks(words.en)
        assert _blanks(words.zh) <= {"column", "value", "detail"}


def test_no_sentence_about_a_person_shows_a_value() -> None:
    for entry in errors.entries("person").values():
        for words in (entry.title, entry.sentence, entry.suggestion):
            assert "value" not in _blanks(words.zh)


def _blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
