"""Slips, numbers and short forms, on texts small enough to judge by eye."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from creditdelta.kernel.names.endings import cut_ending
from creditdelta.kernel.names.likeness import numbers, one_slip, other_numeral, short_form_of

TEXT = st.text("甲乙丙", max_size=7)


def distance(a: str, b: str) -> int:
    """Edits between two texts, a swap of neighbours counted as one (restricted)."""
    rows = [list(range(len(b) + 1))]
    for i, x in enumerate(a, 1):
        rows.append([i])
        for j, y in enumerate(b, 1):
            best = min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                best = min(best, rows[i - 2][j - 2] + 1)
            rows[i].append(best)
    return rows[-1][-1]


@settings(deadline=None, max_examples=500)
@given(TEXT, TEXT)
def test_one_slip_is_edit_distance_one(a: str, b: str) -> None:
    assert one_slip(a, b) == (distance(a, b) == 1)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("甲第二分公司", (2,)),
        ("甲第12分公司", (12,)),
        ("甲第十二分公司", (12,)),
        ("甲一百零三厂", (103,)),
        ("三友机械厂", ()),
        ("甲二分厂", (2,)),
    ],
)
def test_numbers(text: str, found: tuple[int, ...]) -> None:
    assert numbers(text) == found


def test_numerals_alone_tell_two_apart() -> None:
    assert other_numeral("甲一厂", "甲二厂")
    assert not other_numeral("甲一厂", "乙一厂")
    assert not other_numeral("甲一厂", "甲十一厂")


def test_a_short_form_keeps_the_order() -> None:
    assert short_form_of("甲丙", "甲乙丙")
    assert not short_form_of("丙甲", "甲乙丙")


def test_the_longest_ending_wins() -> None:
    forms = frozenset({"公司", "分公司"})
    assert cut_ending("甲分公司", forms) == ("甲", "分公司")
    assert cut_ending("甲", forms) == ("甲", "")
    assert cut_ending("", forms) == ("", "")
