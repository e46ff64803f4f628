"""The signing key is replaced: the old one says so, what it signed stays verified, and it signs no more."""

import json
from pathlib import Path

import pytest

from creditdelta.journal import home, outside
from creditdelta.journal import replacing as module
from creditdelta.journal.checkpoint import Checkpoint, key_id, public_key, signed
from creditdelta.journal.kept_keys import NAME, NEXT, signing_keys
from creditdelta.journal.models import Event
from creditdelta.journal.opening import OtherKeys, check_keys, ensure_opened
from creditdelta.journal.queries import exported, verdict
from creditdelta.journal.replacing import NotOpened, replace_signing_key
from creditdelta.journal.services import checkpoint, envelope, seal
from creditdelta.journal.tests.events import recorded
from creditdelta.journal.verify_file import main

ABOUT = envelope("310000", "chief")


@pytest.fixture
def opened(ledger: Path) -> Path:
    ensure_opened(ABOUT)
    recorded(3)
    checkpoint()
    return ledger


def test_what_was_signed_before_stays_verified(opened: Path) -> None:
    first = public_key(home.key("signing"))
    for n in range(3):
        replace_signing_key(ABOUT, "routine")
        recorded(2, first=10 * n)
        checkpoint()
    found = verdict()
    assert (found.ok, found.checkpoints) == (True, 1 + 3 * 2)
    keys = signing_keys()
    assert (keys.first, len(keys.all)) == (first, 4)
    assert keys.last == public_key(home.key("signing"))
    check_keys()


def test_the_journal_tells_it_and_the_old_key_is_gone(opened: Path) -> None:
    old = home.key("signing")
    replace_signing_key(ABOUT, "suspected")
    event = Event.objects.get(kind="journal.signing_key_replaced")
    told = json.loads(event.body)
    assert told["before"] == public_key(old).hex()
    assert told["key"] == public_key(home.key("signing")).hex()
    assert (told["ground"], event.actor) == ("suspected", "chief")
    lying = "".join(path.read_text() for path in (opened / "keys").iterdir())
    assert old.hex() not in lying


def test_the_old_key_signs_nothing_new(opened: Path) -> None:
    old = home.key("signing")
    replace_signing_key(ABOUT, "suspected")
    recorded(2, first=20)
    seal()
    now = outside.found().checkpoints[-1]
    forged = Checkpoint(
        now.origin, now.size, now.root, now.peaks, now.moment, key_id(public_key(old))
    )
    (opened / "checkpoints" / "forged.json").write_text(signed(forged, old))
    assert [one.what for one in verdict().alterations] == ["unclear"]


def test_witnesses_go_on_in_the_same_folder(
    opened: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CREDITDELTA_WITNESS", str(tmp_path / "witness"))
    before = outside.places()
    replace_signing_key(ABOUT, "routine")
    assert outside.places() == before
    latest = outside.latest()
    assert latest is not None
    assert latest[0].key == key_id(signing_keys().last)


@pytest.mark.parametrize("step", ["record", "seal", "take_over"])
def test_killed_on_the_way_it_is_ended_by_the_next_command(
    opened: Path, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = public_key(home.key("signing"))

    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(module, step, killed)
        with pytest.raises(KeyboardInterrupt):
            replace_signing_key(ABOUT, "routine")
    check_keys()
    begun = step != "record"  # before its event nothing happened
    assert (signing_keys().last != old) is begun
    assert (opened / "keys" / f"{NEXT}.key").exists() is not begun
    replace_signing_key(ABOUT, "routine")
    assert verdict().ok


def test_a_list_of_keys_that_the_journal_does_not_tell_is_refused(opened: Path) -> None:
    replace_signing_key(ABOUT, "routine")
    (opened / "keys" / NAME).unlink()
    with pytest.raises(OtherKeys, match="signing"):
        check_keys()


def test_before_there_is_a_journal_there_is_nothing_to_replace(ledger: Path) -> None:
    with pytest.raises(NotOpened):
        replace_signing_key(ABOUT, "routine")


def test_an_export_is_verified_by_any_of_the_keys_and_no_other(
    opened: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    replace_signing_key(ABOUT, "routine")
    file = tmp_path / "journal.jsonl"
    file.write_bytes(b"".join(exported()))
    kept = ["--checkpoints", str(opened / "checkpoints")]
    for public in signing_keys().all:
        assert main([str(file), "--key", public.hex(), *kept]) == 0
    assert main([str(file)]) == 0
    assert main([str(file), "--key", "11" * 32]) == 1
    capsys.readouterr()


def test_a_successor_that_no_event_tells_is_found(
    opened: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    replace_signing_key(ABOUT, "routine")
    file = tmp_path / "journal.jsonl"
    lines = list(exported())
    header = json.loads(lines[0])
    header["successors"][0]["from"] -= 1
    file.write_bytes(b"".join([json.dumps(header).encode() + b"\n", *lines[1:]]))
    assert main([str(file)]) == 1
    assert "signing key" in capsys.readouterr().out
