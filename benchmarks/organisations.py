"""The organisations and offices that the measured rows are about, as parallel columns."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from benchmarks import codes
from creditdelta.world import vocabulary

Indexes = npt.NDArray[np.int64]

SOLE_TRADER_SHARE = 0.15
DIGITS_ONLY_SHARE = 0.25


@dataclass(frozen=True, slots=True)
class World:
    """Organisations and offices that the rows are about, as parallel columns."""

    names: pa.StringArray
    usccs: pa.StringArray
    registrations: pa.StringArray
    representatives: pa.StringArray
    classes: pa.StringArray
    office_names: pa.StringArray
    office_codes: pa.StringArray
    marks: pa.StringArray
    departments: Indexes  # kind of office


def join(*parts: pa.Array | str) -> pa.StringArray:
    """Texts put together row by row."""
    return pc.binary_join_element_wise(*parts, "")


def pick(rng: np.random.Generator, words: list[str], count: int) -> pa.StringArray:
    """`count` words drawn evenly."""
    return pa.array(words, pa.string()).take(pa.array(rng.integers(0, len(words), count)))


def world(rng: np.random.Generator, organisations: int) -> World:
    """Organisations in all places, and one office of every department in each place."""
    home = rng.integers(0, len(vocabulary.places()), organisations)
    sole = rng.random(organisations) < SOLE_TRADER_SHARE
    divisions = codes.matrix([place.code for place in vocabulary.places()])[home]
    kinds = np.where(sole[:, None], codes.matrix(["92"]), codes.matrix(["91"]))
    office_names, office_codes, marks, departments = _offices(rng)
    return World(
        names=_names(rng, home, sole),
        usccs=codes.strings(codes.usccs(kinds, divisions, _inner(rng, organisations))),
        registrations=codes.strings(codes.registration_numbers(rng, divisions)),
        representatives=_representatives(rng, organisations),
        classes=pc.if_else(pa.array(sole), "个体工商户", "法人及非法人组织"),
        office_names=office_names,
        office_codes=office_codes,
        marks=marks,
        departments=departments,
    )


def _inner(rng: np.random.Generator, count: int) -> codes.Matrix:
    old = codes.organisation_codes(rng, count, lead=b"")
    new = codes.organisation_codes(rng, count, lead=b"MA")
    return np.where((rng.random(count) < DIGITS_ONLY_SHARE)[:, None], old, new)


def _offices(
    rng: np.random.Generator,
) -> tuple[pa.StringArray, pa.StringArray, pa.StringArray, Indexes]:
    departments = vocabulary.departments()
    pairs = [(place, kind) for place in vocabulary.places() for kind in range(len(departments))]
    names = [place.name + departments[kind].name for place, kind in pairs]
    marks = [place.district[:2] + departments[kind].mark for place, kind in pairs]
    divisions = codes.matrix([place.code for place, _ in pairs])
    inner = codes.organisation_codes(rng, len(pairs), lead=b"MB")
    office_codes = codes.usccs(codes.matrix(["11"] * len(pairs)), divisions, inner)
    kinds = np.array([kind for _, kind in pairs])
    return pa.array(names), codes.strings(office_codes), pa.array(marks), kinds


def _names(rng: np.random.Generator, home: Indexes, sole: npt.NDArray[np.bool_]) -> pa.StringArray:
    words, count = vocabulary.organisation_words(), len(home)
    industries = [word for row in words["industry"] for word in row["words"]]
    forms = pc.if_else(
        pa.array(sole),
        pick(rng, words["legal_forms"]["sole_trader"], count),
        pick(rng, words["legal_forms"]["enterprise"], count),
    )
    second = words["trade_second"]
    return join(
        pa.array([place.name for place in vocabulary.places()]).take(pa.array(home)),
        pick(rng, words["trade_first"], count),
        pick(rng, second, count),
        pick(rng, ["", *second], count),
        pick(rng, industries, count),
        forms,
    )


def _representatives(rng: np.random.Generator, count: int) -> pa.StringArray:
    words = vocabulary.organisation_words()
    return join(
        pick(rng, words["representative_surnames"], count),
        pick(rng, words["trade_first"], count),
        pick(rng, words["trade_second"], count),
    )
