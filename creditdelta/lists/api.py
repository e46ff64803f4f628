"""Doors to red and black lists: all lists, who stands in one, what changed, one entry, one organisation.

Clause  S36, S37. What the pages show to everybody; what left a list is told by its id.
"""

from datetime import date
from typing import Annotated, Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Path, Query, Schema
from pydantic import Field

from creditdelta.api.cursors import onward, unpack
from creditdelta.api.doors import Routes, reply
from creditdelta.api.problems import ApiProblem
from creditdelta.api.shapes import Code, Cursor, Day, Label, Listed, label
from creditdelta.handbook.documents import document, invented, rests_on
from creditdelta.journal.synthetic import business_day
from creditdelta.kernel.errors import Words
from creditdelta.kernel.identifiers import uscc
from creditdelta.lists.queries import entry as found_entry
from creditdelta.lists.showing import (
    Change,
    Shown,
    changes,
    counts,
    days_asked,
    shown,
    shown_in,
    shown_of,
)
from creditdelta.lists.texts import texts_of
from creditdelta.records.publishing import masked
from creditdelta.rulebook.listings import COLOURS, Listing, listings
from creditdelta.subjects.finding import by_code

LISTS = Routes("lists", Words("红黑名单", "red and black lists"))
READ = "list.read"
MOST = 200
_LIST = "entries"
_Id = Annotated[str, Path(max_length=32, pattern=r"^[0-9a-f]{32}$")]
_Name = Annotated[str, Path(max_length=64, pattern=r"^[a-z0-9_]+$")]


class ListingOut(Schema):
    """A list, and how many stand in it today."""

    id: str
    label: Label
    colour: Annotated[
        str, Field(description="red 红名单，black 黑名单 · red is good, black is bad")
    ]
    colour_label: Label
    sector: str
    authorities: Annotated[
        list[str], Field(description="认定单位的种类 · kinds of office that decide on it")
    ]
    regions: list[str]
    instruments: Annotated[list[str], Field(description="依据的文件 · the documents it rests on")]
    fictional: Annotated[
        bool,
        Field(description="演示用的虚构依据 · rests on documents invented for a demonstration"),
    ]
    entries: int


class ListingsOut(Schema):
    """Every list."""

    lists: list[ListingOut]


class EntryOut(Schema):
    """An entry in force."""

    id: str
    list: str
    colour: str
    code: str
    name: str
    office: str
    number: Annotated[str, Field(description="决定文书号 · the number of the decision")]
    digest: Annotated[str, Field(description="决定文书的 SHA-256 · SHA-256 of the decision")]
    instrument: str
    instrument_label: Label
    since: Day
    until: Day


class EntriesOut(Listed):
    """Entries of a list, the latest first."""

    entries: list[EntryOut]


class WholeEntryOut(EntryOut):
    """An entry with its facts and reasons."""

    reasons: str


class ListChangeOut(Schema):
    """An entry came into force, or was in force no more. `entry`: only where it may be shown now."""

    id: str
    on: Day
    way: Annotated[str, Field(description="in 列入，out 移出 · in or out")]
    entry: EntryOut | None


class ListChangesOut(Schema):
    """What changed, the latest first."""

    since: Day
    until: Day
    changes: list[ListChangeOut]


class SubjectListsOut(Schema):
    """Where an organisation stands today."""

    entries: list[EntryOut]


@LISTS.get("/lists", READ, Words("红黑名单清单", "every list"), ListingsOut)
def list_lists(request: HttpRequest) -> HttpResponse:
    """Every red and black list, with how many entries of it may be shown today."""
    found = listings()
    tally = counts(found, business_day())
    return reply({"lists": [_listing(one, tally[one.id]) for one in found.values()]})


@LISTS.get(
    "/lists/{name}/entries", READ, Words("一个名单在列的组织", "entries of a list"), EntriesOut,
    "/lists/environment_serious/entries?limit=2",
)  # fmt: skip
def list_entries(
    request: HttpRequest, name: _Name,
    limit: Annotated[int, Query(ge=1, le=MOST)] = 50, cursor: Cursor = None,
) -> HttpResponse:  # fmt: skip
    """Who stands in a list today, the latest entry first. A page goes on after the last of the one before."""
    _known(name)
    every = shown_in(name, business_day())
    if cursor:
        on, id = unpack(_LIST, cursor, str, str)
        every = [one for one in every if _place(one) > (on, id)]
    page = sorted(every, key=_place)
    following = onward(request, _LIST, *_place(page[limit - 1])) if len(page) > limit else None
    return reply({"entries": [_entry(one) for one in page[:limit]], "next": following})


@LISTS.get(
    "/lists/{name}/changes", READ, Words("一个名单的变动", "changes of a list"), ListChangesOut,
    "/lists/environment_serious/changes",
)  # fmt: skip
def list_changes(
    request: HttpRequest, name: _Name,
    since: Annotated[date | None, Query(description="哪天以后 · after which day")] = None,
    until: Annotated[date | None, Query(description="到哪天 · until which day")] = None,
) -> HttpResponse:  # fmt: skip
    """What came into force and what was in force no more; of what left, the id and nothing else."""
    _known(name)
    asked = days_asked(since, until, business_day())
    if asked.wrong:
        raise ApiProblem("CD-API-091", 422)
    told = [_change(one) for one in changes(name, asked.first, asked.last)]
    days = {"since": asked.first.isoformat(), "until": asked.last.isoformat()}
    return reply({**days, "changes": told})


@LISTS.get(
    "/lists/entries/{entry}", READ, Words("一个条目", "one entry"), WholeEntryOut,
    "/lists/entries/{entry}", also=(410,),
)  # fmt: skip
def read_entry(request: HttpRequest, entry: _Id) -> HttpResponse:
    """One entry in force, with facts and reasons; what is in force no more is gone."""
    one = found_entry(bytes.fromhex(entry))
    told = shown(one, business_day()) if one is not None else None
    if told is None:
        raise ApiProblem("CD-API-090", 410)
    reasons = masked([texts_of(told.entry.id).get("reasons", "")])[0]
    return reply({**_entry(told), "reasons": reasons})


@LISTS.get(
    "/subjects/{code}/lists", READ, Words("一个组织在哪些名单", "lists of an organisation"),
    SubjectListsOut, "/subjects/{code}/lists",
)  # fmt: skip
def list_lists_of(request: HttpRequest, code: Annotated[Code, Path()]) -> HttpResponse:
    """In which lists an organisation stands today; asked by its full code."""
    return reply({"entries": [_entry(one) for one in shown_of(ref_by(code), business_day())]})


def ref_by(code: str) -> bytes:
    """The organisation that bears a full code; raises `ApiProblem`."""
    found = by_code(uscc.compact(code))
    if len(found) != 1 or found[0].matched != "code":
        raise ApiProblem("CD-API-019", 404)
    return found[0].ref


def _known(name: str) -> Listing:
    found = listings().get(name)
    if found is None:
        raise Http404
    return found


def _place(one: Shown) -> tuple[str, str]:
    """Where an entry stands in the order of a list: the latest first."""
    day = one.entry.confirmed_on or date.min
    return f"{date.max.toordinal() - day.toordinal():07d}", one.entry.id.hex()


def _listing(one: Listing, count: int) -> dict[str, Any]:
    return {
        "id": one.id,
        "label": label(one.label),
        "colour": one.colour,
        "colour_label": label(COLOURS[one.colour]),
        "sector": one.sector,
        "authorities": list(one.authorities),
        "regions": list(one.regions),
        "instruments": list(rests_on(one)),
        "fictional": invented(one),
        "entries": count,
    }


def _entry(one: Shown) -> dict[str, Any]:
    entry = one.entry
    law = document(entry.instrument)
    return {
        "id": entry.id.hex(),
        "list": entry.list,
        "colour": entry.colour,
        "code": one.code,
        "name": one.name,
        "office": entry.office,
        "number": entry.number,
        "digest": entry.digest,
        "instrument": entry.instrument,
        "instrument_label": label(law.label if law else Words("", "")),
        "since": str(entry.since),
        "until": str(entry.until),
    }


def _change(one: Change) -> dict[str, Any]:
    shown_now = _entry(one.shown) if one.shown else None
    return {"id": one.id.hex(), "on": one.on.isoformat(), "way": one.way, "entry": shown_now}
