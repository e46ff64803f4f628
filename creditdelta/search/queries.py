"""Whom does what somebody typed mean? Organisations, why each was found, and what else may be meant.

Clause  S2, S22, S27, S34. For everybody: sole traders by their exact code only, natural persons never.

The index proposes; what is shown is held to the evidence that counts at this moment, so a withdrawn or
erased registration is gone at once although the index follows a moment later.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import Literal

from creditdelta.kernel.names.words import NameWords
from creditdelta.records.publishing import about, masked
from creditdelta.rulebook.life import Life, life_of
from creditdelta.rulebook.name_words import name_words
from creditdelta.search import following, rules
from creditdelta.search.asked import Asked, Kind, read
from creditdelta.search.candidates import Candidates, Filters, candidates
from creditdelta.search.near_names import Near, near_names
from creditdelta.search.rules import FACETS, WHOLE, Entry, Match, Span
from creditdelta.search.wrong_codes import WrongCode, explained
from creditdelta.subjects.finding import Found, by_code
from creditdelta.subjects.queries import codes_of, portraits_of
from creditdelta.subjects.rules import Portrait

Matched = Literal[
    "code", "older_number", "name", "former_name", "part_of_name", "part_of_former_name", "letters"
]
PAGE = 20
USCC = "uscc"


@dataclass(frozen=True, slots=True)
class Hit:
    """An organisation that may be meant. `shown` is what matched, as written; `spans` mark it.

    `name` is the present name, "" where nothing confirms the organisation yet. `via`: the scheme of the
    older number it was found by.
    """

    code: str
    name: str
    status: str
    life: Life
    division: str
    matched: Matched
    shown: str
    spans: tuple[Span, ...]
    via: str = ""


@dataclass(frozen=True, slots=True)
class Facet:
    """Something to filter by: its values among the candidates, the commonest first."""

    name: str
    values: tuple[tuple[str, int], ...]
    chosen: str


@dataclass(frozen=True, slots=True)
class Results:
    """The answer. `text` is what may be shown again; `person`: it looks like a natural person.

    `count`: organisations found, of which `hits` is one page; `more`: there are more than could be
    ranked. `behind`: events the index has not followed yet.
    """

    kind: Kind
    text: str
    person: bool = False
    count: int = 0
    more: bool = False
    page: int = 1
    pages: int = 1
    hits: tuple[Hit, ...] = ()
    facets: tuple[Facet, ...] = ()
    wrong: tuple[WrongCode, ...] = ()
    near: tuple[Near, ...] = ()
    behind: int = 0


def search(text: str, filters: Filters | None = None, page: int = 1, *, day: date) -> Results:
    """Whoever is meant by a text, the page asked for; `filters`: a value for some of `FACETS`.

    A fixed number of statements, and two for each code a wrong one may have meant.
    """
    words = name_words()
    asked = read(text, words)
    if asked.kind == "code":
        return _of_codes(asked, day)
    if asked.kind != "name":
        return Results(asked.kind, asked.text, asked.person)
    return _of_names(asked, filters or {}, page, words, day)


def _of_codes(asked: Asked, day: date) -> Results:
    hits: dict[str, Hit] = {}
    wrong = []
    for typed in asked.codes:
        found = _by_code(typed, day)
        hits.update((hit.code, hit) for hit in found if hit.code not in hits)
        if not found:
            wrong.append(explained(typed))
    return Results(
        "code", asked.text, count=len(hits), hits=tuple(hits.values()), wrong=tuple(wrong)
    )


def _by_code(typed: str, day: date) -> list[Hit]:
    """Whom a number leads to: a sole trader by its own code only, nobody by an unresolved number."""
    found = by_code(typed)
    refs = [one.ref for one in found]
    codes, portraits = codes_of(refs), portraits_of(refs)
    hits = []
    for one in found:
        scheme, code = codes.get(one.ref, ("", ""))
        hidden = one.matched != "code" and about(code) == "sole_trader"
        if scheme == USCC and not hidden:
            hits.append(_coded(one, code, typed, portraits.get(one.ref), day))
    return hits


def _coded(one: Found, code: str, typed: str, portrait: Portrait | None, day: date) -> Hit:
    matched: Matched = "code" if one.matched == "code" else "older_number"
    name, status, division = (
        (masked([portrait.name])[0], portrait.status, portrait.division)
        if portrait
        else ("", "", "")
    )
    return Hit(
        code, name, status, life_of(status, day), division or code[2:8], matched, typed,
        ((0, len(typed)),), one.via,
    )  # fmt: skip


def _of_names(asked: Asked, filters: Filters, page: int, words: NameWords, day: date) -> Results:
    found = candidates(asked.parts, asked.letters, filters)
    pages = max(1, -(-len(found.ranked) // PAGE))
    page = min(max(1, page), pages)
    chosen = found.ranked[(page - 1) * PAGE : page * PAGE]
    hits = _hits(chosen, asked, words, day)
    return Results(
        kind="name",
        text=asked.text,
        person=asked.person,
        count=len(found.ranked) - (len(chosen) - len(hits)),
        more=found.more,
        page=page,
        pages=pages,
        hits=hits,
        facets=_facets(found, filters),
        near=() if _whole(found) else near_names(asked.wanted, words),
        behind=following.behind(),
    )


def _whole(found: Candidates) -> bool:
    """Whether somebody bears just the name that was typed: then nothing else is offered."""
    return any(match.level == WHOLE and not match.typed_letters for match, _ in found.ranked[:1])


def _hits(
    chosen: tuple[tuple[Match, Entry], ...], asked: Asked, words: NameWords, day: date
) -> tuple[Hit, ...]:
    """What is shown, held to the evidence: a name told no more is left out. Two statements."""
    refs = [entry.ref for _, entry in chosen]
    codes, portraits = codes_of(refs), portraits_of(refs)
    kept = [
        (match, entry, portrait)
        for match, entry in chosen
        if (portrait := portraits.get(entry.ref)) is not None
        and entry.name in (portrait.name, *portrait.former)
    ]
    now = masked([portrait.name for *_, portrait in kept])
    shown = masked([entry.name for _, entry, _ in kept])
    hits = []
    for (match, entry, portrait), name, matched in zip(kept, now, shown, strict=True):
        code = codes[entry.ref][1]
        hits.append(
            Hit(
                code,
                name,
                portrait.status,
                life_of(portrait.status, day),
                portrait.division or code[2:8],
                _why(match, former=entry.name != portrait.name),
                matched,
                _spans(match, entry, asked, words) if matched == entry.name else (),
            )
        )
    return tuple(hits)


def _why(match: Match, *, former: bool) -> Matched:
    if match.typed_letters:
        return "letters"
    if match.level == WHOLE:
        return "former_name" if former else "name"
    return "part_of_former_name" if former else "part_of_name"


def _spans(match: Match, entry: Entry, asked: Asked, words: NameWords) -> tuple[Span, ...]:
    if match.typed_letters:
        spans = rules.letter_spans(entry, asked.letters)
    else:
        spans = rules.name_spans(entry.normal, asked.parts)
    return rules.as_written(entry.name, entry.normal, spans, words)


def _facets(found: Candidates, filters: Filters) -> tuple[Facet, ...]:
    entries = [entry for _, entry in found.ranked]
    return tuple(
        Facet(name, _counted(map(attrgetter(name), entries)), filters.get(name, ""))
        for name in FACETS
    )


def _counted(values: Iterable[str]) -> tuple[tuple[str, int], ...]:
    """Each value that is said and how often, the commonest first."""
    counts = [(value, count) for value, count in Counter(values).items() if value]
    return tuple(sorted(counts, key=lambda pair: (-pair[1], pair[0])))
