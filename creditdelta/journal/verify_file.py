"""Verify an exported journal without a database: `python -m creditdelta.journal.verify_file FILE`.

Clause  S71. For auditors and other provinces. Needs this package's kernel and `cryptography` only.
Exit 0: whole; 1: altered, with the places; 2: not an exported journal.
"""

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path

from creditdelta.journal.checkpoint import Checkpoint, CheckpointUnclear
from creditdelta.journal.export import NoJournal, trusted, verify_lines
from creditdelta.journal.signing_keys import SigningKeys, read_by

ALTERED, USAGE = 1, 2


def main(given: list[str] | None = None) -> int:
    """Read the file once and say what was found as one JSON object."""
    asked = _parser().parse_args(given)
    try:
        with asked.file.open("rb") as source:
            key = bytes.fromhex(asked.key or "")
            keys = trusted(source.readline(), key)
            source.seek(0)
            found = verify_lines(source, key, _kept(asked.checkpoints, keys))
    except (NoJournal, CheckpointUnclear, OSError, ValueError) as problem:
        sys.stderr.write(f"{asked.file}: {type(problem).__name__}: {problem}\n")
        return USAGE
    told = {"ok": found.ok, **asdict(found)}
    sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")
    return 0 if found.ok else ALTERED


def _kept(folder: Path | None, keys: SigningKeys) -> list[Checkpoint]:
    files = sorted(folder.glob("*.json")) if folder else []
    return [read_by(file.read_text(encoding="utf-8"), keys) for file in files]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="verify_file", description=__doc__)
    parser.add_argument("file", type=Path, help="written by `cdelta journal export`")
    parser.add_argument("--key", help="public key, hexadecimal; default: the one the file names")
    parser.add_argument("--checkpoints", type=Path, help="folder of checkpoints you kept yourself")
    return parser


if __name__ == "__main__":
    sys.exit(main())
