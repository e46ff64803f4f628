"""Findings as JSON lines, a million of them without a Python object each.

Clause  S31, S75.
Data    sentences of the catalogue; the first findings of a rule come from `render`, with their own
        suggestion, the rest fill the same sentences in machine code (`kernel/compiled_json.py`).
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

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
from creditdelta.kernel.errors import Lang, find
from creditdelta.kernel.identifiers import details
from creditdelta.pipeline.findings import TEXT, Numbers, by_rule, joined
from creditdelta.pipeline.render import BLANK, ROW_WORD, Finding, Renderer

FIELDS = ("row", "column", "code", "severity", "value", "message", "suggestion")
GATHERED = 16_384


@dataclass(slots=True)
class Writer:
    """Gathers findings and hands them on as JSON lines, some ten thousand at a time.

    A batch holds few findings of each rule, and putting a rule's findings together costs the same
    for few and for many. Call `flush` at the end.
    """

    write: Callable[[bytes], object]
    renderer: Renderer
    fields: Sequence[str] = FIELDS
    held: list[pa.RecordBatch] = field(default_factory=list)
    count: int = 0

    def add(self, found: pa.RecordBatch) -> None:
        """Take findings in file order."""
        self.held.append(found)
        self.count += found.num_rows
        if self.count >= GATHERED:
            self.flush()

    def flush(self) -> None:
        """Hand on what is held."""
        found = joined(self.held)
        self.held, self.count = [], 0
        if found.num_rows:
            self.write(text(found, self.renderer, self.fields))


def text(found: pa.RecordBatch, renderer: Renderer, fields: Sequence[str] = FIELDS) -> bytes:
    """The findings as UTF-8 JSON lines in the order given, each ended by a line feed.

    A line is an object with exactly these fields of `Finding`.
    """
    template = np.zeros(found.num_rows, dtype=np.int64)
    given_at = np.full(found.num_rows, -1, dtype=np.int64)
    said = found.column("detail")
    pieces: list[list[Piece]] = []
    given: list[str] = []
    for code, column, places in by_rule(found):
        room = max(renderer.own - renderer.seen[code, column], 0)
        early, later = places[:room], places[room:]
        given_at[early] = np.arange(len(given), len(given) + len(early))
        given += _singly(found, early, renderer, fields)
        template[later] = len(pieces)
        pieces.append(_template(code, column, renderer.lang, fields))
        renderer.seen[code, column] += len(later)
        if DETAIL in pieces[-1]:
            said = _worked_out(code, found.column("value"), said, later, renderer.lang)
    rows, values = found.column("row").to_numpy(), found.column("value")
    lines = Lines(template, rows, values, said, given_at, pa.array(given, TEXT))
    return filled(lines, templates(pieces))


def _singly(
    found: pa.RecordBatch, chosen: Numbers, renderer: Renderer, fields: Sequence[str]
) -> list[str]:
    if not len(chosen):
        return []
    batch = found.take(pa.array(chosen))
    return [encoded(finding, fields) + "\n" for finding in renderer.findings(batch)]


def encoded(finding: Finding, fields: Sequence[str] = FIELDS) -> str:
    """One finding as a JSON object with the fields asked for."""
    record = {name: getattr(finding, name) for name in fields}
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"))


def _template(code: str, column: str, lang: Lang, fields: Sequence[str]) -> list[Piece]:
    """A rule's line: everything but row, value and detail is the same text in each."""
    kind = find(code)
    named = _inside(column or ROW_WORD[lang])
    written: dict[str, list[Piece]] = {
        "row": [ROW],
        "column": [f'"{_inside(column)}"'],
        "code": [f'"{code}"'],
        "severity": [f'"{kind.severity}"'],
        "value": [QUOTED],
        "message": ['"', *_cut_open(kind.sentence.say(lang), named), '"'],
        "suggestion": ['"', *_cut_open(kind.suggestion.say(lang), named), '"'],
    }
    pieces: list[Piece] = []
    for number, name in enumerate(fields):
        pieces += [f'{"," if number else "{"}"{name}":', *written[name]]
    return [*pieces, "}\n"]


def _cut_open(text: str, column: str) -> list[Piece]:
    """A catalogue text cut at its blanks, with what belongs there in between."""
    blanks: dict[str, Piece] = {"column": column, "value": VALUE, "detail": DETAIL}
    pieces = enumerate(BLANK.split(text))
    return [blanks[piece] if number % 2 else _inside(piece) for number, piece in pieces]


def _worked_out(
    code: str, values: pa.StringArray, said: pa.StringArray, chosen: Numbers, lang: Lang
) -> pa.StringArray:
    """`said`, and what an identifier's sentence says of the chosen values where nothing is said yet."""
    missing = chosen[said.is_null().to_numpy(zero_copy_only=False)[chosen]]
    if not len(missing) or not details.has_detail(code):
        return said
    found = details.detail_column(code, values.take(pa.array(missing)), lang)
    flags = np.zeros(len(said), dtype=np.bool_)
    flags[missing] = True
    return pc.replace_with_mask(said, pa.array(flags), found)


def _inside(text: str) -> str:
    """A text as it stands between JSON quotes."""
    return json.dumps(text, ensure_ascii=False)[1:-1]
