"""The home's keys are long, drawn by chance, their owner's alone; what they protect does not open altered."""

import stat
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidTag

from creditdelta.intake.originals import keep, restore
from creditdelta.journal.home import KEY_BYTES, folder, prepare

STRENGTH = 128  # bits


def drawn(home: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in (home / "keys").iterdir()}


def test_keys_are_32_bytes_and_their_owners_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    homes = []
    for name in ("one", "other"):
        monkeypatch.setenv("CREDITDELTA_HOME", str(tmp_path / name))
        prepare()
        homes.append(tmp_path / name)
    every = [text for home in homes for text in drawn(home).values()]
    assert len(set(every)) == len(every) >= 6
    assert {len(bytes.fromhex(text)) for text in every} == {KEY_BYTES}
    assert KEY_BYTES * 8 >= 2 * STRENGTH
    for home in homes:
        modes = {stat.S_IMODE(path.stat().st_mode) for path in (home / "keys").iterdir()}
        assert modes == {0o600}
        assert stat.S_IMODE((home / "keys").stat().st_mode) == 0o700


def test_an_altered_original_does_not_open(ledger: Path, tmp_path: Path) -> None:
    sent = tmp_path / "sent.csv"
    sent.write_text("甲,乙\n1,2\n")
    token, wrapped = keep(sent)
    assert restore(token, wrapped) == sent.read_bytes()
    (lying,) = folder("originals").iterdir()
    whole = lying.read_bytes()
    for at in (0, len(whole) // 2, len(whole) - 1):
        lying.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        with pytest.raises(InvalidTag):
            restore(token, wrapped)
    lying.write_bytes(whole)
    with pytest.raises(InvalidTag):
        restore(token, wrapped[:-1] + bytes([wrapped[-1] ^ 1]))
