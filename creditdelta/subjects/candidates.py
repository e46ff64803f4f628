"""Whom might a name mean that no organisation bears exactly? Proposals for a person, never a link.

Clause  S27, S28.
Memory  grows with the names asked about, not with the register: the register streams past.

Two names meet here when they share the trade name with its industry, or when one sign more or less
makes these equal; what they then say of each other is told by kernel/names/compare.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from creditdelta.kernel.names.compare import compare_parts
from creditdelta.kernel.names.parts import NameParts, parse
from creditdelta.kernel.names.persons import looks_like_person
from creditdelta.kernel.names.verdicts import Verdict
from creditdelta.kernel.names.words import NameWords

MOST = 5
_LONGEST_CORE = 16  # of a longer one, single signs are not left out one by one
_ORDER: dict[Verdict, int] = {"same": 0, "former_name": 1, "review": 2, "branch": 3}


@dataclass(frozen=True, slots=True)
class Near:
    """A registered name near the one asked about."""

    ref: bytes
    name: str
    verdict: Verdict
    reasons: tuple[str, ...]


def near_names(
    asked: Iterable[str], register: Iterable[tuple[bytes, str]], words: NameWords
) -> dict[str, tuple[Near, ...]]:
    """For each name asked about the nearest registered ones, nearest first, at most five.

    A name that looks like a natural person's is not looked for.
    """
    parsed = {name: parse(name, words) for name in set(asked) if not looks_like_person(name, words)}
    by_key: dict[str, list[str]] = defaultdict(list)
    for name, parts in parsed.items():
        for key in keys(parts):
            by_key[key].append(name)
    found: dict[str, dict[bytes, Near]] = defaultdict(dict)
    for ref, name in register:
        theirs = parse(name, words)
        for ours in {one for key in keys(theirs) for one in by_key.get(key, ())}:
            decision = compare_parts(parsed[ours], theirs, words)
            if decision.decision in _ORDER:
                near = Near(ref, name, decision.decision, decision.reasons)
                before = found[ours].get(ref)
                if before is None or _rank(near) < _rank(before):
                    found[ours][ref] = near
    return {name: tuple(sorted(near.values(), key=_rank)[:MOST]) for name, near in found.items()}


def _rank(near: Near) -> tuple[int, int, str]:
    return _ORDER[near.verdict], len(near.reasons), near.name


def keys(parts: NameParts) -> Iterator[str]:
    """The core of a name, and the core without each of its signs."""
    core = parts.trade_name + parts.industry
    if not core:
        return
    yield core
    if len(core) <= _LONGEST_CORE:
        yield from {core[:at] + "*" + core[at + 1 :] for at in range(len(core))}
        yield from {core[:at] + core[at + 1 :] for at in range(len(core))}
