"""How the reading process and its parent talk: a letter, three lengths, three stretches of bytes.

Plain bytes and standard library only, so that the reading process starts in a few hundredths of a
second and its limits are not eaten by large libraries.

    H  head: one JSON object
    B  block of rows: JSON meta; row numbers as int64; texts column by column, a NUL after each
    E  refusal: one JSON object
    Z  end: nothing is missing
"""

import json
import struct
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

_LAYOUT = struct.Struct("<c3I")
FRAME_BYTES = 1 << 30


class BrokenFrame(Exception):
    """The other side stopped in the middle, or sent what is no frame."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One message: a letter, a JSON object, and for a block its row numbers and texts."""

    kind: str
    meta: dict[str, Any]
    numbers: bytes | bytearray = b""
    texts: bytes | bytearray = b""


def packed(frame: Frame) -> bytes:
    """The frame as bytes."""
    meta = json.dumps(frame.meta, ensure_ascii=False, separators=(",", ":")).encode()
    sizes = (len(meta), len(frame.numbers), len(frame.texts))
    head = _LAYOUT.pack(frame.kind.encode(), *sizes)
    return b"".join((head, meta, frame.numbers, frame.texts))


def received(read: Callable[[int], bytearray]) -> Frame:
    """The next frame; `read(n)` gives n bytes, fewer only at the end. Raises `BrokenFrame`."""
    head = read(_LAYOUT.size)
    if len(head) < _LAYOUT.size:
        raise BrokenFrame
    kind, *sizes = _LAYOUT.unpack(head)
    if sum(sizes) > FRAME_BYTES:
        raise BrokenFrame
    meta, numbers, texts = (read(size) for size in sizes)
    if [len(meta), len(numbers), len(texts)] != sizes:
        raise BrokenFrame
    return Frame(kind.decode("latin-1"), json.loads(meta), numbers, texts)
