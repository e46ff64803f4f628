"""The breaker's figures and the term of originals: as the data says, whole, and dated."""

from datetime import date
from pathlib import Path

import pytest

from creditdelta.kernel.terms import Step, step
from creditdelta.rulebook.figures import figures
from creditdelta.rulebook.intake import BREAKER, Breaker, NotInForce, breaker_on, originals_on
from creditdelta.rulebook.strict import RulebookError

from .conftest import Spoil

DAY = date(2024, 3, 1)
SHIPPED = Breaker(10, 1000, 3, 10, 200, 50, 50)
LATER = "value = 10\nsince = 2018-07-01\nuntil = 2025-12-31"
SECOND = """basis = "ours"

[[figures]]
name = "factor"
value = 20
since = 2026-01-01
basis = "ours"
"""
TERM_CASES = [
    ('term = "+30d"', 'term = "30 days"', "terms.1", "is no term"),
    ('term = "+30d"', 'term = "-30d"', "terms.1", "is no term"),
    ('term = "+30d"', 'term = ""', "terms.1", "a term is empty"),
    ('start = "return_slip"', 'start = "decided"', "terms.1.start", "is not allowed"),
]


def test_the_shipped_figures_are_defaults_with_a_reason() -> None:
    assert breaker_on(DAY) == SHIPPED
    grounds = {row.basis for row in figures(BREAKER)} | {originals_on(DAY).basis}
    assert {(basis.kind, basis.confidence) for basis in grounds} == {("default", "K")}
    assert all(basis.reason for basis in grounds)


def test_original_bytes_go_thirty_days_after_the_return_slip() -> None:
    found = originals_on(DAY)
    assert (step(found.term), found.start) == (Step(30, "d"), "return_slip")


def test_a_later_row_changes_the_figure_from_its_day(spoil: Spoil) -> None:
    spoil("intake/breaker.toml", "value = 10\nsince = 2018-07-01", LATER)
    root = spoil("intake/breaker.toml", 'basis = "ours"\n', SECOND)
    assert breaker_on(date(2025, 12, 31), root).factor == 10
    assert breaker_on(date(2026, 1, 1), root).factor == 20


def test_before_its_first_day_nothing_is_in_force() -> None:
    with pytest.raises(RulebookError, match="on 2018-06-30"):
        breaker_on(date(2018, 6, 30))
    with pytest.raises(NotInForce, match=r"originals\.toml"):
        originals_on(date(2018, 6, 30))


@pytest.mark.parametrize(("old", "new", "where", "says"), TERM_CASES)
def test_a_wrong_term(old: str, new: str, where: str, says: str, spoil: Spoil) -> None:
    with pytest.raises(RulebookError, match=says) as caught:
        originals_on(DAY, spoil("intake/originals.toml", old, new))
    assert caught.value.where == where


def test_a_figure_left_out_is_missed(copied: Path) -> None:
    path = copied / "intake/breaker.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text[: text.rindex("# withdrawals; fewer")], encoding="utf-8")
    with pytest.raises(RulebookError, match="no withdrawal_least"):
        breaker_on(DAY, copied)
