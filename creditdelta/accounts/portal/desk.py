"""What may the reader do at the desk, and for which of its offices? The navigation of every page of work.

Clause  S31, S71.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from urllib.parse import urlencode

from creditdelta.accounts.places import office_name
from creditdelta.accounts.portal.ways import DESK, Way, ways_on
from creditdelta.accounts.reader import Reader
from creditdelta.pages.here import Desk, Place
from creditdelta.pages.language import say

OFFICE, INBOX = "office", "desk_inbox"


def desk_of(reader: Reader, path: str, asked: Mapping[str, str], day: date) -> Desk:
    """The pages of work that the reader's posts open, and its offices where there are several.

    Links carry on for which office the reader acts (`?office=`).
    """
    ways = ways_on(reader, day, DESK)
    held = [post.office for post in reader.posts if post.office and post.on(day)]
    offices = list(dict.fromkeys(held))
    chosen = asked.get(OFFICE, "")
    here = _here(ways, path)
    group = (here.within or here.route) if here else ""
    root = next((address for way, address in ways if way.route == group), path)

    def place(way: Way, address: str, *, current: bool) -> Place:
        return Place(say(way.title), _for(address, chosen), current)

    of_group = [
        (way, address) for way, address in ways if group and group in (way.route, way.within)
    ]
    return Desk(
        places=tuple(
            place(way, address, current=way.route == group)
            for way, address in ways
            if not way.within
        ),
        further=tuple(
            place(way, address, current=way == here)
            for way, address in (of_group if len(of_group) > 1 else ())
        ),
        offices=tuple(
            Place(say(office_name(one)), _for(root, one), one == (chosen or offices[0]))
            for one in (offices if len(offices) > 1 else ())
        ),
    )


def _here(ways: Sequence[tuple[Way, str]], path: str) -> Way | None:
    """The page one is on, or below; the inbox, below which everything lies, only itself."""
    below = [
        (way, address)
        for way, address in ways
        if path.startswith(address) and (path == address or way.route != INBOX)
    ]
    return max(below, key=lambda pair: len(pair[1]))[0] if below else None


def _for(address: str, office: str) -> str:
    return f"{address}?{urlencode({OFFICE: office})}" if office else address
