"""Which mark divides the fields of a text table, and what are its first records?

Clause  S75: titles and notes may stand above the header, so several rows are looked at.
Pure    text in, rows out; used for recognition only, the records themselves are read elsewhere.
"""

import csv
from collections import Counter

from creditdelta.pipeline.readers.source import COLUMN_LIMIT, SAMPLE_ROWS, SampleRow

DELIMITERS = ",\t;|"
TEXT_LIMIT = 1 << 19  # characters


def first_records(text: str) -> tuple[str, tuple[SampleRow, ...]]:
    """(delimiter, first records) of a file's beginning; a record of too many fields shows none.

    >>> first_records("甲;乙\\n1,2,3;4\\n")[1][1].cells
    ('1,2,3', '4')
    """
    lines = _lines(text)
    samples = {mark: _sample(lines, mark) for mark in DELIMITERS}
    delimiter = max(DELIMITERS, key=lambda mark: _agreement(samples[mark]))
    return delimiter, samples[delimiter]


def _lines(text: str) -> list[str]:
    """The first physical lines with their breaks; only LF, CRLF and CR break a line."""
    text = text[:TEXT_LIMIT]
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")[: SAMPLE_ROWS * 4]


def _agreement(sample: tuple[SampleRow, ...]) -> tuple[int, int]:
    """(how many first rows share the commonest width above one, that width); the text of a cell may
    hold more of another mark than the rows hold of theirs, but not in every row alike."""
    widths = Counter(len(row.cells) for row in sample if len(row.cells) > 1)
    return max(((count, width) for width, count in widths.items()), default=(0, 0))


def _sample(lines: list[str], delimiter: str) -> tuple[SampleRow, ...]:
    """The first records; a quote that never closes makes its line a record of its own."""
    rows: list[SampleRow] = []
    at = 0
    while at < len(lines) and len(rows) < SAMPLE_ROWS:
        if not lines[at]:
            at += 1
            continue
        reader = csv.reader((line + "\n" for line in lines[at:]), delimiter=delimiter)
        try:
            cells = next(reader)
            used = reader.line_num
        except csv.Error:
            cells, used = lines[at].split(delimiter), 1
        if used > SAMPLE_ROWS:
            cells, used = lines[at].split(delimiter), 1
        shown = cells if len(cells) <= COLUMN_LIMIT else []
        rows.append(SampleRow(at + 1, at + used, tuple(cell.strip(" \t") for cell in shown)))
        at += used
    return tuple(rows)
