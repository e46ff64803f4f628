"""What does a list hold, line by line, and which lines are about natural persons?

Clause  S30; docs/decisions/0003. A line with somebody's number, or a name that looks like a person's, is
counted by its line alone: neither its content nor the sender's word for it goes any further.
Pure    bytes in, entries out; memory is bounded by a line and a batch, whatever a packed stream unfolds to.
"""

import zlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

import numpy as np
import numpy.typing as npt
import orjson
import pyarrow as pa

from creditdelta.kernel.identifiers import uscc
from creditdelta.kernel.names.persons import looks_like_person
from creditdelta.kernel.names.words import NameWords
from creditdelta.pipeline.personal_numbers import personal_numbers
from creditdelta.rulebook.codes import uscc_tables
from creditdelta.screening.rules import Entry

LONGEST = {"id": 64, "code": 64, "name": 200}
LONGEST_LINE = 4_096  # bytes
UNFOLDED = 1 << 16  # bytes unpacked at a time
BATCH = 2_000
_GZIP = 16 + zlib.MAX_WBITS


class BrokenLine(ValueError):
    """A line is no entry. `why`: a word of `WHYS`; what stands in it is not repeated."""

    def __init__(self, line: int, why: str) -> None:
        super().__init__(f"{line} {why}")
        self.line, self.why = line, why


class TooMany(ValueError):
    """There are more lines than a list may have; `most`: how many it may."""

    def __init__(self, most: int) -> None:
        super().__init__(str(most))
        self.most = most


WHYS = {
    "json": ("不是一个 JSON 对象", "it is no JSON object"),
    "long": ("这一行太长", "the line is too long"),
    "keys": ("只能有 id、code、name", "only id, code and name may stand in it"),
    "text": ("id、code、name 须为文字，且不能过长", "id, code and name are texts and not too long"),
    "empty": ("code 和 name 至少填一个", "give a code or a name"),
    "gzip": ("压缩内容已损坏", "what is packed is damaged"),
}


def unfolded(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """What a gzip stream holds, little by little; `BrokenLine` where it is none or ends early."""
    state = zlib.decompressobj(_GZIP)
    try:
        for piece in pieces:
            left = piece
            while left or state.unconsumed_tail:
                yield state.decompress(state.unconsumed_tail or left, UNFOLDED)
                left = b""
                if state.eof:
                    if state.unused_data:
                        raise BrokenLine(0, "gzip")
                    break
    except zlib.error as damage:
        raise BrokenLine(0, "gzip") from damage
    if not state.eof:
        raise BrokenLine(0, "gzip")


def lines(pieces: Iterable[bytes]) -> Iterator[tuple[int, bytes]]:
    """Each line that is not blank with its number from 1; `BrokenLine` where one never ends."""
    number, rest = 0, b""
    for piece in pieces:
        *whole, rest = (rest + piece).split(b"\n")
        for line in whole:
            number += 1
            yield from _filled(number, line)
        if len(rest) > LONGEST_LINE:
            raise BrokenLine(number + 1, "long")
    yield from _filled(number + 1, rest)


def _filled(number: int, line: bytes) -> Iterator[tuple[int, bytes]]:
    if len(line) > LONGEST_LINE:
        raise BrokenLine(number, "long")
    if line.strip():
        yield number, line


def told(numbered: Iterable[tuple[int, bytes]]) -> Iterator[tuple[int, Any]]:
    """What each line says, as JSON; `BrokenLine`."""
    for number, line in numbered:
        try:
            yield number, orjson.loads(line)
        except orjson.JSONDecodeError as broken:
            raise BrokenLine(number, "json") from broken


def entries(said: Iterable[tuple[int, Any]], words: NameWords, most: int) -> Iterator[list[Entry]]:
    """The entries in batches, persons emptied; `BrokenLine`, `TooMany`."""
    count, source = 0, (entry_of(number, value) for number, value in said)
    while batch := list(islice(source, BATCH)):
        count += len(batch)
        if count > most:
            raise TooMany(most)
        yield without_persons(batch, words)


def entry_of(number: int, value: Any) -> Entry:
    """What one line says; `BrokenLine`."""
    if not isinstance(value, dict):
        raise BrokenLine(number, "json")
    if value.keys() - LONGEST.keys():
        raise BrokenLine(number, "keys")
    given: dict[str, str] = {}
    for key, longest in LONGEST.items():
        text = value.get(key)
        if text is None:
            continue
        if not isinstance(text, str) or len(text) > longest:
            raise BrokenLine(number, "text")
        given[key] = " ".join(text.split())
    if not (given.get("code") or given.get("name")):
        raise BrokenLine(number, "empty")
    return Entry(number, given.get("id", ""), given.get("code", ""), given.get("name", ""))


def without_persons(batch: Sequence[Entry], words: NameWords) -> list[Entry]:
    """The batch, of whatever looks like a natural person nothing left but its line."""
    marked = _personal_code([one.code for one in batch])
    for texts in ([one.id for one in batch], [one.name for one in batch]):
        marked |= personal_numbers(texts)
    return [
        Entry(one.line, person=True)
        if personal or (one.name and looks_like_person(one.name, words))
        else one
        for one, personal in zip(batch, marked.tolist(), strict=True)
    ]


def _personal_code(codes: Sequence[str]) -> npt.NDArray[np.bool_]:
    """Somebody's number in the place of a code; a whole code is an organisation's, whatever its digits."""
    column, tables = pa.array(codes, pa.string()), uscc_tables()
    marked = personal_numbers(codes)
    for place in np.flatnonzero(marked).tolist():
        whole = uscc.is_valid(codes[place], tables) or uscc.older_kind(codes[place]) is not None
        marked[place] = not whole
    found: npt.NDArray[np.bool_] = marked | uscc.persons_column(column, tables)
    return found
