"""By what may the list of standards be filtered? Each choice is a link, so that a filter has an address.

Clause  S75.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.http import urlencode

from creditdelta.kernel.errors import Words
from creditdelta.pages.environment import url
from creditdelta.pages.language import say
from creditdelta.rulebook.archive_sections import archive_sections
from creditdelta.rulebook.standard_words import NATURES, SIDES
from creditdelta.rulebook.standards import Standard

FACETS = {
    "section": Words("档案部分", "Section"),
    "nature": Words("性质", "Weight"),
    "side": Words("来源", "Side"),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of one facet; `facet` names the field of a standard."""

    facet: str
    value: str

    def fits(self, item: Standard) -> bool:
        """Whether a standard has the value."""
        return bool(getattr(item, self.facet) == self.value)


def chosen(asked: Mapping[str, str]) -> list[Choice]:
    """What an address chooses; values nobody knows choose nothing."""
    found = [Choice(facet, asked.get(facet, "")) for facet in FACETS]
    return [one for one in found if one.value in _words(one.facet)]


def groups(items: Sequence[Standard], wanted: Sequence[Choice]) -> list[dict[str, Any]]:
    """The facets with how many of the shown standards each of their values has."""
    found = []
    for facet, label in FACETS.items():
        counted = Counter(getattr(item, facet) for item in items)
        options = [
            {
                "text": say(word),
                "count": counted[value],
                "href": _address([*wanted, Choice(facet, value)]),
                "current": Choice(facet, value) in wanted,
            }
            for value, word in _words(facet).items()
            if counted[value]
        ]
        found.append({"label": say(label), "options": options})
    return found


def removals(wanted: Sequence[Choice]) -> list[dict[str, str]]:
    """What is chosen, each with the address of the list without it."""
    return [
        {
            "text": say(_words(one.facet)[one.value]),
            "href": _address([other for other in wanted if other != one]),
        }
        for one in wanted
    ]


def _words(facet: str) -> Mapping[str, Words]:
    if facet == "section":
        return {one.id: one.label for one in archive_sections()}
    words = NATURES if facet == "nature" else SIDES
    return {str(value): word for value, word in words.items()}


def _address(choices: Sequence[Choice]) -> str:
    asked = urlencode({one.facet: one.value for one in choices})
    return url("standards") + (f"?{asked}" if asked else "")
