"""One value, one byte form."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from creditdelta.kernel.canonical import LARGEST, NotCanonical, Value, dumps

PLAIN = (
    st.none()
    | st.booleans()
    | st.integers(-LARGEST, LARGEST)
    | st.text(st.characters(exclude_categories=["Cs"]))
)
KEYS = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)
VALUES = st.recursive(
    PLAIN, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4)
)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ({}, "{}"),
        ([], "[]"),
        ((1, 2), "[1,2]"),
        ({"b": 1, "a": [True, False, None]}, '{"a":[true,false,null],"b":1}'),
        ("甲/é\u2028", '"甲/é\u2028"'),
        ('"\\\b\t\n\f\r\x00\x1f\x7f', '"\\"\\\\\\b\\t\\n\\f\\r\\u0000\\u001f\x7f"'),
        # by UTF-16 code units the surrogates of an emoji come before U+FB33
        (
            {"\ufb33": 1, "\U0001f600": 2, "\r": 3, "1": 4},
            '{"\\r":3,"1":4,"\U0001f600":2,"\ufb33":1}',
        ),
        ({"e\u0301": 1, "\u00e9": 2}, '{"e\u0301":1,"\u00e9":2}'),
        (-LARGEST, "-9007199254740991"),
    ],
)
def test_the_written_form(value, written):
    assert dumps(value) == written.encode()


@pytest.mark.parametrize(
    "value",
    [
        *(1.0, float("nan"), LARGEST + 1, -LARGEST - 1, b"x", {1}, object(), "\ud800", "a\udfff"),
        *({1: 2}, {None: 1}, {"\ud800": 1}, [[1.5]], {"a": {"b": b""}}),
    ],
)
def test_what_has_no_canonical_form_is_refused(value):
    with pytest.raises(NotCanonical):
        dumps(value)


def test_deep_nesting_is_refused_before_the_stack_ends():
    value: list[Value] = []
    for _ in range(100_000):
        value = [value]
    with pytest.raises(NotCanonical, match="deep"):
        dumps(value)


@settings(deadline=None, max_examples=200)
@given(VALUES)
def test_writing_again_what_was_read_changes_nothing(value):
    written = dumps(value)
    assert json.loads(written) == value
    assert dumps(json.loads(written)) == written


@settings(deadline=None, max_examples=100)
@given(st.dictionaries(KEYS, PLAIN, max_size=6))
def test_the_order_of_keys_does_not_matter(value):
    assert dumps(value) == dumps(dict(reversed(value.items())))
