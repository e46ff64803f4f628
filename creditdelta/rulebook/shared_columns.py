"""Which columns do many standards have in the same words, so that each need only name them?

Clause  S22, S75: a new record kind says what is its own.
Data    rulebook/columns/shared.toml; a standard takes one with `like = "<its code>"` and may say
        otherwise what it says besides. The grounds of that file come along.
"""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from creditdelta.rulebook.strict import Place, load

FILE = "shared.toml"
Table = dict[str, Any]


def with_shared(table: Table, place: Place, root: Path) -> tuple[Table, Place]:
    """A standard's table with its shared columns written out, and the grounds they rest on.

    Raises `RulebookError` where no such column is shared, or where the standard gives the name of
    a shared ground another meaning.
    """
    columns = table.get("columns")
    if not isinstance(columns, list) or not any(_taken(each) for each in columns):
        return table, place
    shared, source = shared_columns(root)
    twice = sorted(set(place.grounds) & set(source.grounds))
    if twice:
        mend = f"give it another name, columns/{FILE} has one"
        raise place.inside(f"grounds.{twice[0]}").error("means two things", mend)
    written = [
        _written(each, shared, place.inside(f"columns.{n}")) for n, each in enumerate(columns, 1)
    ]
    grounds = {**source.grounds, **place.grounds}
    return {**table, "columns": written}, replace(place, grounds=grounds)


@cache
def shared_columns(root: Path) -> tuple[Mapping[str, Table], Place]:
    """The shared columns by code, as they are written, and the place that has their grounds."""
    table, place = load(root / "columns" / FILE)
    columns = table.get("columns")
    if set(table) != {"columns"} or not isinstance(columns, list):
        raise place.error(f"keys {sorted(table)}", "write only [[columns]] and grounds")
    found: dict[str, Table] = {}
    for n, each in enumerate(columns, 1):
        code = each.get("code") if isinstance(each, dict) else None
        if not isinstance(code, str) or code in found:
            raise place.inside(f"columns.{n}").error(
                f"code {code!r}", "give each a code of its own"
            )
        found[code] = each
    return found, place


def _taken(column: object) -> bool:
    return isinstance(column, dict) and "like" in column


def _written(column: Any, shared: Mapping[str, Table], place: Place) -> Any:
    if not _taken(column):
        return column
    if column["like"] not in shared:
        problem = f"no shared column {column['like']!r}"
        raise place.inside("like").error(problem, f"use one of {', '.join(shared)}")
    return {**shared[column["like"]], **{k: v for k, v in column.items() if k != "like"}}
