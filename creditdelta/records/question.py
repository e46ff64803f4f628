"""Is this one question about records, and about nothing else?

Clause  S34, S71. Pure: the text is parsed, never run. One SELECT; it may name kinds of record, its own
WITH names and a few row makers, so that no setting, file, catalogue or inner relation is reached.
"""

import json
from collections.abc import Collection, Iterator
from typing import Any

import duckdb

INNER = "credit_delta_"  # how the relations behind the views are called
ROW_MAKERS = ("range", "generate_series", "unnest")
FROM = ("BASE_TABLE", "TABLE_FUNCTION", "SHOW_REF", "COLUMN_DATA", "BOUND_TABLE_REF", "DELIMGET")


class NotAQuestion(ValueError):
    """The text is no single SELECT over kinds of record; says why."""


def kinds_asked(text: str, kinds: Collection[str]) -> list[str]:
    """The kinds of record a question is about; raises `NotAQuestion`."""
    tree = _parsed(text)
    own = {name.lower() for name in _own_names(tree)}
    if any(name.startswith(INNER) for name in own):
        raise NotAQuestion(f"names must not begin with {INNER}")
    asked = set()
    for node in _nodes(tree):
        if node.get("type") not in FROM:
            continue
        if node["type"] == "TABLE_FUNCTION":
            _row_maker(node)
        elif node["type"] == "BASE_TABLE":
            name = _table(node)
            if name in kinds:
                asked.add(name)
            elif name not in own:
                raise NotAQuestion(f"no such kind of record: {name}")
        else:
            raise NotAQuestion(f"{node['type']} is not for questions")
    return sorted(asked)


def _parsed(text: str) -> Any:
    with duckdb.connect(":memory:", config={"enable_external_access": "false"}) as parser:
        try:
            statements = parser.extract_statements(text)
        except duckdb.Error as problem:
            raise NotAQuestion(_first_line(problem)) from None
        if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
            raise NotAQuestion("one SELECT statement")
        (told,) = parser.execute("SELECT json_serialize_sql(?)", [text]).fetchall()[0]
    tree = json.loads(told)
    if tree.get("error"):
        raise NotAQuestion(str(tree.get("error_message", "not understood")))
    return tree["statements"]


def _first_line(problem: Exception) -> str:
    return str(problem).splitlines()[0]


def _nodes(tree: Any) -> Iterator[dict[str, Any]]:
    if isinstance(tree, dict):
        yield tree
        for value in tree.values():
            yield from _nodes(value)
    elif isinstance(tree, list):
        for value in tree:
            yield from _nodes(value)


def _own_names(tree: Any) -> Iterator[str]:
    for node in _nodes(tree):
        entries = node.get("cte_map", {}).get("map", []) if "cte_map" in node else []
        yield from (entry["key"] for entry in entries)


def _row_maker(node: dict[str, Any]) -> None:
    name = str(node["function"].get("function_name", "")).lower()
    if name not in ROW_MAKERS:
        raise NotAQuestion(f"{name}() is not for questions")


def _table(node: dict[str, Any]) -> str:
    if node.get("catalog_name") or str(node.get("schema_name", "")).lower() not in ("", "main"):
        raise NotAQuestion("kinds of record are named without a schema")
    return str(node["table_name"]).lower()
