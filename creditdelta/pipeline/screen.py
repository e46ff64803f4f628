"""What must not come in: rows about natural persons and columns of id numbers, stopped at the reader's door.

Clause  S9, S21, S26: the platform is about organisations. Of a refused person row only its line
number and a code are kept; an id-number column is dropped before any other step sees the batch.
Data    `person` of the standard and of the mapping; privacy class `person_id` of a column.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from creditdelta.kernel.columns import as_text, buffers
from creditdelta.kernel.identifiers import uscc
from creditdelta.pipeline import findings, shift
from creditdelta.pipeline.headings import keys
from creditdelta.pipeline.readers.source import ROW, Part
from creditdelta.pipeline.recognise import Recognition
from creditdelta.pipeline.validate.list_kernel import first_alike
from creditdelta.pipeline.validate.marks import PLACEHOLDER_WORDS
from creditdelta.pipeline.validate.step import SHIFTED
from creditdelta.rulebook.codes import uscc_tables
from creditdelta.rulebook.standards import Mapping, PersonTest

Flags = npt.NDArray[np.bool_]

PERSON_ROW, PERSON_CODE, LEFT_OUT = "CD-PERSON-001", "CD-PERSON-002", "CD-PERSON-005"

_NOTHING = pa.array(["", *PLACEHOLDER_WORDS], findings.TEXT)
_LEAST_DIGITS = 6
_INVISIBLE = r"[\s\x{200b}-\x{200f}\x{feff}]+"


@dataclass(frozen=True, slots=True)
class Screen:
    """What to look at: (place, values) tests, places of organisation codes, places to drop.

    `offices` are places of offices' codes, `homes` all places in which a unified code may stand,
    `width` the number of columns: they tell a row that slipped sideways.
    """

    tests: tuple[tuple[int, tuple[str, ...]], ...]
    codes: tuple[int, ...]
    dropped: tuple[int, ...]
    offices: tuple[int, ...]
    homes: frozenset[int]
    width: int


def make(recognition: Recognition) -> Screen:
    """The screen of a recognised file."""
    standard, mapping = recognition.standard, recognition.mapping
    tests = [
        (place, test.values + _source_words(mapping, test))
        for test in standard.person
        for place in _places(recognition, test.column)
    ]
    if mapping:
        tests += [found for test in mapping.person for found in _by_heading(recognition, test)]
    private = [column.code for column in standard.columns if column.privacy == "person_id"]
    dropped = {place for code in private for place in _places(recognition, code)}
    if mapping:
        dropped |= {place for place, values in tests if not values}
    codes, offices, taxes = (
        tuple(
            place
            for column in standard.columns
            if column.type == kind
            for place in _places(recognition, column.code)
        )
        for kind in ("uscc", "authority_code", "tax_number")
    )
    homes = frozenset((*codes, *offices, *taxes))
    width = len(recognition.header.cells)
    return Screen(tuple(tests), codes, tuple(sorted(dropped)), offices, homes, width)


def _places(recognition: Recognition, column: str) -> tuple[int, ...]:
    """Where a column stands, every time it does: a second one holds what a first may hold."""
    again = (place for place, code in recognition.repeated.items() if code == column)
    return (*recognition.places.get(column, ()), *again)


def _source_words(mapping: Mapping | None, test: PersonTest) -> tuple[str, ...]:
    """What a supplier writes for the standard's words for a natural person."""
    columns = mapping.columns if mapping and test.values else ()
    return tuple(
        source
        for column in columns
        if column.to == test.column
        for source, value in column.values
        if value in test.values
    )


def _by_heading(
    recognition: Recognition, test: PersonTest
) -> Iterator[tuple[int, tuple[str, ...]]]:
    wanted = keys(test.column)[0]
    for place, cell in enumerate(recognition.header.cells):
        if wanted in keys(cell):
            yield place, test.values


def screened(screen: Screen, part: Part) -> Part:
    """The part without person rows and id-number columns; the rows stay accounted for as refused."""
    batch = part.batch
    named, filled = (np.zeros(batch.num_rows, dtype=np.bool_) for _ in range(2))
    for place, values in screen.tests:
        hit = named if values else filled
        hit |= _holds(batch.column(f"c{place}"), values)
    suspects = np.flatnonzero(filled & ~named)
    steps = _slipped(screen, batch, suspects)
    slipped = np.zeros(batch.num_rows, dtype=np.bool_)
    slipped[suspects[steps != 0]] = True
    persons = (named | filled) & ~slipped
    by_code = np.zeros(batch.num_rows, dtype=np.bool_)
    for place in screen.codes:
        by_code |= _citizens(batch.column(f"c{place}"))
    by_code &= ~persons & ~slipped
    kept = batch.drop_columns([f"c{place}" for place in screen.dropped])
    refused = persons | by_code | slipped
    said = {place: _holds(batch.column(f"c{place}"), ()) & ~refused for place in screen.dropped}
    dropped = frozenset(place for place, rows in said.items() if rows.any())
    if not refused.any():
        return replace(part, batch=kept, dropped=dropped)
    rows = batch.column(ROW).to_numpy()
    found = [
        part.refused,
        findings.of_rows(rows[persons], "", PERSON_ROW),
        findings.of_rows(rows[by_code], "", PERSON_CODE),
        findings.of_rows(rows[slipped], "", SHIFTED, details=shift.words(steps[steps != 0])),
    ]
    gone = pa.array(rows[refused])
    return Part(
        kept.filter(pa.array(~refused)),
        findings.joined(found),
        part.refused_rows + int(refused.sum()),
        part.noted.filter(pc.invert(pc.is_in(part.noted.column("row"), value_set=gone))),
        _numeric_after(part.numeric, refused),
        part.clean,
        dropped,
    )


def _slipped(
    screen: Screen, batch: pa.RecordBatch, suspects: npt.NDArray[np.int64]
) -> npt.NDArray[np.int64]:
    """How far each suspect row slipped sideways, 0 where it did not or may be about a person.

    A decision's number that slipped into the column of id numbers makes nobody a person; a number
    without words does, there or where that column has slipped to. Either way nothing is kept.
    """
    steps = np.zeros(len(suspects), dtype=np.int64)
    if not len(suspects):
        return steps
    persons = np.zeros(len(suspects), dtype=np.bool_)
    frames = [steps.copy()]
    for anchor in (*screen.codes, *screen.offices):
        frame = shift.steps(batch, anchor, screen.width, suspects, screen.homes)
        steps[steps == 0] = frame[steps == 0]
        frames.append(frame)
    for frame in frames:
        for step in np.unique(frame):
            here = frame == step
            rows = pa.array(suspects[here])
            for place, values in screen.tests:
                if 0 <= place + step < screen.width:
                    cells = batch.column(f"c{place + step}").take(rows)
                    persons[here] |= _holds(cells, values) if values else _numbers(cells)
    return np.where(persons, 0, steps)


def _numbers(column: pa.Array) -> Flags:
    """Rows that may hold the number of somebody's document: six digits or more, and no word."""
    text = pc.utf8_normalize(as_text(column), form="NFKC")
    digits = pc.greater_equal(pc.count_substring_regex(text, "[0-9]"), _LEAST_DIGITS)
    bare = pc.invert(pc.match_substring_regex(text, r"\p{Han}"))
    return np.asarray(pc.and_(digits, bare).to_numpy(zero_copy_only=False), dtype=np.bool_)


def _numeric_after(
    numeric: tuple[tuple[int, int], ...], refused: Flags
) -> tuple[tuple[int, int], ...]:
    moved = np.cumsum(~refused) - 1
    return tuple((int(moved[row]), place) for row, place in numeric if not refused[row])


def _holds(column: pa.Array, values: tuple[str, ...]) -> Flags:
    """Rows with one of the values however they are typed; without values, rows that say anything."""
    flags: Flags
    if pa.types.is_dictionary(column.type):
        flags = _named(column.dictionary, values)[column.indices.to_numpy()]
        return flags
    text = as_text(column)
    data, offsets = buffers(text)
    flags = np.zeros(len(text), dtype=np.bool_)
    if offsets[len(text)] == offsets[0]:  # as columns about persons nearly always are
        return flags
    alike = first_alike(data, offsets, len(text))
    distinct = np.flatnonzero(alike == np.arange(len(text)))
    flags[distinct] = _named(text.take(pa.array(distinct)), values)
    flags = flags[alike]
    return flags


def _named(words: pa.StringArray, values: tuple[str, ...]) -> Flags:
    if not values:
        said = pc.invert(pc.is_in(as_text(words), value_set=_NOTHING))
        return np.asarray(said.to_numpy(zero_copy_only=False), dtype=np.bool_)
    folded = pc.utf8_normalize(as_text(words), form="NFKC")
    folded = pc.replace_substring_regex(folded, _INVISIBLE, "")
    found = pc.is_in(folded, value_set=pa.array(values, findings.TEXT))
    return np.asarray(found.to_numpy(zero_copy_only=False), dtype=np.bool_)


def _citizens(column: pa.Array) -> Flags:
    """Rows whose organisation code is a citizen's number."""
    return uscc.persons_column(as_text(column), uscc_tables())
