"""The load of `benchmarks.load` arrives as it says, its knee is as its rule says, its jobs are followed."""

import json
from itertools import pairwise
from random import Random

import pytest

from benchmarks.load_ledger import DAY
from benchmarks.load_mix import EVERY as STEADY
from benchmarks.load_mix import WEIGHTS as MIX
from benchmarks.load_mix import Asker
from benchmarks.load_programs import Waiting
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
from benchmarks.load_site import ALLOWANCES, with_allowances
from creditdelta.rulebook.limits import limits_on

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


def test_the_allowances_do_not_end_before_the_load_does(tmp_path):
    raised = limits_on(DAY, with_allowances(tmp_path / "rulebook"))
    assert {name: getattr(raised, name) for name in ALLOWANCES} == ALLOWANCES


KNOWN = {"firms": [("91310115DEMA00013F", "上海示例商贸有限公司")], "keys": {"310000-credit": "k"}}


def test_every_kind_that_has_a_weight_can_be_asked():
    """What goes on where it stopped is asked by way of Programs; the rest is drawn."""
    asker = Asker(KNOWN, Random(1))
    for kind in MIX.keys() - {"feed"}:
        assert asker.asking(kind).path.startswith("/api/v1/"), kind
    assert not MIX.keys() & STEADY.keys()


def said(state, accepted=20, rows=20):
    taken = {"accepted": accepted} if state == "done" else None
    return json.dumps({"state": state, "taken_in": taken, "counts": {"rows": rows}}).encode()


def reported():
    """One report that was sent."""
    waiting = Waiting("/jobs/", "job")
    waiting.begun("k")(b'{"id": "a"}')
    return waiting


def test_a_report_is_asked_about_until_it_is_done():
    waiting = reported()
    for answer in (None, said("reading"), said("done")):
        assert waiting.ended == {}
        asking, then = waiting.ask()
        assert (asking.path, asking.key) == ("/jobs/a", "k")
        then(answer)
    assert (dict(waiting.ended), list(waiting.open), waiting.faults) == ({"done": 1}, [], [])


@pytest.mark.parametrize("answer", [said("unreadable"), said("held"), said("done", accepted=19)])
def test_a_report_that_is_not_taken_in_whole_is_a_fault(answer):
    waiting = reported()
    waiting.ask()[1](answer)
    assert len(waiting.faults) == 1


@pytest.mark.parametrize(("lines", "faults"), [(50, 0), (49, 1)])
def test_a_list_is_done_when_its_answers_are_there(lines, faults):
    waiting = Waiting("/screenings/", "answers")
    waiting.begun("k")(b'{"id": "a"}')
    waiting.ask()[1](b'{"state": "done", "result": "/screenings/a/result"}')
    asking, then = waiting.ask()
    assert asking.path == "/screenings/a/result"
    then(b"{}\n" * lines)
    assert len(waiting.faults) == faults
