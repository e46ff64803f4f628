"""Which record does an id mean, as people write it: 0a21dc6f-96db3a8b, or the two ids in full?

Clause  S34. The first half begins the id of the organisation's reference, the second the document's.
"""

import re
from dataclasses import dataclass
from datetime import date

from creditdelta.kernel.keyed import ID_BYTES
from creditdelta.records.queries import Identity, identity, records_of
from creditdelta.records.rules import Record
from creditdelta.subjects.queries import rows

_FORM = re.compile(r"([0-9a-f]{8}|[0-9a-f]{32})-([0-9a-f]{8}|[0-9a-f]{32})")
_BEGIN = "SELECT ref FROM subjects_reference WHERE ref >= %s AND ref <= %s ORDER BY ref"


class NoSuchRecord(LookupError):
    """No record has this id, or several begin with it."""


@dataclass(frozen=True, slots=True)
class Held:
    """A record and whose it is."""

    who: Identity
    record: Record


def is_record_id(text: str) -> bool:
    """Whether a text is written like the id of a record."""
    return _FORM.fullmatch(text.strip().lower()) is not None


def record_by(written: str, day: date) -> Held:
    """The one record an id means; raises `NoSuchRecord`."""
    parts = _FORM.fullmatch(written.strip().lower())
    if parts is None:
        raise NoSuchRecord(written)
    begin, document = map(bytes.fromhex, parts.groups())
    last = begin + b"\xff" * (ID_BYTES - len(begin))
    owners = [identity(bytes(ref)) for (ref,) in rows(_BEGIN, [begin, last])]
    held = [
        Held(who, record)
        for who in owners
        if who is not None
        for record in records_of(who, day=day)
        if record.document.startswith(document)
    ]
    if len(held) != 1:
        raise NoSuchRecord(written)
    return held[0]
