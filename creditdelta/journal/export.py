"""The journal as a file that anybody can verify without us: one JSON object a line.

Clause  S71. The form is a protocol: docs/protocol/journal.md. First a header, then the signed
checkpoints, then the events; an event is byte for byte what its leaf was made of.
Pure    lines in, rows out; what is odd in a line is told as an alteration, not raised.
"""

import json
import re
from binascii import unhexlify
from collections.abc import Iterable, Iterator
from itertools import chain

from creditdelta.journal.checkpoint import Checkpoint, CheckpointUnclear
from creditdelta.journal.signing_keys import (
    SigningKeys,
    Successor,
    as_values,
    from_values,
    read_by,
)
from creditdelta.journal.verifying import Alteration, Row, Verdict, verify
from creditdelta.kernel import canonical
from creditdelta.kernel.merkle import HASH_BYTES

FORMAT = "creditdelta journal 1"
_EVENT = re.compile(rb'\{"event":(\{.*\}),"leaf":"([0-9a-f]{64})","number":([0-9]{1,18})\}\r?\n?')
_CHECKPOINT = b'{"checkpoint":'


class NoJournal(ValueError):
    """The first line is not that of an exported journal."""


def header(keys: SigningKeys) -> bytes:
    """The first line: the format, and the public keys of the checkpoints that follow."""
    return canonical.dumps({"format": FORMAT, **as_values(keys)}) + b"\n"


def line(row: Row) -> bytes:
    """The line of an event; one that was made unreadable is written so that it does not verify."""
    number, _, sealed, leaf = row
    told = (leaf or bytes(HASH_BYTES)).hex().encode()
    return b'{"event":%b,"leaf":"%b","number":%d}\n' % (sealed or b"{}", told, number)


def verify_lines(
    lines: Iterable[bytes], key: bytes = b"", others: Iterable[Checkpoint] = ()
) -> Verdict:
    """Verify an exported journal; raises `NoJournal`.

    `key` is a public key that must be among those the file names; alone, where it is none of them.
    Who does not trust the file gives the key, and checkpoints kept elsewhere as `others`.
    """
    all_lines = iter(lines)
    keys = trusted(next(all_lines, b""), key)
    told, unclear, rest = _checkpoints(all_lines, keys)
    odd: list[Alteration] = [Alteration("unclear", 0, 0, why) for why in unclear]
    found = verify(_told_too(_rows(rest, odd), keys, odd), [*told, *others])
    return Verdict(found.events, found.checkpoints, found.root, (*found.alterations, *odd))


def trusted(first: bytes, key: bytes = b"") -> SigningKeys:
    """The keys an exported journal names, or the given one where it names others; `NoJournal`."""
    try:
        told = json.loads(first)
        if told["format"] != FORMAT:
            raise NoJournal(told["format"])
        named = from_values(told)
    except (ValueError, KeyError, TypeError) as problem:
        raise NoJournal(str(problem)) from problem
    return SigningKeys(key) if key and key not in named.all else named


def _told_too(rows: Iterator[Row], keys: SigningKeys, odd: list[Alteration]) -> Iterator[Row]:
    """The rows; a successor the header names and no event tells is unclear."""
    waiting = {one.number: one for one in keys.successors}
    for row in rows:
        named = waiting.pop(row[0], None)
        if named is not None and not _tells(row[2], named):
            odd.append(Alteration("unclear", row[0], row[0], "signing key"))
        yield row
    odd += [Alteration("unclear", number, number, "signing key") for number in sorted(waiting)]


def _tells(event: bytes | None, named: Successor) -> bool:
    """Whether an event tells of this very successor."""
    try:
        told = json.loads(json.loads(event or b"{}")["body"])
        return (told["key"], told["endorsement"]) == (named.key.hex(), named.endorsement.hex())
    except (ValueError, KeyError, TypeError):
        return False


def _checkpoints(
    lines: Iterator[bytes], keys: SigningKeys
) -> tuple[list[Checkpoint], list[str], Iterator[bytes]]:
    """(checkpoints, what is unclear, the lines that follow)."""
    told: list[Checkpoint] = []
    unclear: list[str] = []
    for written in lines:
        if not written.startswith(_CHECKPOINT):
            return told, unclear, chain([written], lines)
        try:
            told.append(read_by(written.decode(), keys))
        except (CheckpointUnclear, UnicodeDecodeError) as problem:
            unclear.append(f"checkpoint: {problem}")
    return told, unclear, lines


def _rows(lines: Iterator[bytes], odd: list[Alteration]) -> Iterator[Row]:
    match, expected = _EVENT.fullmatch, 0
    for at, written in enumerate(lines, 1):
        found = match(written)
        if found is None:
            odd.append(Alteration("altered", expected, expected, "no event"))
            continue
        sealed, leaf, digits = found.groups()
        number = int(digits)
        expected = number + 1
        yield number, at, sealed, unhexlify(leaf)
