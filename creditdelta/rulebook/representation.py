"""How long does a code of invitation last, how many wrong ones a day, how many deputies?

Clause  S9.
Data    rulebook/representation/figures.toml; grounds: codes/enums/representation-ground.toml

>>> representation_on(date(2024, 1, 1)).letter_days
60
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from creditdelta.rulebook.figures import figures_on

FILE = "representation/figures.toml"
GROUNDS = "representation-ground"


@dataclass(frozen=True, slots=True)
class Representation:
    """The figures of one day."""

    letter_days: int  # of a code on a letter
    code_days: int  # of a code for a deputy or a successor
    wrong_codes: int  # a day, of an account or a network
    deputies: int  # of one organisation


def representation_on(day: date, root: Path | None = None) -> Representation:
    """The figures of a day; `RulebookError` where one is lacking."""
    return figures_on(Representation, FILE, day, root)
