"""Which organisations bear a name one edit from what was typed? Offered to be looked at, never answered.

Clause  S27, S28: two names that differ by one sign are two organisations until a person says otherwise.
"""

from dataclasses import dataclass

from creditdelta.kernel.names.words import NameWords
from creditdelta.records.publishing import masked
from creditdelta.search import engines
from creditdelta.search.near_parts import near
from creditdelta.search.rules import Span, as_written, one_edit
from creditdelta.subjects.queries import codes_of, marks, portraits_of, rows

MOST = 5
SHORTEST = 4  # signs; of a shorter text every other is one edit away
_MOST_READ = 200
_LISTED = ", ".join(f"e.{column}" for column in engines.COLUMNS)
_ENTRIES = f"SELECT {_LISTED} FROM search_entry e WHERE e.id IN ({{ids}}) ORDER BY e.id"  # noqa: S608  # nosec B608 # names of our own


@dataclass(frozen=True, slots=True)
class Near:
    """Somebody's name that differs by one edit; `spans`: the signs that differ."""

    ref: bytes
    code: str
    name: str
    former: bool
    spans: tuple[Span, ...]


def near_names(wanted: str, words: NameWords) -> tuple[Near, ...]:
    """At most five, present names first; a fixed number of statements."""
    ids = near(wanted)[:_MOST_READ] if len(wanted) >= SHORTEST else []
    if not ids:
        return ()
    entries = [engines.entry_of(row) for row in rows(_ENTRIES.format(ids=marks(ids)), ids)]
    entries = [entry for entry in entries if one_edit(wanted, entry.normal)]
    refs = [entry.ref for entry in entries]
    codes, portraits = codes_of(refs), portraits_of(refs)
    found = []
    for entry in entries:
        portrait = portraits.get(entry.ref)
        if portrait is None or entry.name not in masked([portrait.name, *portrait.former]):
            continue
        spans = as_written(entry.name, entry.normal, different(wanted, entry.normal), words)
        former = entry.name != portrait.name
        found.append(Near(entry.ref, codes[entry.ref][1], entry.name, former, spans))
    return tuple(sorted(found, key=lambda one: one.former)[:MOST])


def different(typed: str, name: str) -> tuple[Span, ...]:
    """Which signs of the name the typed text does not have where they stand."""
    begin = next(
        (i for i, (a, b) in enumerate(zip(typed, name, strict=False)) if a != b),
        min(len(typed), len(name)),
    )
    longest = min(len(typed), len(name)) - begin
    back = zip(reversed(typed), reversed(name), strict=False)
    end = next((i for i, (a, b) in enumerate(back) if a != b), longest)
    stop = len(name) - min(end, longest)
    return ((begin, stop),) if stop > begin else ()
