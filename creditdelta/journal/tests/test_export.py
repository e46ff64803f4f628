"""An exported journal is verified by anybody, without a database and without us."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from creditdelta.journal.queries import exported
from creditdelta.journal.services import checkpoint
from creditdelta.journal.tests.events import recorded
from creditdelta.journal.verify_file import main


@pytest.fixture
def file(ledger: Path, tmp_path: Path) -> Path:
    for n in range(0, 12, 3):
        recorded(3, first=n)
        checkpoint()
    path = tmp_path / "journal.jsonl"
    path.write_bytes(b"".join(exported()))
    return path


def verified(capsys: pytest.CaptureFixture[str], *given: str | Path) -> tuple[int, dict[str, Any]]:
    code = main([str(word) for word in given])
    return code, json.loads(capsys.readouterr().out)


def test_it_is_whole(file: Path, ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, told = verified(capsys, file, "--checkpoints", ledger / "checkpoints")
    assert (code, told["ok"], told["events"], told["checkpoints"]) == (0, True, 12, 8)


def test_every_line_is_json(file: Path) -> None:
    lines = [json.loads(line) for line in file.read_text().splitlines()]
    assert len(lines) == 1 + 4 + 12
    assert [told["number"] for told in lines if "event" in told] == list(range(12))


def test_it_needs_no_web_framework(file: Path) -> None:
    code = (
        "import sys; sys.modules['django'] = None\n"
        "from creditdelta.journal.verify_file import main\n"
        "sys.exit(main([sys.argv[1]]))"
    )
    subprocess.run([sys.executable, "-c", code, file], check=True, stdout=subprocess.DEVNULL)


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        (b'\\"by\\":7', b'\\"by\\":8', ("altered", 7)),
        (b'"number":7}', b'"number":8}', ("missing", 7)),
        (b'"actor":"clerk","body":"{\\"by\\":11', b'"actor":"chief","body":"{\\"by\\":11', ("altered", 11)),
        (b'{"event":{"actor":"clerk","body":"{\\"by\\":4', b'!', ("missing", 4)),
    ],
)  # fmt: skip
def test_an_alteration_is_told_with_its_number(
    file: Path, old: bytes, new: bytes, what: tuple[str, int], capsys: pytest.CaptureFixture[str]
) -> None:
    content = file.read_bytes()
    assert content.count(old) == 1
    file.write_bytes(content.replace(old, new))
    code, told = verified(capsys, file)
    first = told["alterations"][0]
    assert (code, first["what"], first["first"]) == (1, *what)


def test_cut_lines_are_missed(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = file.read_bytes().splitlines(keepends=True)
    file.write_bytes(b"".join(lines[:-2]))
    assert verified(capsys, file)[1]["alterations"][0]["what"] == "cut"


def test_another_key_is_not_believed(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, told = verified(capsys, file, "--key", "11" * 32)
    assert (code, told["checkpoints"]) == (1, 0)


@pytest.mark.parametrize("content", [b"", b"{}", b'{"format":"x"}\n', b"\xff\n"])
def test_what_is_no_journal_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "other"
    path.write_bytes(content)
    assert main([str(path)]) == 2
