"""How does a supplying system's own form become the standard form?

Clause  S22, S31: a new supplier is one data file and no code.
Data    rulebook/mappings/<source>.toml

>>> mappings()["open-registrations"].standard
'registration/2018'
"""

from functools import cache
from pathlib import Path
from typing import Any

from creditdelta.rulebook.coherence import check_mapping
from creditdelta.rulebook.enums import enums
from creditdelta.rulebook.folder import folder
from creditdelta.rulebook.records import standards
from creditdelta.rulebook.standards import MappedColumn, Mapping
from creditdelta.rulebook.strict import load, read

DEFAULTS: dict[type, dict[str, object]] = {
    MappedColumn: {"convert": "copy", "values": ()},
    Mapping: {"region": "", "empty": (), "ignored": (), "person": ()},
}


def mappings(root: Path | None = None, *, allow_fictional: bool = False) -> dict[str, Mapping]:
    """Every mapping by the name of its source; `RulebookError` where a file is wrong."""
    return _mappings(root or folder(), allow_fictional)


@cache
def _mappings(root: Path, allow_fictional: bool) -> dict[str, Mapping]:
    paths = sorted((root / "mappings").glob("*.toml"))
    return {path.stem: _mapping(path, root, allow_fictional) for path in paths}


def _mapping(path: Path, root: Path, allow_fictional: bool) -> Mapping:
    table, place = load(path, defaults=DEFAULTS, allow_fictional=allow_fictional)
    item = read(Mapping, _with_aliases(table), place, source=path.stem)
    known = standards(root, allow_fictional=allow_fictional)
    if item.standard not in known:
        problem = f"no standard {item.standard!r}"
        raise place.inside("standard").error(problem, f"use one of {', '.join(known)}")
    lists = enums(root, allow_fictional=allow_fictional)
    check_mapping(item, known[item.standard], lists, place)
    return item


def _with_aliases(table: dict[str, Any]) -> dict[str, Any]:
    columns = table.get("columns")
    if not isinstance(columns, list):
        return table
    return {**table, "columns": [_paired(item) for item in columns]}


def _paired(item: Any) -> Any:
    # A column without aliases writes none; the value holds one list for each source.
    if isinstance(item, dict) and "aliases" not in item and isinstance(item.get("sources"), list):
        return {**item, "aliases": [[] for _ in item["sources"]]}
    return item
