"""One supplier file of the synthetic world in which every third row is wrong, and its answers."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from creditdelta.world import decisions, registers
from creditdelta.world.build import write
from creditdelta.world.forms import form
from creditdelta.world.make import world
from creditdelta.world.planting import plant
from creditdelta.world.story import begin
from creditdelta.world.supplies import Supply

SEED, ORGANISATIONS, ROWS, WRONG = 5, 400, 200, 3


@dataclass(frozen=True)
class Spoilt:
    path: Path
    first_row: int
    wrong: dict[int, tuple[str, ...]]  # row -> the codes that answer it


def spoilt(folder: Path, file: str, province: str, kind: str, encoding: str = "utf-8") -> Spoilt:
    """`file` begins with the name of a form: penalty_2018.csv, penalty_zhejiang.csv.gz."""
    name = file.partition(".")[0]
    issued = datetime(2024, 9, 9, 9, tzinfo=UTC)
    part = "decisions" if kind in ("penalty", "licence") else "register"
    supply = Supply(
        province, kind, name, part, 1, issued, 1, file, encoding, days="dashes", rows=ROWS
    )
    story = begin(SEED, world(SEED, ORGANISATIONS))
    make = decisions.ordinary if part == "decisions" else registers.rows
    rows, rng = make(story, supply), story.rng(supply)
    assert form(name).kind == kind
    for row in rows[::WRONG]:
        if row.wrong is None and not row.record["uscc"].startswith("92"):
            plant(rng, story, supply, row)
    first = write(folder, supply, rows)
    wrong = {first + at: row.wrong.codes for at, row in enumerate(rows) if row.wrong}
    return Spoilt(folder / file, first, wrong)
