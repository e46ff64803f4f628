"""A journal of every version, kept in the repository, still gives the tables it always gave."""

import json
import shutil
from pathlib import Path

import pytest

from creditdelta.journal.export import verify_lines
from creditdelta.journal.home import _read_key
from creditdelta.kernel.digest import table_digest
from creditdelta.project.registry import REGISTRY, UPCASTERS
from creditdelta.project.table_digests import table_digests
from tests.golden.make import HOME, JOURNAL, SHAPES, TABLES
from tests.golden.replay import events, play_file, shapes

EMPTY = table_digest([]).hex()
ADVICE = "read tests/golden/README.md"


@pytest.fixture
def golden(ledger: Path) -> None:
    """The golden home's pool and keys in place of the empty ones."""
    shutil.copytree(HOME, ledger, dirs_exist_ok=True)
    _read_key.cache_clear()


def test_it_is_whole() -> None:
    with JOURNAL.open("rb") as lines:
        found = verify_lines(lines)
    assert found.ok
    assert found.checkpoints > 1


@pytest.mark.usefixtures("golden")
def test_it_gives_the_tables_it_always_gave() -> None:
    play_file(JOURNAL)
    told = json.loads(TABLES.read_text())
    found = {name: digest for name, digest in table_digests().items() if digest != EMPTY}
    assert found == {name: digest for name, digest in told.items() if digest != EMPTY}, ADVICE


def test_it_holds_every_kind_of_event() -> None:
    assert {event.kind for event in events(JOURNAL)} == set(REGISTRY), ADVICE


def test_no_form_was_changed_without_a_new_version() -> None:
    known, now = json.loads(SHAPES.read_text()), shapes()
    assert {name: known.get(name) for name in now} == now, ADVICE


def test_every_older_version_is_lifted() -> None:
    older = {
        (kind, version)
        for kind, version in (name.rsplit("/", 1) for name in json.loads(SHAPES.read_text()))
        if kind in REGISTRY and int(version) < REGISTRY[kind].form.version
    }
    assert {(kind, int(version)) for kind, version in older} == set(UPCASTERS), ADVICE
