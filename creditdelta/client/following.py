"""Keep a mirror up with the feed of a site, and hold what it tells to what it swore.

Clause  S30. Killed at any point, the next run goes on where this one stood.
"""

from dataclasses import dataclass
from datetime import date

from creditdelta.client.calling import Client, Refused
from creditdelta.client.mirror import Mirror
from creditdelta.client.proving import check_growth, check_leaf, checkpoint_of

EVENTS, SNAPSHOT, CHECKPOINT = "/api/v1/events", "/api/v1/snapshot", "/api/v1/checkpoint"
GONE, NEVER_ISSUED, NOTHING = 410, 416, 404
PROVED_AT_ONCE = 20  # numbers that are held to their proofs in one run


@dataclass(frozen=True, slots=True)
class Pulled:
    """What a run brought. `anew`: everything was taken anew; `proved`: numbers held to a proof."""

    organisations: int
    anew: bool
    through: int
    proved: int


def pull(client: Client, mirror: Mirror, *, today: date, first_key: str = "") -> Pulled:
    """Bring a mirror up; raises `Refused`, `Unreachable`, `Gap`, `Untrue`.

    `first_key`: the site's first public key in hexadecimal, got another way; else the one it names the
    first time is kept and must stay.
    """
    anew = not mirror.value("next") or mirror.stale(today)
    told = 0
    try:
        told = 0 if anew else _on(client, mirror, today)
    except Refused as refused:
        if refused.status not in (GONE, NEVER_ISSUED):
            raise
        anew = True
    if anew:
        mirror.take_over(client.lines(SNAPSHOT), today=today)
        told = mirror.count() + _on(client, mirror, today)
    proved = prove(client, mirror, first_key)
    return Pulled(told, anew, int(mirror.value("through")), proved)


def prove(client: Client, mirror: Mirror, first_key: str = "", most: int = PROVED_AT_ONCE) -> int:
    """Hold the newest checkpoint to the one before, and some numbers to it; how many. `Untrue`."""
    first_key = first_key or mirror.value("first_key")
    before = mirror.value("checkpoint")
    try:
        told = client.get(CHECKPOINT, **_since(mirror))
    except Refused as refused:
        if refused.status == NOTHING and not before:
            return 0  # nothing was signed yet
        raise
    sworn = checkpoint_of(told, first_key)
    if before:
        known = checkpoint_of({"checkpoint": before, "keys": told["keys"]}, first_key)
        check_growth(known, sworn, told)
    proved = int(mirror.value("proved") or -1)
    found = mirror.numbers(proved, sworn.size, most)
    for number, leaf in found:
        check_leaf(number, leaf, client.get(f"{EVENTS}/{number}/proof", size=sworn.size), sworn)
        proved = number
    mirror.remember(
        checkpoint=str(told["checkpoint"]),
        size=str(sworn.size),
        first_key=str(told["keys"]["key"]),
        proved=str(proved),
    )
    return len(found)


def _since(mirror: Mirror) -> dict[str, int]:
    size = mirror.value("size")
    return {"since": int(size)} if size else {}


def _on(client: Client, mirror: Mirror, today: date) -> int:
    told = 0
    for page in client.pages(mirror.value("next")):
        told += mirror.apply(page, today=today)
    return told
