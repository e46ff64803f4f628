"""By which records is an organisation a candidate for a list? The shape of a criterion.

Clause  S15, S17: listing criteria that four provinces can read and a program can run.
Data    `[[criteria]]` of rulebook/sectors/<sector>/lists.toml, read by listings.py.

A criterion holds where all of its findings do. It proposes; whether somebody is listed, an office decides.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from creditdelta.kernel.errors import Words
from creditdelta.rulebook.basis import Basis
from creditdelta.rulebook.dated import check_terms
from creditdelta.rulebook.standards import Standard
from creditdelta.rulebook.strict import Place

PLACES = 6  # behind the point, as amounts are reported


@dataclass(frozen=True, slots=True)
class Condition:
    """What a cell of a record must say: one of some words, or a figure of at least so much.

    `columns`: any of them. `least` is in the column's own unit; written as digits, so that no
    engine rounds it.
    """

    columns: tuple[str, ...]
    words: tuple[str, ...]
    least: str


@dataclass(frozen=True, slots=True)
class Finding:
    """So many records of a kind that meet all conditions. `within`: decided in that term before the day."""

    kind: str
    conditions: tuple[Condition, ...]
    within: str
    least: int
    most: int | None


@dataclass(frozen=True, slots=True)
class Criterion:
    """One way to become a candidate. `clause`: an instrument's, `id#clause` or `id`."""

    id: str
    list: str
    label: Words
    clause: str
    findings: tuple[Finding, ...]
    since: date
    until: date | None
    basis: Basis


DEFAULTS: dict[type, dict[str, object]] = {
    Condition: {"words": (), "least": ""},
    Finding: {"conditions": (), "within": "", "least": 1, "most": None},
    Criterion: {"clause": "", "until": None},
}


def check_criterion(one: Criterion, known: Iterable[Standard], place: Place) -> None:
    """Its records, columns and terms exist, and something must be there that it finds; `RulebookError`."""
    kinds: dict[str, set[str]] = {}
    for item in known:
        shown = {column.code for column in item.columns if column.privacy == "public"}
        kinds.setdefault(item.kind, set()).update(shown)
    for n, finding in enumerate(one.findings, 1):
        _check_finding(finding, kinds, place.inside(f"findings.{n}"))
    if not any(finding.least > 0 for finding in one.findings):
        mend = "begin with a finding of which at least one is there"
        raise place.inside("findings").error("finds everybody", mend)


def _check_finding(one: Finding, kinds: dict[str, set[str]], place: Place) -> None:
    if one.kind not in kinds:
        raise place.inside("kind").error(f"no kind of record {one.kind!r}", "see records/")
    if one.least < 0 or (one.most is not None and one.most < one.least):
        raise place.inside("least").error("no number fits", "let most be no less than least")
    if one.within:
        check_terms((one.within,), place.inside("within"))
    for n, condition in enumerate(one.conditions, 1):
        here = place.inside(f"conditions.{n}")
        unknown = set(condition.columns) - kinds[one.kind]
        if unknown or not condition.columns:
            problem = f"no public column {min(unknown, default='named')!r}"
            raise here.inside("columns").error(problem, f"see the standard of {one.kind}")
        _check_cell(condition, here)


def _check_cell(condition: Condition, place: Place) -> None:
    words = condition.words
    if bool(words) == bool(condition.least):
        raise place.error("says nothing, or two things", "give either words or least")
    if len(set(words)) < len(words) or "" in words:
        raise place.inside("words").error("a word stands twice, or none", "name each once")
    if condition.least and not _is_figure(condition.least):
        raise place.inside("least").error("no figure", 'write it as "10" or "0.5"')


def _is_figure(text: str) -> bool:
    whole, _, rest = text.partition(".")
    return (whole + rest).isdecimal() and text.isascii() and bool(whole) and len(rest) <= PLACES
