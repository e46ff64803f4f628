"""What may be said of an organisation from the evidence that counts? Names, facts, standing links.

Clause  S27-S29; architecture idea 4.
Pure    rows in, answers out; no clock, no table. The order in which rows came makes no difference.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

HERE = ZoneInfo("Asia/Shanghai")
SOLE_TRADER = "92"  # a code begins so: found by the code alone, never by name: close to a person
SAME, NAME, SUCCEEDS = "same", "name", "succeeds"
Rank = tuple[datetime, str, bytes]


def local_day(moment: datetime) -> date:
    """The day of a moment where the platform is at home."""
    return moment.astimezone(HERE).date()


def month_of(moment: datetime) -> str:
    """The month of a moment where the platform is at home, as 2026-03."""
    return f"{local_day(moment):%Y-%m}"


def province_of(code: str) -> str:
    """The first two digits of the division inside a unified code, "" for any other code.

    >>> province_of("91310115DEMA00013F"), province_of("110108000000016")
    ('31', '')
    """
    return code[2:4] if len(code) == len("91310115DEMA00013F") else ""


@dataclass(frozen=True, slots=True)
class Telling:
    """What one registration or code map says of one organisation, and how it ranks."""

    ref: bytes
    region: str
    rank: Rank  # time of issue, batch, digest of what is said: never the order of arrival
    names: tuple[str, ...]  # borne now, as this telling says
    former: tuple[str, ...]
    facts: tuple[str, str, str, str, date | None] | None  # status, division, industry, form, since


@dataclass(frozen=True, slots=True)
class Portrait:
    """An organisation as the evidence shows it."""

    name: str
    former: tuple[str, ...]
    status: str
    division: str
    industry: str
    organisation_type: str
    established_on: date | None


def weight(telling: Telling, province: str) -> tuple[bool, bool, Rank]:
    """Which telling is believed: a register's, the home province's, then the latest issued."""
    at_home = bool(province) and telling.region.startswith(province)
    return telling.facts is not None, at_home, telling.rank


def portrait(tellings: Sequence[Telling], province: str) -> Portrait | None:
    """The organisation as the weightiest telling has it; None where nothing confirms it.

    Every other name ever told stays among the former ones: what is filed under it is still found.
    """
    if not tellings:
        return None
    best = max(tellings, key=lambda telling: weight(telling, province))
    name = min(best.names, default="")
    told = {one for telling in tellings for one in (*telling.names, *telling.former)}
    status, division, industry, form, since = best.facts or ("", "", "", "", None)
    return Portrait(name, tuple(sorted(told - {name})), status, division, industry, form, since)


def resolved(owners: Iterable[bytes], judged: Iterable[bytes]) -> bytes | None:
    """Whom an older number stands for: as judged, else its one owner; two owners are no owner."""
    for found in (set(judged), set(owners)):
        if found:
            return found.pop() if len(found) == 1 else None
    return None
