"""What a notice says, for a page: the same words as on its letter, or that they were erased.

Clause  S9.
"""

from typing import Any

from creditdelta.kernel.errors import Words
from creditdelta.notices.contents import ContentErased
from creditdelta.notices.letters import words
from creditdelta.notices.models import Notice
from creditdelta.notices.queries import Told
from creditdelta.pages.tables import Column, Table

NAMES = ("records", "records_2", "records_3", "records_4")  # ids of the tables of a letter


def said(told: Told) -> dict[str, Any] | None:
    """Everything on the letter; None once the content was erased."""
    try:
        return words(Notice.objects.get(pk=told.id))
    except ContentErased:
        return None


def tables_of(letter: dict[str, Any] | None) -> list[Table]:
    """The tables that stand on the letter."""
    found = []
    for id, one in zip(NAMES, letter["tables"] if letter else (), strict=False):
        columns = tuple(
            Column(f"column_{n}", _both(label)) for n, label in enumerate(one["columns"], 1)
        )
        found.append(Table(id, _both(one["label"]), columns, [tuple(row) for row in one["rows"]]))
    return found


def _both(words: dict[str, str]) -> Words:
    return Words(words["zh"], words["en"])
