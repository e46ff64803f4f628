"""When does what arrive, where is the knee, and how long did it take? The pure part of `benchmarks.load`.

A load is open: requests arrive when they arrive, whether or not those before were answered, as those of many
programs do. A server that falls behind is then seen by the waiting, which counts.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

FOLLOWS = 0.95  # of what arrived in a step must be answered before it ends
RUNS_AWAY = 5.0  # times the p95 of the first step, which is quiet
GROWTH = 1.2  # of the rate from one step to the next


class NoKnee(ValueError):
    """The lowest rate was too much already."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """Something that is asked, so many seconds after the beginning."""

    at: float
    kind: str


@dataclass(frozen=True, slots=True)
class Step:
    """What came of a rate: how many arrived, how many were answered before its end, p95 in ms."""

    rate: float
    arrived: int
    answered: int
    p95: float


def arrivals(
    rate: float, seconds: float, seed: int, weights: Mapping[str, float], every: Mapping[str, float]
) -> list[Arrival]:
    """Everything that arrives, earliest first: `rate` a second on average, those of `every` included.

    What has a weight comes by chance (exponential gaps), what is in `every` once in so many seconds. The
    same arguments give the same list.
    """
    random = Random(seed)
    steady = [
        Arrival((n + 0.5) * gap, kind)
        for kind, gap in every.items()
        for n in range(math.ceil(seconds / gap - 0.5))
    ]
    left = rate - sum(1 / gap for gap in every.values())
    kinds, shares = list(weights), list(weights.values())
    at, found = 0.0, []
    while left > 0 and (at := at + random.expovariate(left)) < seconds:
        found.append(Arrival(at, random.choices(kinds, shares)[0]))
    return sorted([*found, *steady], key=lambda one: one.at)


def percentile(values: Sequence[float], percent: float) -> float:
    """The least value that so many of a hundred do not exceed; raises `ValueError` for none."""
    if not values:
        raise ValueError("no values")
    ordered = sorted(values)
    return ordered[max(math.ceil(len(ordered) * percent / 100), 1) - 1]


def is_held(step: Step, quiet: float) -> bool:
    """Whether the answers followed what arrived, and did not wait long; `quiet`: p95 of the first step."""
    return step.answered >= FOLLOWS * step.arrived and step.p95 <= RUNS_AWAY * quiet


def knee(steps: Sequence[Step]) -> float:
    """The highest rate that was held, all lower ones too; raises `NoKnee`.

    The steps stand in the order in which they were taken. A rate that was tried twice is held if it was once:
    the other time something else may have had the machine.
    """
    held: dict[float, bool] = {}
    for step in steps:
        held[step.rate] = held.get(step.rate, False) or is_held(step, steps[0].p95)
    found = 0.0
    for rate in sorted(held):
        if not held[rate]:
            break
        found = rate
    if not found:
        raise NoKnee(f"{steps[0].rate:g} a second" if steps else "no step")
    return found
