"""Another key shall sign from now on: told by an event that the present key signs, then it is gone.

Clause  S71. Order: the next key lies ready, the present one signs all there is, the event is sealed,
the home takes the next key over. Killed anywhere between, the next command ends what was begun.
"""

import json
from typing import Literal

from creditdelta.journal.apply import noted
from creditdelta.journal.checkpoint import public_key
from creditdelta.journal.database import writing
from creditdelta.journal.events import JournalOpened, SigningKeyReplaced
from creditdelta.journal.home import key, key_path
from creditdelta.journal.kept_keys import NEXT, draw_next, signing_keys, take_over
from creditdelta.journal.models import Event
from creditdelta.journal.queries import last_of
from creditdelta.journal.services import Envelope, checkpoint, record, seal
from creditdelta.journal.signing_keys import SigningKeys, Successor, endorsed, followed

Ground = Literal["routine", "suspected"]


class NotOpened(RuntimeError):
    """There is no journal yet whose key could be replaced."""


def replace_signing_key(about: Envelope, ground: Ground, seed: bytes | None = None) -> SigningKeys:
    """Replace it and sign by the new one; `seed`: the key, where chance must not draw it.

    Raises `NotOpened`, and `Rewritten` where the journal is not what was signed before.
    """
    if last_of(JournalOpened.kind) is None:
        raise NotOpened
    checkpoint()
    present, following = key("signing"), public_key(draw_next(seed))
    told = SigningKeyReplaced(
        before=public_key(present).hex(),
        key=following.hex(),
        endorsement=endorsed(present, following).hex(),
        ground=ground,
    )
    with writing():
        record(told, noted, about)
    finish_replacing()
    checkpoint()
    return signing_keys()


def told_by_journal() -> SigningKeys | None:
    """The signing keys as the journal's events tell them; none before it was opened. `KeysUnclear`."""
    opened = last_of(JournalOpened.kind)
    if opened is None:
        return None
    first = bytes.fromhex(json.loads(opened.body)["signing"])
    rows = Event.objects.filter(kind=SigningKeyReplaced.kind).exclude(number=None).order_by("place")
    return followed(first, [_successor(row) for row in rows])


def finish_replacing() -> None:
    """End a replacement whose event stands: the key that lies ready becomes the one that signs."""
    if not key_path(NEXT).exists():
        return
    seal()
    told = told_by_journal()
    if told is not None and told.last == public_key(key(NEXT)):
        take_over(told)


def _successor(row: Event) -> Successor:
    told = json.loads(row.body)
    number = row.number if row.number is not None else -1
    return Successor(bytes.fromhex(told["key"]), number, bytes.fromhex(told["endorsement"]))
