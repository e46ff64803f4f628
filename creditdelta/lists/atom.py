"""The changes of a list as an Atom feed (RFC 4287), for readers that look again by themselves.

Clause  S37. What left the list is named by the id of its entry and nothing else.
"""

from collections.abc import Iterable
from datetime import date
from xml.etree import ElementTree  # nosec B405 # it writes, and reads nothing

from creditdelta.kernel.errors import Lang
from creditdelta.lists.showing import Change
from creditdelta.lists.tables import WAYS
from creditdelta.pages.environment import url
from creditdelta.rulebook.listings import Listing

MEDIA_TYPE = "application/atom+xml; charset=utf-8"
_NAMESPACE = "http://www.w3.org/2005/Atom"


def atom(one: Listing, found: Iterable[Change], day: date, root: str, lang: Lang) -> bytes:
    """The feed, the latest change first. `root`: scheme and host of the site."""
    ElementTree.register_namespace("", _NAMESPACE)
    feed = ElementTree.Element(_tag("feed"))
    own = root + url("list_atom", one.id)
    _add(feed, "id", own)
    _add(feed, "title", one.label.say(lang))
    _add(feed, "updated", _moment(day))
    _add(feed, "link", rel="self", href=own)
    _add(feed, "link", rel="alternate", href=root + url("list", one.id))
    author = ElementTree.SubElement(feed, _tag("author"))
    _add(author, "name", "信用长三角" if lang == "zh" else "Credit Delta")
    for change in found:
        entry = ElementTree.SubElement(feed, _tag("entry"))
        address = root + url("list_entry", change.id.hex())
        whom = f"{change.shown.name} {change.shown.code}" if change.shown else change.id.hex()
        _add(entry, "id", f"{address}#{change.way}-{change.on.isoformat()}")
        _add(entry, "title", f"{WAYS[change.way].say(lang)} {whom}")
        _add(entry, "updated", _moment(change.on))
        _add(entry, "link", rel="alternate", href=address)
    text: bytes = ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True)
    return text


def _add(parent: ElementTree.Element, name: str, text: str = "", **given: str) -> None:
    made = ElementTree.SubElement(parent, _tag(name), given)
    made.text = text or None


def _tag(name: str) -> str:
    return f"{{{_NAMESPACE}}}{name}"


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00+08:00"
