"""How well are rows with spoilt names and codes resolved? On a set whose seed nobody knew before.

The set is `cdelta world names`: 14 kinds of noise, many rows without any code. What is right is told
by the generator, which never sees the resolver. A failure prints the seed.
"""

import csv
import secrets
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from creditdelta.facade.check import rulebook
from creditdelta.intake.services import Received, ingest
from creditdelta.journal.home import key
from creditdelta.kernel.keyed import opaque
from creditdelta.subjects.resolving import Entry, Resolution, resolve
from creditdelta.world.names_set import write

ORGANISATIONS = 3000
LEAST_RECALL = 0.95
MOST_WRONG = 1 / 10_000

pytestmark = pytest.mark.usefixtures("ledger")
Row = dict[str, str]


def resolved(folder: Path, seed: str) -> list[tuple[Row, Resolution]]:
    """Every row of the set with what the ledger makes of it, the register taken in before."""
    register = write(folder / "names.csv", seed, ORGANISATIONS)
    ingest(Received(register, "100000", "clerk", date(2026, 4, 1)), rulebook())
    with (folder / "names.csv").open(encoding="utf-8", newline="") as source:
        listed = list(csv.DictReader(source))
    entries = [
        Entry(row["code"], row["organisation_code"], row["registration_number"], "", row["name"])
        for row in listed
    ]
    return list(zip(listed, resolve(entries), strict=True))


def reference(code: str) -> bytes:
    return opaque(key("identity"), "reference", ("uscc", code))


def test_nearly_everybody_is_found_and_nobody_wrongly(tmp_path: Path) -> None:
    seed = secrets.token_hex(8)
    found = resolved(tmp_path, seed)
    wrong = [row for row, one in found if one.ref and one.ref != reference(row["truth"] or "-")]
    known = [(row, one) for row, one in found if row["truth"]]
    hit = [
        row
        for row, one in known
        if reference(row["truth"]) in ((one.ref,) if one.ref else one.candidates)
    ]
    missed = Counter(row["noise"] for row, _ in known) - Counter(row["noise"] for row in hit)
    assert len(wrong) <= MOST_WRONG * len(found), (seed, wrong[:5])
    assert len(hit) >= LEAST_RECALL * len(known), (seed, len(hit) / len(known), missed)


def test_a_name_alone_never_links(tmp_path: Path) -> None:
    found = resolved(tmp_path, secrets.token_hex(8))
    codes = ("code", "registration_number", "organisation_code")
    assert not [row for row, one in found if one.ref and not any(row[code] for code in codes)]
