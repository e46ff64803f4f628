"""Dated figures of a file: what holds on a day, and what is told of a wrong file."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from creditdelta.rulebook.figures import figures_on
from creditdelta.rulebook.strict import RulebookError

HEAD = '[grounds.ours]\nkind = "default"\ntitle = "t"\nreason = "r"\nconfidence = "K"\n'
ROW = '[[figures]]\nname = "{}"\nvalue = {}\nsince = {}\nbasis = "ours"\n'


@dataclass(frozen=True, slots=True)
class Pair:
    first: int
    second: int


def read(root: Path, rows: str, day: date = date(2024, 1, 1)) -> Pair:
    (root / "pair.toml").write_text(HEAD + rows, encoding="utf-8")
    return figures_on(Pair, "pair.toml", day, root)


def test_the_row_in_force_counts(tmp_path: Path) -> None:
    old = ROW.format("first", 1, "2018-01-01") + "until = 2020-12-31\n"
    rows = old + ROW.format("first", 2, "2021-01-01") + ROW.format("second", 3, "2018-01-01")
    assert read(tmp_path, rows) == Pair(2, 3)


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        (ROW.format("first", 1, "2018-01-01"), "no second"),
        (ROW.format("first", 1, "2018-01-01") + ROW.format("third", 1, "2018-01-01"), "third"),
        (ROW.format("first", 0, "2018-01-01"), "above 0"),
        (ROW.format("first", 1, "2018-01-01") * 2, "overlaps"),
    ],
)
def test_a_wrong_file_is_told(tmp_path: Path, rows: str, problem: str) -> None:
    with pytest.raises(RulebookError, match=problem):
        read(tmp_path, rows)
