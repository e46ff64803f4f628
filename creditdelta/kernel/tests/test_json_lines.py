"""Lines from templates: every byte as the standard library writes it, in no more room than was counted."""

import json

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from creditdelta.kernel.compiled_json import (
    DETAIL,
    QUOTED,
    ROW,
    VALUE,
    Lines,
    Piece,
    filled,
    templates,
)

TEXTS = st.text(st.characters(codec="utf-8"), max_size=40)
NO_LINES = pa.array([], pa.string())


def lines(rows, values, details, template=None):
    count = len(rows)
    return Lines(
        np.zeros(count, np.int64) if template is None else np.array(template, np.int64),
        np.array(rows, np.int64),
        pa.array(values, pa.string()),
        pa.array(details, pa.string()),
        np.full(count, -1, np.int64),
        NO_LINES,
    )


@given(st.lists(st.tuples(st.integers(0, 1 << 40), st.none() | TEXTS, TEXTS), max_size=20))
def test_what_is_written_is_read_again(entries):
    pattern: list[Piece] = [
        '{"row":',
        ROW,
        ',"value":',
        QUOTED,
        ',"said":"',
        VALUE,
        "/",
        DETAIL,
        '"}\n',
    ]
    rows, values, details = zip(*entries, strict=True) if entries else ((), (), ())
    written = filled(lines(rows, values, details), templates([pattern]))
    wanted = [
        {"row": row, "value": value, "said": f"{value or ''}/{detail}"}
        for row, value, detail in entries
    ]
    assert [json.loads(line) for line in written.decode().split("\n")[:-1]] == wanted
    exact = (json.dumps(one, ensure_ascii=False, separators=(",", ":")) + "\n" for one in wanted)
    assert written.decode() == "".join(exact)


@pytest.mark.parametrize("rules", [1, 40, 400])
def test_many_rules_with_the_longest_escapes_fit(rules):
    count = rules * 3
    values = ["\x01" * 200] * count
    found = lines(range(count), values, values, [number % rules for number in range(count)])
    pattern = [[f"{number}:", VALUE, QUOTED, DETAIL, "\n"] for number in range(rules)]
    written = filled(found, templates(pattern)).decode().splitlines()
    escaped = "\\u0001" * 200
    assert written[-1] == f'{rules - 1}:{escaped}"{escaped}"{escaped}'
    assert len(written) == count
