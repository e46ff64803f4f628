"""The exported schemas say the same as the standard."""

import json
import re

import pytest

from creditdelta.rulebook.enums import enums
from creditdelta.rulebook.records import standard, standards
from creditdelta.rulebook.schema import (
    AMOUNT_PATTERN,
    DATE_PATTERN,
    DECIMAL_PATTERN,
    FILLED,
    json_schema,
    table_schema,
)
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


def test_a_condition_knows_every_spelling_of_its_value() -> None:
    code = next(
        rule
        for rule in json_schema(standard("penalty"), enums())["allOf"]
        if rule.get("then", {}).get("required") == ["CF_XDR_SHXYM"]
    )
    asked = code["if"]["properties"]["CF_XDR_LB"]["enum"]
    assert asked == ["法人及非法人组织", "个体工商户", "2", "3", "4"]


@pytest.mark.parametrize("item", EVERY, ids=lambda item: item.id)
def test_no_list_offers_a_value_that_is_refused(item: Standard) -> None:
    properties = json_schema(item, enums())["properties"]
    fields = {field["code"]: field for field in table_schema(item, enums())["fields"]}
    for test in item.person:
        offered = properties[test.column].get("enum", [])
        offered += fields[test.column].get("constraints", {}).get("enum", [])
        assert not set(test.values) & set(offered)


@pytest.mark.parametrize(
    ("pattern", "passes", "fails"),
    [
        (DATE_PATTERN, ["", "2024-03-01", "9999-9-9"], ["2024-13-01", "2024-02-32", "2024/03/01"]),
        (AMOUNT_PATTERN, ["", "0.2", "12"], ["-1", "１", "1,000", ".", "1."]),
        (DECIMAL_PATTERN, ["", "-1", "0.5"], ["--1", "１"]),
        (FILLED, ["甲", " 甲 "], ["", " ", "　"]),
    ],
)
def test_patterns(pattern: str, passes: list[str], fails: list[str]) -> None:
    assert [text for text in passes if not re.search(pattern, text)] == []
    assert [text for text in fails if re.search(pattern, text)] == []


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
