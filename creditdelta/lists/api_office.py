"""Doors by which an office's program reads its lists: candidates, and entries in whatever state.

Clause  S15, S16, S36; threats T6, T7. What the pages of the desk show, to the same posts; nobody outside.
"""

from collections import Counter
from datetime import date
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query

from creditdelta.api.cursors import leaf, onward, unpack
from creditdelta.api.doors import Routes, reply
from creditdelta.api.shapes import Cursor, label
from creditdelta.handbook.documents import carrying
from creditdelta.intake.portal.places import own_of
from creditdelta.journal.synthetic import business_day
from creditdelta.kernel.errors import Words
from creditdelta.lists.breaking import stopped
from creditdelta.lists.models import Candidate
from creditdelta.lists.office_shapes import (
    CandidatesOut,
    KeptListsOut,
    WholeWorkOut,
    WorksOut,
    candidate,
    whole_work,
    work,
)
from creditdelta.lists.portal.places import entry_of
from creditdelta.lists.proposing import found_for, kept, kept_by, met
from creditdelta.lists.queries import entries_by
from creditdelta.lists.refusals import problem
from creditdelta.lists.rules import Entry, State
from creditdelta.lists.showing import judged
from creditdelta.rulebook.cities import PROVINCES
from creditdelta.rulebook.listings import criteria_on

LISTINGS = Routes("listings", Words("本单位的名单", "lists of the office"))
READ = "listing.read"
MOST = 200
_CANDIDATES, _ENTRIES = "candidates", "listings"
_Id = Annotated[str, Path(max_length=32, pattern=r"^[0-9a-f]{32}$")]
_Name = Annotated[str, Path(max_length=64, pattern=r"^[a-z0-9_]+$")]


@LISTINGS.get(
    "/lists/kept", READ, Words("本单位认定的名单", "lists the office keeps"), KeptListsOut,
    "/lists/kept",
)  # fmt: skip
def list_kept_lists(request: HttpRequest) -> HttpResponse:
    """The lists the office keeps: candidates, what can carry an entry in its place, what has stopped."""
    own, day = own_of(request), business_day()
    halted = [one for one in stopped(own.region, day) if one.office == own.id]
    lists = [
        {
            "id": one.id,
            "label": label(one.label),
            "colour": one.colour,
            "candidates": found_for(one, own).count(),
            "carrying": [*carrying(one, day, own.division)],
            "stopped": [each.way for each in halted if each.list == one.id],
        }
        for one in kept_by(own)
    ]
    return reply({"lists": lists})


@LISTINGS.get(
    "/lists/{name}/candidates", READ, Words("一个名单的候选", "candidates of a list"),
    CandidatesOut, "/lists/environment_serious/candidates?limit=2",
)  # fmt: skip
def list_candidates(
    request: HttpRequest, name: _Name,
    limit: Annotated[int, Query(ge=1, le=MOST)] = 50, cursor: Cursor = None,
) -> HttpResponse:  # fmt: skip
    """Who in the office's place met a criterion when the pool was last asked."""
    own, day = own_of(request), business_day()
    one = kept(own, name)
    if one is None:
        raise problem("gone")
    page, following = leaf(request, _CANDIDATES, found_for(one, own), limit, cursor)
    known = {id: each for id, each in criteria_on(day).items() if each.list == one.id}
    every = Counter(Candidate.objects.filter(list=one.id).values_list("criterion", "region"))
    affected = [
        {"criterion": id, "label": label(each.label),
         "regions": {region: every[id, region] for region in PROVINCES}}
        for id, each in known.items()
    ]  # fmt: skip
    candidates = [candidate(each, known) for each in met(page)]
    return reply({"affected": affected, "candidates": candidates, "next": following})


@LISTINGS.get(
    "/listings", READ, Words("本单位的名单办理", "entries of the office"), WorksOut,
    "/listings?limit=2",
)  # fmt: skip
def list_listings(
    request: HttpRequest,
    state: Annotated[State | None, Query()] = None,
    limit: Annotated[int, Query(ge=1, le=MOST)] = 50, cursor: Cursor = None,
) -> HttpResponse:  # fmt: skip
    """Everything the office proposed, in whatever state, the latest first."""
    own = own_of(request)
    every = [one for one in entries_by(own.id) if state is None or one.state == state]
    if cursor:
        on, id = unpack(_ENTRIES, cursor, str, str)
        every = [one for one in every if _place(one) > (on, id)]
    page = sorted(every, key=_place)
    following = onward(request, _ENTRIES, *_place(page[limit - 1])) if len(page) > limit else None
    found = judged(page[:limit], business_day())
    return reply({"entries": [work(one, why) for one, why in found], "next": following})


@LISTINGS.get(
    "/listings/{entry}", READ, Words("本单位的一个条目", "one entry of the office"), WholeWorkOut,
    "/listings/{proposed}",
)  # fmt: skip
def read_listing(request: HttpRequest, entry: _Id) -> HttpResponse:
    """An entry with its texts, the steps taken, and those that can be taken now: by a door, or on a page."""
    return reply(whole_work(request, entry_of(request, entry)))


def _place(one: Entry) -> tuple[str, str]:
    """Where an entry stands in the order of the office's list: the latest first."""
    return f"{date.max.toordinal() - one.proposed_on.toordinal():07d}", one.id.hex()
