"""An entry as a row of the table, and back."""

from dataclasses import fields
from typing import Any

from creditdelta.lists.models import Entry as Row
from creditdelta.lists.models import Ground
from creditdelta.lists.rules import Entry

APART = {"criteria", "documents"}  # one joined, the other in rows of its own
_PLAIN = [one.name for one in fields(Entry) if one.name not in APART]
_BINARY = {"id", "ref", "notice", "decision_notice"}


def columns_of(entry: Entry) -> dict[str, Any]:
    """The columns of the table that an entry fills."""
    plain = {name: getattr(entry, name) for name in _PLAIN}
    return {**plain, "criteria": " ".join(entry.criteria)}


def told(row: Row, documents: tuple[bytes, ...] = ()) -> Entry:
    """The entry of a row. `documents`: of its grounds, where somebody asks for them."""
    plain: dict[str, Any] = {name: getattr(row, name) for name in _PLAIN}
    for name in _BINARY:
        plain[name] = None if plain[name] is None else bytes(plain[name])
    return Entry(**plain, criteria=tuple(row.criteria.split()), documents=documents)


def documents_of(entries: list[bytes]) -> dict[bytes, tuple[bytes, ...]]:
    """The records that entries rest on, in the order in which they were named."""
    found: dict[bytes, list[bytes]] = {}
    for one in Ground.objects.filter(entry__in=entries).order_by("number"):
        found.setdefault(bytes(one.entry), []).append(bytes(one.document))
    return {entry: tuple(documents) for entry, documents in found.items()}
