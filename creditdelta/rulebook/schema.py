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
# [0-9] and not \d, which takes full-width digits in some languages and not in others.
AMOUNT_PATTERN = r"^([0-9]+(\.[0-9]+)?)?$"
DECIMAL_PATTERN = r"^(-?[0-9]+(\.[0-9]+)?)?$"
DATE_PATTERN = r"^([0-9]{4}-(0?[1-9]|1[0-2])-(0?[1-9]|[12][0-9]|3[01]))?$"  # 9999-9-9: for good
FILLED = r"\S"


def json_schema(standard: Standard, lists: Mapping[str, Enumeration]) -> Schema:
    """One record as an object of texts, keyed by column code; rows about persons do not pass."""
    found: Schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:creditdelta:standard:{standard.id.replace('/', ':')}",
        "title": standard.label.zh,
        "description": f"{standard.label.en}, {standard.edition}",
        "type": "object",
        "properties": {c.code: _property(c, lists, standard) for c in standard.columns},
        "required": [c.code for c in standard.columns if c.need == "mandatory"],
        "additionalProperties": False,
    }
    conditions = [
        _condition(rule, _spellings(rule, standard.column(rule.when), lists))
        for rule in standard.required_when
    ]
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
        "fields": [_field(c, lists, standard) for c in standard.columns],
        "primaryKey": [standard.column(code).label.zh for code in standard.natural_key],
        "missingValues": [""],
    }


def _property(column: Column, lists: Mapping[str, Enumeration], standard: Standard) -> Schema:
    found: Schema = {"title": column.label.zh, "description": column.label.en, "type": "string"}
    if column.need == "mandatory":
        found |= {"minLength": 1, "pattern": FILLED}
    if column.max_length is not None:
        found["x-recommended-length"] = column.max_length
    if column.privacy != "public":
        found["x-privacy"] = column.privacy
    if column.type == "date":
        found["pattern"] = DATE_PATTERN
    if column.type in AMOUNTS:
        found["pattern"] = DECIMAL_PATTERN if column.type == "decimal" else AMOUNT_PATTERN
    if column.enum is not None:
        found |= _values(column, _texts(column, lists, standard), lists[column.enum])
    if column.example:
        found["examples"] = [column.example]
    return found


def _texts(column: Column, lists: Mapping[str, Enumeration], standard: Standard) -> set[str]:
    """What may stand in a list column: a value that names a person belongs to a refused row."""
    listed = lists[column.enum or ""]
    persons = {
        value for test in standard.person for value in test.values if test.column == column.code
    }
    named = {row.label_zh for value in persons if (row := listed.row_for(value))}
    return {text for text in listed.texts() if _label(listed, text) not in named}


def _label(listed: Enumeration, text: str) -> str:
    row = listed.row_for(text)
    return row.label_zh if row else text


def _values(column: Column, allowed: set[str], listed: Enumeration) -> Schema:
    texts = sorted(allowed | ({""} if column.need != "mandatory" else set()))
    if column.multiple or not listed.closed:
        return {"x-values": [text for text in texts if text]}
    if listed.other_prefix:
        free = {"pattern": f"^{re.escape(listed.other_prefix)}."}
        return {"anyOf": [{"enum": texts}, free]}
    return {"enum": texts}


def _spellings(
    rule: RequiredWhen, column: Column, lists: Mapping[str, Enumeration]
) -> tuple[str, ...]:
    """Every text by which a file may name one of the rule's values, code and other spellings."""
    listed = lists[column.enum or ""]
    named = {
        text
        for text in listed.texts()
        for value in rule.values
        if value == (label := _label(listed, text)) or (rule.contains and value in label)
    }
    # A pattern finds a value inside a text by itself.
    covered = {text for text in named if rule.contains and any(v in text for v in rule.values)}
    return (*rule.values, *sorted(named - covered - set(rule.values)))


def _condition(rule: RequiredWhen, spellings: tuple[str, ...]) -> Schema:
    if rule.contains:
        test: Schema = {"pattern": "|".join(re.escape(value) for value in spellings)}
    else:
        test = {"enum": list(spellings)}
    filled = {"properties": {rule.column: {"minLength": 1}}, "required": [rule.column]}
    return {"if": {"properties": {rule.when: test}, "required": [rule.when]}, "then": filled}


def _about_person(test: PersonTest) -> Schema:
    wanted: Schema = {"enum": list(test.values)} if test.values else {"minLength": 1}
    return {"properties": {test.column: wanted}, "required": [test.column]}


def _field(column: Column, lists: Mapping[str, Enumeration], standard: Standard) -> Schema:
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
            constraints["enum"] = sorted(_texts(column, lists, standard))
    if constraints:
        found["constraints"] = constraints
    if column.example:
        found["example"] = column.example
    return found
