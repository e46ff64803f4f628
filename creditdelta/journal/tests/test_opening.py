"""A journal says whose it is and by which rules it is kept; other keys are refused."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from creditdelta.journal import home
from creditdelta.journal.checkpoint import public_key
from creditdelta.journal.models import Event
from creditdelta.journal.opening import OtherKeys, check_keys, ensure_activated, ensure_opened
from creditdelta.journal.services import checkpoint, envelope
from creditdelta.rulebook import digest

ABOUT = envelope("310000", "clerk", origin="north", at=datetime(2026, 3, 31, 17, tzinfo=UTC))


def bodies(kind: str) -> list[dict[str, str]]:
    return [json.loads(event.body) for event in Event.objects.filter(kind=kind).order_by("place")]


def test_it_is_opened_once(ledger: Path) -> None:
    ensure_opened(ABOUT)
    ensure_opened(ABOUT)
    (told,) = bodies("journal.opened")
    assert (told["region"], told["origin"]) == ("310000", "north")
    assert told["identity"] == home.fingerprint("identity")
    assert told["signing"] == public_key(home.key("signing")).hex()


def test_checkpoints_bear_its_origin(ledger: Path) -> None:
    ensure_opened(ABOUT)
    made = checkpoint()
    assert made is not None
    assert made[0].origin == "north"


@pytest.mark.parametrize("name", ["identity", "signing"])
def test_other_keys_are_refused(ledger: Path, name: str) -> None:
    ensure_opened(ABOUT)
    (ledger / "keys" / f"{name}.key").write_text("11" * 32)
    home._read_key.cache_clear()
    with pytest.raises(OtherKeys, match=name):
        check_keys()
    with pytest.raises(OtherKeys, match=name):
        ensure_activated(ABOUT)


def test_rules_are_recorded_when_they_change(
    ledger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ensure_activated(ABOUT)
    ensure_activated(ABOUT)
    others = tmp_path / "rulebook"
    others.mkdir()
    (others / "a.toml").write_text("x = 1\n")
    monkeypatch.setenv("CREDITDELTA_RULEBOOK", str(others))
    ensure_activated(ABOUT)
    monkeypatch.delenv("CREDITDELTA_RULEBOOK")
    ensure_activated(ABOUT)
    first, second, third = bodies("rulebook.activated")
    assert first["digest"] == third["digest"] == digest.rulebook_digest()
    assert second["digest"] != first["digest"]
    assert date.fromisoformat(first["since"]) == date(2026, 4, 1)  # the day it is in Shanghai
