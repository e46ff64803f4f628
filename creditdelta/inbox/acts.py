"""What may be done for several things at once: letters were posted, lists were looked at.

Clause  S9, S31. Each is done as if alone; what stands otherwise by now is left out and counted.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress

from creditdelta.inbox.sources.place import Place
from creditdelta.inbox.tasks import Act
from creditdelta.intake.withdrawing import acknowledge
from creditdelta.journal.services import Envelope
from creditdelta.notices import serving
from creditdelta.notices.queries import notice
from creditdelta.notices.rules import MoveRefused

LETTER = "letter"


def do(act: Act, keys: Sequence[str], place: Place, about: Envelope) -> int:
    """How many of them were done."""
    operation, one = _ACTS[act]
    return sum(one(key, place, about) for key in keys) if place.may(operation) else 0


def _dispatch(key: str, place: Place, about: Envelope) -> bool:
    """The letter was posted today."""
    with suppress(ValueError):
        told = notice(bytes.fromhex(key))
        if told is not None and told.office == place.office.id:
            with suppress(MoveRefused):
                serving.dispatch(told.id, LETTER, about, on=place.day)
                return True
    return False


def _acknowledge(key: str, place: Place, about: Envelope) -> bool:
    """The office looked at the organisations on its lists."""
    if not key.isdecimal():
        return False
    acknowledge(int(key), place.office.id, about)
    return True


_ACTS: dict[Act, tuple[str, Callable[[str, Place, Envelope], bool]]] = {
    "dispatch": ("notice.serve", _dispatch),
    "acknowledge": ("withdrawal.acknowledge", _acknowledge),
}
