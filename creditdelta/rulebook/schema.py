"""How does another system read our standards? As JSON Schema 2020-12 or Frictionless Table Schema.

Clause  S75: standards published so that others can run them.
Pure    from loaded values to plain dicts.

Recommended lengths are annotations only: a long cell is worth a warning, never a refusal.
"""

import re
from collections.abc import Mapping
from typing import Any

from creditdelta.rulebook.enums import Enumeration
from creditdelta.rulebook.standards import Column, PersonTest, RequiredWhen, Standard

Schema = dict[str, Any]
AMOUNTS = ("amount_wan", "amount_yuan", "decimal")
AMOUNT_PATTERN = r"^(-?\d+(\.\d+)?)?$"
DATE_PATTERN = r"^(\d{4}-\d{2}-\d{2})?$"


def json_schema(standard: Standard, lists: Mapping[str, Enumeration]) -> Schema:
    """One record as an object of texts, keyed by column code; rows about persons do not pass."""
    found: Schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:creditdelta:standard:{standard.id.replace('/', ':')}",
        "title": standard.label.zh,
        "description": f"{standard.label.en}, {standard.edition}",
        "type": "object",
        "properties": {c.code: _property(c, lists) for c in standard.columns},
        "required": [c.code for c in standard.columns if c.need == "mandatory"],
        "additionalProperties": False,
    }
    conditions = [_condition(rule) for rule in standard.required_when]
    persons = [{"not": _about_person(test)} for test in standard.person]
    if conditions or persons:
        found["allOf"] = conditions + persons
    return found


def table_schema(standard: Standard, lists: Mapping[str, Enumeration]) -> Schema:
    """One file with the Chinese labels as headings; the natural key is the primary key."""
    return {
        "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
        "name": standard.id.replace("/", "-"),
        "title": standard.label.zh,
        "description": f"{standard.label.en}, {standard.edition}",
        "fields": [_field(c, lists) for c in standard.columns],
        "primaryKey": [standard.column(code).label.zh for code in standard.natural_key],
        "missingValues": [""],
    }


def _property(column: Column, lists: Mapping[str, Enumeration]) -> Schema:
    found: Schema = {"title": column.label.zh, "description": column.label.en, "type": "string"}
    if column.need == "mandatory":
        found["minLength"] = 1
    if column.max_length is not None:
        found["x-recommended-length"] = column.max_length
    if column.privacy != "public":
        found["x-privacy"] = column.privacy
    if column.type == "date":
        found["pattern"] = DATE_PATTERN
    if column.type in AMOUNTS:
        found["pattern"] = AMOUNT_PATTERN
    if column.enum is not None:
        found |= _values(column, lists[column.enum])
    if column.example:
        found["examples"] = [column.example]
    return found


def _values(column: Column, listed: Enumeration) -> Schema:
    texts = sorted(listed.texts() | ({""} if column.need != "mandatory" else set()))
    if column.multiple or not listed.closed:
        return {"x-values": [text for text in texts if text]}
    if listed.other_prefix:
        free = {"pattern": f"^{re.escape(listed.other_prefix)}."}
        return {"anyOf": [{"enum": texts}, free]}
    return {"enum": texts}


def _condition(rule: RequiredWhen) -> Schema:
    if rule.contains:
        test: Schema = {"pattern": "|".join(re.escape(value) for value in rule.values)}
    else:
        test = {"enum": list(rule.values)}
    filled = {"properties": {rule.column: {"minLength": 1}}, "required": [rule.column]}
    return {"if": {"properties": {rule.when: test}, "required": [rule.when]}, "then": filled}


def _about_person(test: PersonTest) -> Schema:
    wanted: Schema = {"enum": list(test.values)} if test.values else {"minLength": 1}
    return {"properties": {test.column: wanted}, "required": [test.column]}


def _field(column: Column, lists: Mapping[str, Enumeration]) -> Schema:
    kind = {"date": "date"} | dict.fromkeys(AMOUNTS, "number")
    found: Schema = {
        "name": column.label.zh,
        "title": column.label.en,
        "type": kind.get(column.type, "string"),
        "code": column.code,
    }
    constraints: Schema = {"required": True} if column.need == "mandatory" else {}
    if column.enum is not None and not column.multiple:
        listed = lists[column.enum]
        if listed.closed and not listed.other_prefix:
            constraints["enum"] = sorted(listed.texts())
    if constraints:
        found["constraints"] = constraints
    if column.example:
        found["example"] = column.example
    return found
