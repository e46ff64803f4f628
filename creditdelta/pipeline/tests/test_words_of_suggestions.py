"""Suggestions are filled like sentences; odd values and worked-out places read the same by both paths."""

import json
import re

import pyarrow as pa
import pytest

from creditdelta.kernel.errors import entries, families
from creditdelta.pipeline import findings, ndjson
from creditdelta.pipeline.ndjson import FIELDS
from creditdelta.pipeline.render import Renderer
from creditdelta.pipeline.tests.cast import code

BLANK = re.compile(r"\{(column|value|detail)\}")


def one(**parts: object) -> pa.RecordBatch:
    fields = {"row": 2, "column": "列", "code": "CD-FIELD-003", "value": "甲", "detail": None}
    return pa.RecordBatch.from_pylist([fields | parts], schema=findings.SCHEMA)


def both(
    batch: pa.RecordBatch, lang: str
) -> tuple[list[dict[str, object]], list[dict[str, object]]]:
    """The finding by the slow path and by the fast one, without suggested values."""
    said = Renderer(lang, None, 0).findings(batch)
    slow: list[dict[str, object]] = [{name: getattr(f, name) for name in FIELDS} for f in said]
    lines = ndjson.text(batch, Renderer(lang, None, 0)).decode().splitlines()
    return slow, [json.loads(line) for line in lines]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("family", families())
def test_suggestions_are_filled(family, lang):
    for error in entries(family):
        slow, fast = both(one(code=error, detail="乙"), lang)
        assert slow == fast
        assert not BLANK.search(str(slow))


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    ("error", "value"),
    [
        ("CD-USCC-002", code(1)[:11] + "O" + code(1)[12:]),
        ("CD-USCC-007", code(1).lower()),
        ("CD-USCC-009", "110108000000016"),
        ("CD-ORGCODE-004", "demb0001x"),
        ("CD-REGNO-004", "110108 000000016"),
        ("CD-TAXNO-006", code(1).lower()),
    ],
)
def test_a_worked_out_place_is_said_by_both_paths(error, value, lang):
    batch = one(code=error, value=value)
    slow, fast = both(batch, lang)
    assert slow == fast
    said = Renderer(lang, None, 0).findings(batch)[0]
    assert "（）" not in said.message
    assert "()" not in said.message
    assert "第位" not in said.message


@pytest.mark.parametrize("value", ["\x1e", "\x1eV", "\\u001e", "a\x00b", "{detail}", "{value}"])
def test_odd_values_are_kept_as_they_are(value):
    slow, fast = both(one(code="CD-ROW-004", value=value, detail="乙"), "zh")
    assert slow == fast
    slow, fast = both(one(code="CD-KEY-001", column=value, value=None, detail=value), "zh")
    assert slow == fast
    assert fast[0]["column"] == value
