"""How is a value written so that everybody writes the same bytes? Canonical JSON.

Clause  S71: what four provinces sign and compare must not depend on a program's taste.
Pure    RFC 8785 without floating-point numbers.

Allowed: objects with text keys, arrays, text, integers up to 2**53 - 1, true, false, null. Keys are
sorted by their UTF-16 code units. Text is kept as it is: no Unicode normalisation, because the
same-looking name may be another name; half a surrogate pair is refused. A number with a fraction is
refused: money is whole fen, and shares are text.

>>> dumps({"b": [1, True, None], "a": "甲"}).decode()
'{"a":"甲","b":[1,true,null]}'
"""

import json
from typing import TypeAlias

Value: TypeAlias = "dict[str, Value] | list[Value] | tuple[Value, ...] | str | int | bool | None"

LARGEST = 2**53 - 1  # larger integers are not exact in every reader of JSON
DEEPEST = 100


class NotCanonical(ValueError):
    """The value has no canonical form; says where and why."""


def dumps(value: Value) -> bytes:
    """The one byte form of a value, UTF-8; raises `NotCanonical`."""
    _check(value, "$", 0)
    text = json.dumps(_sorted(value), ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.encode("utf-8")


def _check(value: object, place: str, depth: int) -> None:
    if depth > DEEPEST:
        raise NotCanonical(f"{place}: nested more than {DEEPEST} deep")
    if isinstance(value, dict):
        for key, item in value.items():
            if not isinstance(key, str):
                raise NotCanonical(f"{place}: the key {key!r} is no text")
            _check(key, f"{place} key", depth)
            _check(item, f"{place}.{key}", depth + 1)
    elif isinstance(value, list | tuple):
        for n, item in enumerate(value):
            _check(item, f"{place}[{n}]", depth + 1)
    else:
        _check_plain(value, place)


def _check_plain(value: object, place: str) -> None:
    if isinstance(value, str):
        if not value.isascii() and any("\ud800" <= sign <= "\udfff" for sign in value):
            raise NotCanonical(f"{place}: half a surrogate pair")
    elif isinstance(value, bool) or value is None:
        return
    elif not isinstance(value, int):
        raise NotCanonical(f"{place}: {type(value).__name__} is not allowed")
    elif abs(value) > LARGEST:
        raise NotCanonical(f"{place}: the integer is beyond 2**53 - 1")


def _sorted(value: Value) -> Value:
    if isinstance(value, dict):
        keys = sorted(value, key=lambda key: key.encode("utf-16-be"))
        return {key: _sorted(value[key]) for key in keys}
    if isinstance(value, list | tuple):
        return [_sorted(item) for item in value]
    return value
