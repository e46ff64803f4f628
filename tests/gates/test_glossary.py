"""One term, one identifier: folders, commands and record kinds speak the glossary's language."""

import re
from pathlib import Path

from creditdelta.cli.main import COMMANDS
from creditdelta.rulebook.clauses import clauses
from creditdelta.rulebook.glossary import terms
from creditdelta.rulebook.records import standards

# Names of the machinery, which the field has no term for, each with what it is.
TECHNICAL = {
    "catalogue": "the error catalogue, one file per family",
    "cli": "the command line",
    "facade": "what `import creditdelta` offers",
    "identifiers": "one file per kind of number",
    "kernel": "the pure base",
    "migrations": "how a slice's tables come to be",
    "names": "normal forms and parts of organisations' names",
    "pages": "the shell, the components and the tables of every page",
    "pipeline": "bulk steps over record batches",
    "portal": "public pages of a slice, where they are too many for one file",
    "project": "settings, registry and followers: where the slices meet",
    "readers": "one file per file format",
}


def known() -> set[str]:
    identifiers = {row.identifier for row in terms()}
    several = {f"{name.removesuffix('y')}ies" for name in identifiers if name.endswith("y")}
    return identifiers | {f"{name}s" for name in identifiers} | several | set(TECHNICAL)


def test_identifiers_are_english_snake_case() -> None:
    wrong = [
        row.identifier for row in terms() if not re.fullmatch(r"[a-z]+(_[a-z]+)*", row.identifier)
    ]
    assert wrong == []


def test_terms_are_complete_in_both_languages() -> None:
    ids = {row.id for row in clauses()}
    for row in terms():
        assert re.search(r"[\u4e00-\u9fff]", row.zh), row.identifier
        assert row.en.isascii(), row.identifier
        assert row.definition.endswith("。"), row.identifier
        assert row.definition.count("。") == 1, f"{row.identifier}: one sentence"
        assert row.clause in ids, row.identifier


def test_english_wordings_are_not_shared() -> None:
    wordings = [row.en.casefold() for row in terms()]
    assert sorted(wordings) == sorted(set(wordings))


def test_record_kinds_are_terms() -> None:
    kinds = {standard.kind for standard in standards().values()}
    assert kinds
    assert kinds <= {row.identifier for row in terms()}


def test_commands_are_terms() -> None:
    verbs = {
        "ingest",
        "init",
        "backup",
        "restore",
        "screen",
        "serve",
        "sql",
    }  # what an operator does, not a noun
    asked_for = {"kpi"}  # everybody's word for the indicators
    nouns = {name.replace("-", "_") for name in COMMANDS}
    assert nouns <= known() | verbs | asked_for


def test_packages_are_terms(root: Path) -> None:
    folders = {file.parent.name for file in (root / "creditdelta").rglob("*/__init__.py")}
    assert folders - known() == set(), "add the term to seed/glossary.toml"


def test_no_technical_name_is_left_over(root: Path) -> None:
    folders = {file.parent.name for file in (root / "creditdelta").rglob("*/__init__.py")}
    data = {file.parent.name for file in (root / "creditdelta").rglob("*.toml")}
    assert set(TECHNICAL) <= folders | data
