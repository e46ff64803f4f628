"""The journal is signed outside the database, once a size, and only while it only grows."""

import json
from pathlib import Path

import pytest

from creditdelta.journal import models
from creditdelta.journal.checkpoint import CheckpointUnclear, public_key, read
from creditdelta.journal.home import key
from creditdelta.journal.models import Event, Head
from creditdelta.journal.queries import head, verdict
from creditdelta.journal.rules import leaf_of
from creditdelta.journal.services import Rewritten, checkpoint, seal
from creditdelta.journal.tests.events import recorded
from creditdelta.journal.tests.ownership import as_owner
from creditdelta.kernel.merkle import Frontier


def files(home: Path) -> list[Path]:
    return sorted((home / "checkpoints").iterdir())


def test_an_empty_journal_is_not_signed(ledger: Path) -> None:
    assert checkpoint() is None
    assert files(ledger) == []


def test_a_checkpoint_lies_in_the_home_and_with_each_witness(
    ledger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    witnesses = [tmp_path / "north", tmp_path / "south"]
    monkeypatch.setenv("CREDITDELTA_WITNESS", ":".join(map(str, witnesses)))
    recorded(3)
    told, missed = checkpoint()  # type: ignore[misc]  # there is one
    assert missed == ()
    assert [path.name for path in files(ledger)] == ["3.json"]
    text = files(ledger)[0].read_text()
    assert read(text, public_key(key("signing"))) == told
    for witness in witnesses:
        assert (witness / told.key / "3.json").read_text() == text
    assert models.Checkpoint.objects.get().text == text


def test_a_witness_out_of_reach_gets_it_the_next_time(
    ledger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where a folder should be")
    monkeypatch.setenv("CREDITDELTA_WITNESS", str(blocked))
    recorded(3)
    told, missed = checkpoint()  # type: ignore[misc]  # there is one
    assert missed == (blocked / told.key,)
    blocked.unlink()
    assert checkpoint() == (told, ())
    assert (blocked / told.key / "3.json").is_file()


def test_there_are_never_two_for_one_size(ledger: Path) -> None:
    recorded(3)
    first = checkpoint()
    with as_owner():
        models.Checkpoint.objects.all().delete()
    assert checkpoint() == first
    files(ledger)[0].unlink()
    assert checkpoint() == first
    assert len(files(ledger)) == models.Checkpoint.objects.count() == 1


def test_each_extends_the_one_before(ledger: Path) -> None:
    for n in range(1, 6):
        recorded(n, first=n * 10)
        told, _ = checkpoint()  # type: ignore[misc]  # there is one
        assert told.frontier == head()
    assert [int(path.stem) for path in files(ledger)] == [1, 10, 15, 3, 6]
    found = verdict()
    assert found.ok
    assert (found.events, found.checkpoints) == (15, 5)


def resealed() -> None:
    """Make leaves and peaks fit whatever the events say now, as a forger would."""
    tree = Frontier()
    for number, event in enumerate(Event.objects.order_by("place")):
        leaf = leaf_of(event)
        Event.objects.filter(pk=event.pk).update(number=number, leaf=leaf)
        tree = tree.grown(leaf)
    Head.objects.update(size=tree.size, peaks=b"".join(tree.peaks))


@pytest.mark.usefixtures("forger")
def test_a_rewritten_journal_is_not_signed(ledger: Path) -> None:
    recorded(5)
    checkpoint()
    recorded(2, first=5)
    seal()
    Event.objects.filter(number=3).update(body='{"by":99,"why":""}')
    resealed()
    with pytest.raises(Rewritten):
        checkpoint()


@pytest.mark.usefixtures("forger")
def test_a_shortened_journal_is_not_signed(ledger: Path) -> None:
    recorded(5)
    checkpoint()
    Event.objects.filter(number__gte=3).delete()
    resealed()
    models.Checkpoint.objects.all().delete()
    with pytest.raises(Rewritten):
        checkpoint()


def test_an_altered_checkpoint_is_unclear(ledger: Path) -> None:
    recorded(5)
    checkpoint()
    path = files(ledger)[0]
    told = json.loads(path.read_text())
    told["checkpoint"]["origin"] = "elsewhere"
    path.write_text(json.dumps(told))
    with pytest.raises(CheckpointUnclear):
        read(path.read_text(), public_key(key("signing")))
    assert [found.what for found in verdict().alterations] == ["unclear"]


@pytest.mark.parametrize("text", ["", "{}", "[]", "null", '{"checkpoint":{},"signature":"00"}'])
def test_what_is_no_checkpoint_is_unclear(text: str) -> None:
    with pytest.raises(CheckpointUnclear):
        read(text, public_key(bytes(32)))
