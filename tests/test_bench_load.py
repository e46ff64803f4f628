"""The load of `benchmarks.load` arrives as it says, and its knee is where its rule says."""

from itertools import pairwise

import pytest

from benchmarks.load_rules import (
    FOLLOWS,
    RUNS_AWAY,
    Arrival,
    NoKnee,
    Step,
    arrivals,
    is_held,
    knee,
    percentile,
)

WEIGHTS, EVERY = {"often": 3.0, "seldom": 1.0}, {"steady": 2.0}


def test_as_much_arrives_as_was_asked_for_and_in_order():
    found = arrivals(50, 200, 1, WEIGHTS, EVERY)
    assert [one.at for one in found] == sorted(one.at for one in found)
    assert found[0].at >= 0
    assert found[-1].at < 200
    assert len(found) == pytest.approx(50 * 200, rel=0.05)
    often, seldom = (sum(one.kind == kind for one in found) for kind in WEIGHTS)
    assert often / seldom == pytest.approx(3, rel=0.15)


def test_what_comes_by_the_clock_comes_by_the_clock():
    found = arrivals(0.5, 7, 1, WEIGHTS, EVERY)
    assert found == [Arrival(at, "steady") for at in (1.0, 3.0, 5.0)]


def test_the_gaps_are_those_of_chance():
    """As many are longer than the mean as an exponential distribution has."""
    at = [one.at for one in arrivals(100, 100, 1, WEIGHTS, {})]
    gaps = [later - earlier for earlier, later in pairwise(at)]
    assert sum(gap > 0.01 for gap in gaps) / len(gaps) == pytest.approx(0.368, abs=0.02)


def test_the_same_seed_gives_the_same_load_and_another_another():
    one, same, other = (arrivals(20, 10, seed, WEIGHTS, EVERY) for seed in (1, 1, 2))
    assert one == same
    assert one != other


@pytest.mark.parametrize(
    ("values", "percent", "wanted"),
    [([5], 95, 5), (range(1, 101), 95, 95), (range(1, 101), 99, 99), ([3, 1, 2], 50, 2)],
)
def test_a_percentile_is_a_value_that_so_many_do_not_exceed(values, percent, wanted):
    assert percentile(list(values), percent) == wanted


def test_of_nothing_there_is_no_percentile():
    with pytest.raises(ValueError):
        percentile([], 95)


def step(rate, answered=100, p95=10.0):
    return Step(rate, 100, answered, p95)


def test_a_step_is_held_while_the_answers_follow_and_do_not_wait():
    assert is_held(step(1, round(100 * FOLLOWS), RUNS_AWAY * 10), 10)
    assert not is_held(step(1, round(100 * FOLLOWS) - 1), 10)
    assert not is_held(step(1, p95=RUNS_AWAY * 10 + 0.1), 10)


def test_the_knee_is_the_highest_rate_below_which_all_were_held():
    assert knee([step(10), step(20), step(40, answered=50)]) == 20
    assert knee([step(10), step(20, p95=999), step(40)]) == 10
    assert knee([step(10), step(20)]) == 20


def test_a_rate_is_held_if_it_was_held_once():
    assert knee([step(10), step(20, answered=50), step(20), step(40, p95=999)]) == 20


def test_too_much_from_the_first_is_told():
    with pytest.raises(NoKnee):
        knee([step(10, answered=1)])
    with pytest.raises(NoKnee):
        knee([])
