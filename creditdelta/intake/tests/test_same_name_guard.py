"""100,000 adversarial rows: a registered firm's name, spoilt or not, under no code, a stranger's, another's.

None may be attached. The rows go the way of every row that is taken in: normal form, reference, the
statement that decides what waits. A failure prints the seed.
"""

import csv
import secrets
from datetime import date
from pathlib import Path
from random import Random

import numpy as np
import pyarrow as pa
import pytest

from creditdelta.facade.check import rulebook
from creditdelta.intake.identity import make_context
from creditdelta.intake.reading import PART_ROWS
from creditdelta.intake.services import Received, ingest
from creditdelta.pipeline.ledger_rows import ledger_rows
from creditdelta.records.classify import classify
from creditdelta.records.laid_out import laid_out
from creditdelta.records.staging import staged
from creditdelta.rulebook.records import standard
from creditdelta.world import codes, spelling
from creditdelta.world.names_set import write

PAIRS, ORGANISATIONS = 100_000, 1000
Row = dict[str, str]

pytestmark = pytest.mark.usefixtures("ledger")


def spoilt(rng: Random, name: str) -> str:
    """One of the ways in which two names look the same, or the very same name."""
    at = rng.randrange(1, len(name) - 1)
    return rng.choice(
        (
            name,
            spelling.traditional(name),
            name[:at] + "\u200b" + name[at:],
            name[:at] + " " + name[at:],
            "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in name),
            name.replace("有限公司", "有限责任公司"),
            "（".join(name.split("(")),
            name[:at] + name[at + 1 :],
            name[2:],
        )
    )


def pair(rng: Random, known: list[tuple[str, str]]) -> Row:
    """A row that bears a registered name and does not say by its code that it is that firm."""
    name, _ = rng.choice(known)
    row = {"XK_XDR_MC": spoilt(rng, name), "XK_WSH": f"示许〔2025〕{rng.randrange(10**9)}号"}
    how = rng.randrange(4)
    if how == 1:
        inner = codes.organisation_code(rng, lead="MA")
        row["XK_XDR_SHXYM"] = codes.uscc("91", "310115", inner)
    elif how == 2:
        row["XK_XDR_GSZC"] = codes.registration_number(rng, "310115")
    elif how == 3:
        other, code = rng.choice(known)
        row |= {"XK_XDR_SHXYM": code} if other != name else {}
    return row


def test_no_row_is_attached_by_its_name(tmp_path: Path) -> None:
    seed = secrets.token_hex(8)
    rng = Random(seed)
    register = write(tmp_path / "names.csv", seed, ORGANISATIONS)
    ingest(Received(register, "100000", "clerk", date(2026, 4, 1)), rulebook())
    known = _registered(register)
    form = standard("licence")
    for first in range(0, PAIRS, PART_ROWS):
        rows = [pair(rng, known) for _ in range(PART_ROWS)]
        columns = {
            column.code: pa.array([row.get(column.code, "") for row in rows], pa.string())
            for column in form.columns
        }
        numbers = np.arange(first, first + PART_ROWS, dtype=np.int64)
        batch = ledger_rows(make_context(form, "310000"), columns, numbers)
        batch = batch.append_column("_salt", pa.array([bytes(16)] * PART_ROWS, pa.binary(16)))
        with staged(laid_out(batch, form.id, 9)):
            waiting = classify(9, confirms=False, withdraws=False).waiting
        attached = [row for n, row in zip(numbers.tolist(), rows, strict=True) if n not in waiting]
        assert attached == [], seed


def _registered(register: Path) -> list[tuple[str, str]]:
    with register.open(encoding="utf-8", newline="") as source:
        listed = csv.reader(source)
        headings = next(listed)
        name, code = headings.index("名称"), headings.index("统一社会信用代码")
        return [(row[name], row[code]) for row in listed]
