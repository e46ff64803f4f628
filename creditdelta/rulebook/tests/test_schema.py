"""The exported schemas say the same as the standard."""

import json
import re

import pytest

from creditdelta.rulebook.enums import enums
from creditdelta.rulebook.records import standard, standards
from creditdelta.rulebook.schema import json_schema, table_schema
from creditdelta.rulebook.standards import Standard

EVERY = list(standards().values())


@pytest.mark.parametrize("item", EVERY, ids=lambda item: item.id)
def test_examples_pass_their_own_schema(item: Standard) -> None:
    properties = json_schema(item, enums())["properties"]
    for column in item.columns:
        asked = properties[column.code]
        allowed = asked.get("enum") or [
            v for part in asked.get("anyOf", []) for v in part.get("enum", [])
        ]
        assert re.search(asked.get("pattern", ""), column.example)
        assert not allowed or column.example in allowed


def test_needs_and_conditions_are_carried_over() -> None:
    found = json_schema(standard("penalty"), enums())
    assert "CF_WSH" in found["required"]
    assert "CF_NR_FK" not in found["required"]
    fine = next(rule for rule in found["allOf"] if "罚款" in json.dumps(rule, ensure_ascii=False))
    assert fine["then"]["required"] == ["CF_NR_FK"]


def test_a_row_about_a_person_does_not_pass() -> None:
    refused = [
        rule["not"] for rule in json_schema(standard("penalty"), enums())["allOf"] if "not" in rule
    ]
    assert {
        "properties": {"CF_XDR_LB": {"enum": ["自然人", "1"]}},
        "required": ["CF_XDR_LB"],
    } in refused


def test_a_standard_without_conditions_has_no_empty_list() -> None:
    assert "allOf" not in json_schema(standard("code_map"), enums())


@pytest.mark.parametrize("item", EVERY, ids=lambda item: item.id)
def test_the_table_schema_names_the_headings_in_order(item: Standard) -> None:
    found = table_schema(item, enums())
    assert [field["name"] for field in found["fields"]] == [c.label.zh for c in item.columns]
    assert set(found["primaryKey"]) <= {field["name"] for field in found["fields"]}


def test_a_length_is_a_recommendation_only() -> None:
    texts = json.dumps([json_schema(item, enums()) for item in EVERY])
    assert "x-recommended-length" in texts
    assert "maxLength" not in texts
