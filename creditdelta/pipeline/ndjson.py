"""Findings as JSON lines, a million of them without a Python object each.

Clause  S31, S75.
Data    sentences of the catalogue; the first findings of a rule come from `render`, with their own
        suggestion, the rest are put together column-wise from the same sentences.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from creditdelta.kernel.errors import Lang, find
from creditdelta.kernel.identifiers import details
from creditdelta.pipeline.findings import joined
from creditdelta.pipeline.render import BLANK, ROW_WORD, Finding, Renderer

FIELDS = ("row", "column", "code", "severity", "value", "message", "suggestion")
GATHERED = 16_384
_MARK = "\x1f"


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
    """The findings as UTF-8 JSON lines, each ended by a line feed."""
    column = lines(found, renderer, fields)
    _, offsets, data = column.buffers()
    if not len(column) or data is None:
        return b""
    places = np.frombuffer(offsets, dtype=np.int32, count=column.offset + len(column) + 1)
    return bytes(data[int(places[column.offset]) : int(places[-1])])


def lines(found: pa.RecordBatch, renderer: Renderer, fields: Sequence[str] = FIELDS) -> pa.Array:
    """One line a finding, in the order given: an object with exactly these fields of `Finding`."""
    rules = pc.binary_join_element_wise(
        found.column("code"), found.column("column"), _MARK
    ).dictionary_encode()
    places = rules.indices.to_numpy()
    order: list[np.ndarray[tuple[int], np.dtype[np.int64]]] = []
    texts: list[pa.Array] = []
    for number, name in enumerate(rules.dictionary.to_pylist()):
        code, column = name.split(_MARK, 1)
        chosen = np.flatnonzero(places == number)
        room = max(renderer.own - renderer.seen[code, column], 0)
        for part, one in ((chosen[:room], _singly), (chosen[room:], _together)):
            if len(part):
                order.append(part)
                texts.append(one(found.take(pa.array(part)), renderer, fields))
    if not texts:
        return pa.array([], pa.string())
    inverse = np.argsort(np.concatenate(order), kind="stable")
    return pa.concat_arrays(texts).take(pa.array(inverse))


def _singly(found: pa.RecordBatch, renderer: Renderer, fields: Sequence[str]) -> pa.Array:
    texts = [encoded(finding, fields) + "\n" for finding in renderer.findings(found)]
    return pa.array(texts, pa.string())


def encoded(finding: Finding, fields: Sequence[str] = FIELDS) -> str:
    """One finding as a JSON object with the fields asked for."""
    record = {name: getattr(finding, name) for name in fields}
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"))


def _together(found: pa.RecordBatch, renderer: Renderer, fields: Sequence[str]) -> pa.Array:
    """Findings of one rule: everything but row, value and detail is the same text."""
    code, column = found.column("code")[0].as_py(), found.column("column")[0].as_py()
    kind = find(code)
    renderer.seen[code, column] += found.num_rows
    lang = renderer.lang
    texts = {"message": kind.sentence.say(lang), "suggestion": kind.suggestion.say(lang)}
    value = _escaped(found.column("value"))
    shown = pc.fill_null(value, "")
    detail = found.column("detail")
    if detail.null_count == len(detail) and any("{detail}" in text for text in texts.values()):
        detail = _worked_out(code, found.column("value"), lang)
    blanks: dict[str, pa.Array | str] = {
        "column": _inside(column or ROW_WORD[lang]),
        "value": shown,
        "detail": pc.fill_null(_escaped(detail), ""),
    }
    quoted = pc.binary_join_element_wise('"', shown, '"', "")
    written: dict[str, list[pa.Array | str]] = {
        "row": [found.column("row").cast(pa.string())],
        "column": [f'"{_inside(column)}"'],
        "code": [f'"{code}"'],
        "severity": [f'"{kind.severity}"'],
        "value": [pc.if_else(pc.is_valid(value), quoted, "null")],
    } | {name: ['"', *_filled(text, blanks), '"'] for name, text in texts.items()}
    parts: list[pa.Array | str] = []
    for number, name in enumerate(fields):
        parts += [f'{"," if number else "{"}"{name}":', *written[name]]
    return pc.binary_join_element_wise(*parts, "}\n", "")


def _filled(text: str, blanks: dict[str, pa.Array | str]) -> list[pa.Array | str]:
    """A catalogue text cut at its blanks, with what belongs there in between."""
    pieces = enumerate(BLANK.split(text))
    return [blanks[piece] if number % 2 else _inside(piece) for number, piece in pieces]


def _worked_out(code: str, values: pa.StringArray, lang: Lang) -> pa.StringArray:
    """What an identifier's sentence says of each value, such as the place that is wrong."""
    said = [details.detail(code, value).say(lang) if value else "" for value in values.to_pylist()]
    return pa.array(said, pa.string())


def _inside(text: str) -> str:
    """A text as it stands between JSON quotes."""
    return json.dumps(text, ensure_ascii=False)[1:-1]


def _escaped(column: pa.StringArray) -> pa.StringArray:
    """Values as they stand between JSON quotes."""
    if column.null_count == len(column):
        return column
    special = pc.fill_null(pc.match_substring_regex(column, r'["\\\x00-\x1f]'), False)
    if not pc.any(special).as_py():
        return column
    return pa.array(
        [None if value is None else _inside(value) for value in column.to_pylist()],
        pa.string(),
    )
