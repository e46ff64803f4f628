"""Which entries may be meant by a part of a name or by first letters, best first?

Clause  S27, S34.

Candidates are the first `MOST` by static rank that hold what was typed; beginnings of names are asked
for apart where there are more, so that no name that begins with the text is crowded out by short ones.
Both kinds of database give the same, since the same condition holds for what either lets through.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from creditdelta.search import rules, tokens
from creditdelta.search.engines import begins, best, contains
from creditdelta.search.rules import FACETS, Entry, Match

MOST = 1_000
MOST_BEGINNING = 200
Filters = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Candidates:
    """Entries in order of rank, one for each organisation, and whether there are more."""

    ranked: tuple[tuple[Match, Entry], ...]
    more: bool


def candidates(parts: tuple[str, ...], letters: str, filters: Filters) -> Candidates:
    """Whoever bears or bore a name with all the parts, or with the first letters; 2 or 4 statements."""
    chosen = [(name, filters[name]) for name in FACETS if filters.get(name)]
    wanted = "".join(parts)
    named, more = _by_name(parts, chosen)
    found = [(rules.by_name(entry, wanted, parts), entry) for entry in named]
    if letters:
        typed, further = _by_letters(letters, chosen)
        found += [(rules.by_letters(entry, letters), entry) for entry in typed]
        more = more or further
    found.sort()
    first: dict[bytes, tuple[Match, Entry]] = {}
    for match, entry in found:
        first.setdefault(entry.ref, (match, entry))
    return Candidates(tuple(first.values()), more)


def _by_name(parts: tuple[str, ...], chosen: list[tuple[str, str]]) -> tuple[list[Entry], bool]:
    wanted = [token for part in parts for token in tokens.name_tokens(part)]
    holding = [contains("normal")] * len(parts)
    found = _best(wanted, holding, parts, chosen, MOST + 1)
    if len(found) <= MOST:
        return found, False
    whole = "".join(parts)
    first = _best(
        tokens.beginning_tokens(whole), [begins("normal")], [whole], chosen, MOST_BEGINNING
    )
    return _together(found[:MOST], first), True


def _by_letters(letters: str, chosen: list[tuple[str, str]]) -> tuple[list[Entry], bool]:
    holding = [contains("initials")]
    found = _best(tokens.letter_tokens(letters), holding, [letters], chosen, MOST + 1)
    if len(found) <= MOST:
        return found, False
    # every way to type a name stands behind a blank but the first
    first = _best(
        tokens.first_letter_tokens(letters),
        [f"({begins('initials')} OR {contains('initials')})"],
        [letters, f" {letters}"],
        chosen,
        MOST_BEGINNING,
    )
    return _together(found[:MOST], first), True


def _best(
    wanted: Sequence[str], holding: Sequence[str], given: Sequence[str],
    chosen: list[tuple[str, str]], most: int,
) -> list[Entry]:  # fmt: skip
    filtered = [f"e.{name} = %s" for name, _ in chosen]
    verified = " AND ".join([*holding, *filtered])
    values = [*given, *(value for _, value in chosen)]
    return best([*wanted, *tokens.facet_tokens(chosen)], verified, values, most)


def _together(some: list[Entry], others: list[Entry]) -> list[Entry]:
    return list({entry.id: entry for entry in (*some, *others)}.values())
