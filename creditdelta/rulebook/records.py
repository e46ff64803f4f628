"""Which field standard is a record of some kind judged by?

Clause  S31, S75: standards of double publicity and registration that can be run.
Data    rulebook/records/<kind>.toml, a later edition in a file of its own beside it; columns that
        many have in common: rulebook/columns/shared.toml.

>>> standard("penalty").id
'penalty/2018'
>>> standard("行政处罚").column("CF_WSH").label.en
'decision number'
"""

from datetime import date
from functools import cache
from pathlib import Path

from creditdelta.rulebook.coherence import check_standard
from creditdelta.rulebook.enums import enums
from creditdelta.rulebook.folder import folder
from creditdelta.rulebook.publication import publications
from creditdelta.rulebook.shared_columns import with_shared
from creditdelta.rulebook.standards import Agreement, Column, RequiredWhen, Standard
from creditdelta.rulebook.strict import RulebookError, load, read

DEFAULTS: dict[type, dict[str, object]] = {
    Column: {"max_length": None, "enum": None, "multiple": False, "aliases": (), "example": ""},
    RequiredWhen: {"contains": False},
    Agreement: {"values": ()},
    Standard: {
        "not_future": (),
        "orders": (),
        "required_when": (),
        "kept_when": (),
        "agreements": (),
        "person": (),
        "confirms": False,
    },
}


class UnknownStandard(LookupError):
    """No standard of the rulebook has this id, kind or label."""


def standards(root: Path | None = None, *, allow_fictional: bool = False) -> dict[str, Standard]:
    """Every standard by id, such as `penalty/2018`; `RulebookError` where a file is wrong."""
    return _standards(root or folder(), allow_fictional)


def standard(name: str, root: Path | None = None, *, day: date | None = None) -> Standard:
    """The standard of an id; by kind or label the edition in force on `day` (None: the newest)."""
    known = standards(root)
    if name in known:
        return known[name]
    editions = [
        item
        for item in known.values()
        if name in (item.kind, item.label.zh, item.label.en) and (day is None or item.since <= day)
    ]
    if not editions:
        raise UnknownStandard(name)
    return max(editions, key=lambda item: item.since)


@cache
def _standards(root: Path, allow_fictional: bool) -> dict[str, Standard]:
    lists = enums(root, allow_fictional=allow_fictional)
    rules = publications(root, allow_fictional=allow_fictional)
    found: dict[str, Standard] = {}
    begun: dict[tuple[str, date], str] = {}
    paths = sorted((root / "records").glob("*.toml"))
    if not paths:
        mend = "set CREDITDELTA_RULEBOOK to the rulebook folder"
        raise RulebookError(str(root), "records", "no standards here", mend)
    for path in paths:
        table, place = load(path, defaults=DEFAULTS, allow_fictional=allow_fictional)
        table, place = with_shared(table, place, root)
        item = read(Standard, table, place, id=f"{table.get('kind')}/{table.get('edition')}")
        check_standard(item, lists, rules, place)
        twin = begun.setdefault((item.kind, item.since), item.id)
        if item.id in found or twin != item.id:
            raise _twice(path.name, item)
        found[item.id] = item
    return found


def _twice(file: str, item: Standard) -> RulebookError:
    problem = f"a second edition of {item.kind} with since {item.since} or edition {item.edition}"
    return RulebookError(file, "since", problem, "give every edition its own first day and name")
