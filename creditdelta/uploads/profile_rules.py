"""Does a column mapping that somebody chose hold, and what does it make of a row?

Clause  S33, S3: a reporter's own headings are named once and known from then on.
Pure    headings and choices in, a mapping or what is wrong with it out.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from creditdelta.kernel.errors import Words
from creditdelta.pipeline.convert import converted
from creditdelta.pipeline.headings import keys, unit
from creditdelta.rulebook import standards as form
from creditdelta.rulebook.basis import Basis
from creditdelta.rulebook.standards import MappedColumn, Standard

BASIS = Basis(
    "default",
    "报送单位自己的栏目对应 · the reporter's own column mapping",
    reason="由报送单位确认，只决定哪一栏是什么，不改变任何规则 · confirmed by the reporter; it says which "
    "column is which and changes no rule",
    confidence="C",
)
_YUAN = "元"

Why = Literal["empty", "unknown", "twice", "missing", "heading_twice"]


@dataclass(frozen=True, slots=True)
class Problem:
    """What keeps a mapping from being remembered; `named`: a column's code or a heading."""

    why: Why
    named: str = ""


def offered(standard: Standard) -> tuple[form.Column, ...]:
    """The columns a heading can be mapped to: a personal number is none of them."""
    return tuple(column for column in standard.columns if column.privacy != "person_id")


def guessed(standard: Standard, headings: Sequence[str]) -> dict[str, str]:
    """Heading -> column for the headings that the standard knows by themselves; each column once."""
    return _known(offered(standard), headings)


def _known(columns: Iterable[form.Column], headings: Sequence[str]) -> dict[str, str]:
    known: dict[str, str] = {}
    for column in columns:
        for name in (column.label.zh, column.label.en, column.code, *column.aliases):
            for key in keys(name):
                known.setdefault(key, column.code)
    found: dict[str, str] = {}
    for heading in headings:
        code = next((known[key] for key in keys(heading) if key in known), "")
        if code and code not in found.values():
            found[heading] = code
    return found


def problems(
    standard: Standard, headings: Sequence[str], chosen: Mapping[str, str]
) -> tuple[Problem, ...]:
    """Why the choices (heading -> column) cannot be remembered; none: they can."""
    wanted = {heading: code for heading, code in chosen.items() if code}
    if not wanted:
        return (Problem("empty"),)
    codes = {column.code for column in offered(standard)}
    found = [Problem("unknown", heading) for heading in wanted if heading not in headings]
    found += [Problem("unknown", code) for code in wanted.values() if code not in codes]
    uses = Counter(wanted.values())
    found += [Problem("twice", code) for code, count in uses.items() if count > 1 and code in codes]
    stands = Counter(key for heading in headings for key in keys(heading)[:1])
    found += [
        Problem("heading_twice", heading) for heading in wanted if stands[keys(heading)[0]] > 1
    ]
    found += [
        Problem("missing", column.code)
        for column in offered(standard)
        if (column.need == "mandatory" or column.code in standard.natural_key)
        and column.code not in wanted.values()
    ]
    return tuple(found)


def mapping(
    source: str,
    label: Words,
    standard: Standard,
    headings: Sequence[str],
    chosen: Mapping[str, str],
) -> form.Mapping:
    """The mapping of choices that hold. A column of amounts in yuan is turned into 万元.

    What tells rows about persons is not left out by leaving it open: such a heading stays what it is.
    """
    wanted = {heading: code for heading, code in chosen.items() if code}
    tests = {test.column for test in standard.person}
    telling = [one for one in standard.columns if one.privacy == "person_id" or one.code in tests]
    stays = _known(telling, [one for one in headings if one not in wanted])
    wanted |= {one: code for one, code in stays.items() if code not in wanted.values()}
    return form.Mapping(
        source=source,
        standard=standard.id,
        label=label,
        region="",
        empty=(),
        columns=tuple(
            MappedColumn(code, (heading,), ((),), _convert(standard, heading, code), ())
            for heading, code in wanted.items()
        ),
        ignored=tuple(one for one in headings if one not in wanted),
        person=(),
        basis=BASIS,
    )


def _convert(standard: Standard, heading: str, code: str) -> form.Convert:
    amount = standard.column(code).type == "amount_wan"
    return "yuan_to_wan" if amount and unit(heading) == _YUAN else "copy"


def to_json(one: form.Mapping) -> str:
    """A profile's mapping as JSON: what was chosen, and nothing that follows from it."""
    return json.dumps(
        {
            "source": one.source,
            "standard": one.standard,
            "label": [one.label.zh, one.label.en],
            "columns": [[column.sources[0], column.to, column.convert] for column in one.columns],
            "ignored": one.ignored,
        },
        ensure_ascii=False,
    )


def from_json(text: str) -> form.Mapping:
    """The mapping that `to_json` wrote."""
    told: dict[str, Any] = json.loads(text)
    return form.Mapping(
        source=told["source"],
        standard=told["standard"],
        label=Words(*told["label"]),
        region="",
        empty=(),
        columns=tuple(
            MappedColumn(code, (heading,), ((),), convert, ())
            for heading, code, convert in told["columns"]
        ),
        ignored=tuple(told["ignored"]),
        person=(),
        basis=BASIS,
    )


def understood(one: form.Mapping, headings: Sequence[str], line: Sequence[str]) -> dict[str, str]:
    """A line of the file by the standard's columns, as the mapping reads it."""
    cells = dict(zip(headings, line, strict=True))
    return {
        column.to: converted(column, [cells.get(name, "") for name in column.sources])
        for column in one.columns
    }


def headings_of(one: form.Mapping) -> tuple[str, ...]:
    """Every heading a profile knows."""
    return (*(column.sources[0] for column in one.columns), *one.ignored)
