"""The days of a record's clock as a calendar file (RFC 5545): when repair may be asked for, when it ends.

Clause  S31.
Pure    days in, text out. The same record read on the same day gives the same file. Ids of events
        never change; a later day of reading raises their sequence, so that a day that was moved since
        replaces the one a calendar has.

>>> fold("SUMMARY:" + "期" * 24).count(chr(13))
1
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone

OCTETS = 75  # of a line, its line break left out
_BREAK = "\r\n"
_ESCAPES = {"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"}
_ONE_DAY = timedelta(1)
_CHINA = timezone(timedelta(hours=8))
_FIRST = date(2018, 7, 1)  # sequences count the days from it: before it nothing is read here


@dataclass(frozen=True, slots=True)
class Occasion:
    """A whole day in a calendar. `id`: the same for the same occasion for ever."""

    id: str
    on: date
    summary: str
    description: str
    address: str


def calendar_file(occasions: Sequence[Occasion], read_on: date, name: str) -> str:
    """A calendar with an event for each occasion, as of a day of reading."""
    begun = datetime.combine(read_on, time(), _CHINA)
    version = [
        f"DTSTAMP:{begun.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"SEQUENCE:{max(0, (read_on - _FIRST).days)}",
    ]
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Credit Delta//publicity clock//ZH",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_text(name)}",
    ]
    for one in occasions:
        lines += _event(one, version)
    lines.append("END:VCALENDAR")
    return "".join(fold(line) + _BREAK for line in lines)


def _event(one: Occasion, version: list[str]) -> list[str]:
    return [
        "BEGIN:VEVENT",
        f"UID:{one.id}",
        *version,
        f"DTSTART;VALUE=DATE:{one.on:%Y%m%d}",
        f"DTEND;VALUE=DATE:{_next(one.on):%Y%m%d}",
        f"SUMMARY:{_text(one.summary)}",
        f"DESCRIPTION:{_text(one.description)}",
        f"URL:{one.address}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _next(day: date) -> date:
    return day + _ONE_DAY if day < date.max else day


def _text(text: str) -> str:
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(_ESCAPES.get(sign, sign) for sign in plain)


def fold(line: str) -> str:
    """The line in pieces of at most 75 octets, never within a character; later ones begin with a blank."""
    pieces, piece, room = [], "", OCTETS
    for sign in line:
        size = len(sign.encode())
        if size > room:
            pieces.append(piece)
            piece, room = "", OCTETS - 1
        piece += sign
        room -= size
    return (_BREAK + " ").join([*pieces, piece])
