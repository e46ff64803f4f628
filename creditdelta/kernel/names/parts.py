"""Of what does an organisation's name consist: place, trade name, industry, legal form, branch?

Clause  S27: a name is told apart by its parts, not by how alike it looks.
Data    rulebook/codes/names/legal-forms.csv, branch-forms.csv, industries.csv; divisions.csv
Pure    a heuristic over word lists: good enough to say "a person must look", never to join.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from creditdelta.kernel.names.endings import cut_ending, every_form
from creditdelta.kernel.names.normal_form import read_notes
from creditdelta.kernel.names.notes import groups
from creditdelta.kernel.names.places import leading_places
from creditdelta.kernel.names.words import NameWords

_STOPS = ".,;。、"
# Candidate lists name one organisation many times over; more would not stay near the processor.
_REMEMBERED = 1024


@dataclass(frozen=True, slots=True)
class NameParts:
    """A name in normal form and its parts; of a branch, the parts are those of its parent.

    `parent` and `branch` are empty where no parent is named in the text. `asides` are brackets
    that hold no place, such as (集团). Where nothing else tells a name apart, its industry or its
    form is the trade name: 苏州饭店 is the 饭店 of 苏州.
    """

    name: str
    places: tuple[str, ...]
    trade_name: str
    industry: str
    legal_form: str
    asides: tuple[str, ...]
    parent: str
    branch: str
    status: tuple[str, ...]
    former_names: tuple[str, ...]
    later_names: tuple[str, ...]
    other_names: tuple[str, ...]


@lru_cache(maxsize=_REMEMBERED)
def parse(name: str, words: NameWords) -> NameParts:
    """The parts of one name as anybody wrote it; every part may be empty."""
    notes = read_notes(name, words)
    parent, branch = _split_branch(notes.name, words)
    plain, inside, asides = _lift_brackets(parent or notes.name, words)
    places, rest = leading_places(plain.rstrip(_STOPS), words)
    stem, form = cut_ending(rest, every_form(words))
    trade, industry = _cut_industry(stem, words)
    return NameParts(
        name=notes.name,
        places=(*places, *inside),
        trade_name=trade or industry or form,
        industry=industry if trade else "",
        legal_form=form,
        asides=asides,
        parent=parent,
        branch=branch,
        status=notes.status,
        former_names=notes.former,
        later_names=notes.later,
        other_names=notes.other,
    )


def _split_branch(name: str, words: NameWords) -> tuple[str, str]:
    """(parent, branch) where the text names both, else two empty texts."""
    body, form = cut_ending(name, words.branch_forms)
    if form:
        parent = _last_form(body, _long_forms(words)) or _last_form(body, _short_forms(words))
        if parent:
            return parent, name[len(parent) :]
    body, form = cut_ending(name, words.dependent_forms)
    parent = _last_form(body, _parent_forms(words)) if form else ""
    return (parent, name[len(parent) :]) if parent else ("", "")


def _last_form(body: str, forms: re.Pattern[str]) -> str:
    end = max((found.end() for found in forms.finditer(body)), default=0)
    return body[:end] + ")" if body[end : end + 1] == ")" and "(" in body[:end] else body[:end]


def _lift_brackets(text: str, words: NameWords) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    if "(" not in text:
        return text, (), ()
    places: list[str] = []
    asides: list[str] = []
    kept, end = [], 0
    for start, stop in groups(text):
        inner = text[start + 1 : stop - 1]
        found, rest = leading_places(inner, words)
        places += found if not rest else ()
        asides += [inner] if rest else []
        kept.append(text[end:start])
        end = stop
    return "".join([*kept, text[end:]]), tuple(places), tuple(asides)


def _cut_industry(stem: str, words: NameWords) -> tuple[str, str]:
    trade = stem
    while True:
        shorter, word = cut_ending(trade, words.industries)
        if not word or len(word) == 1:
            return trade, stem[len(trade) :]
        trade = shorter


@cache
def _long_forms(words: NameWords) -> re.Pattern[str]:
    return _pattern(word for word in words.legal_forms if len(word) > 1)


@cache
def _short_forms(words: NameWords) -> re.Pattern[str]:
    return _pattern(words.legal_forms - words.given_name_endings)


@cache
def _parent_forms(words: NameWords) -> re.Pattern[str]:
    return _pattern(words.parent_forms)


def _pattern(forms: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(word) for word in sorted(forms, key=len, reverse=True)))
