"""Whether records meet a criterion: words, figures, days, numbers, one case each."""

from datetime import date

import pytest

from creditdelta.lists.finding import Fact, earliest, grounds
from creditdelta.rulebook.calendars import calendar
from creditdelta.rulebook.criteria import Condition, Criterion, Finding
from creditdelta.rulebook.listings import criteria_on

DAY = date(2024, 5, 6)


def fact(n: int, kind: str = "penalty", on: date | None = date(2024, 1, 1), **cells: str) -> Fact:
    return Fact(bytes([n]), kind, on, cells)


def found(findings: tuple[Finding, ...], *facts: Fact) -> list[int] | None:
    """The numbers of the records by which it holds."""
    known = criteria_on(DAY)["environment_false_monitoring"]
    one = Criterion("own", "l", known.label, "", findings, known.since, None, known.basis)
    told = grounds(one, facts, DAY, calendar())
    return None if told is None else [each.document[0] for each in told]


def finding(
    *conditions: Condition, within: str = "", least: int = 1, most: int | None = None
) -> Finding:
    return Finding("penalty", conditions, within, least, most)


WORDS = Condition(("A", "B"), ("废水", "噪声"), "")
FIGURE = Condition(("N",), (), "0.5")


def test_one_of_the_words_in_one_of_the_columns() -> None:
    assert found(
        (finding(WORDS),), fact(1, A="排放废水"), fact(2, B="噪声"), fact(3, C="噪声")
    ) == [1, 2]
    assert found((finding(WORDS),), fact(1, A="排放")) is None
    assert found((finding(WORDS, FIGURE),), fact(1, A="废水", N="1"), fact(2, A="废水")) == [1]


@pytest.mark.parametrize(
    ("text", "meets"),
    [("0.5", True), ("0.499999", False), ("12", True), (" 0.5 ", True), ("", False), ("无", False),
     ("NaN", False), ("Infinity", False), ("-1", False), ("1e3", True)],
)  # fmt: skip
def test_a_figure_of_at_least_so_much(text: str, meets: bool) -> None:
    assert (found((finding(FIGURE),), fact(1, N=text)) is not None) == meets


def test_nothing_is_at_least_nothing() -> None:
    zero = Condition(("N",), (), "0")
    assert found((finding(zero),), fact(1, N="0")) == [1]
    assert found((finding(zero),), fact(1, N="")) is None
    assert found((finding(zero),), fact(1, N="x")) is None


def test_days_of_decision() -> None:
    within = finding(within="+1y")
    assert found((within,), fact(1, on=date(2023, 5, 6)), fact(2, on=date(2023, 5, 5))) == [1]
    assert found((within,), fact(1, on=None)) is None
    assert found((finding(),), fact(1, on=None)) == [1]
    assert found((finding(),), fact(1, on=DAY), fact(2, on=date(2024, 5, 7))) == [1]
    assert earliest(within, DAY, calendar()) == date(2023, 5, 6)
    assert earliest(finding(within="+3m"), DAY, calendar()) == date(2024, 2, 6)
    assert earliest(finding(), DAY, calendar()) is None
    days = finding(within="+5wd")
    assert earliest(days, DAY, calendar()) == date(
        2024, 4, 25
    )  # a Sunday worked, five days of feast
    assert found((days,), fact(1, on=date(2024, 4, 25)), fact(2, on=date(2024, 4, 24))) == [1]


def test_numbers() -> None:
    two = (fact(1), fact(2))
    assert found((finding(least=2),), *two) == [1, 2]
    assert found((finding(least=3),), *two) is None
    assert found((finding(most=2),), *two) == [1, 2]
    assert found((finding(most=1),), *two) is None
    assert found((finding(least=0, most=0),), *two) is None


def test_all_findings_and_only_their_kind() -> None:
    clean = Finding("registration", (), "", 1, None), finding(WORDS, least=0, most=0)
    registered = fact(9, "registration")
    assert found(clean, registered) == [9]
    assert found(clean, registered, fact(1, A="废水")) is None
    assert found(clean, registered, fact(1)) == [9]
    assert found(clean, fact(1)) is None
    both = finding(WORDS), finding(FIGURE)
    assert found(both, fact(1, A="废水"), fact(2, N="2"), fact(3)) == [1, 2]
    assert found(both, fact(1, A="废水")) is None
