"""An application as a row of the table, and back."""

from dataclasses import fields
from typing import Any

from creditdelta.repair.models import Case as Row
from creditdelta.repair.rules import Case

_PLAIN = [one.name for one in fields(Case) if one.name != "reasons"]
_BINARY = {"id", "ref", "target", "notice"}


def columns_of(case: Case) -> dict[str, Any]:
    """The columns of the table that a case fills."""
    plain = {name: getattr(case, name) for name in _PLAIN}
    return {**plain, "reasons": "\n".join(case.reasons)}


def told(row: Row) -> Case:
    """The case of a row."""
    plain: dict[str, Any] = {name: getattr(row, name) for name in _PLAIN}
    for name in _BINARY:
        plain[name] = None if plain[name] is None else bytes(plain[name])
    return Case(**plain, reasons=tuple(filter(None, row.reasons.split("\n"))))
