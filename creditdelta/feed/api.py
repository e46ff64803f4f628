"""Doors to the feed: what changed after a number, everything at once, and proofs of both.

Clause  S30, S70; threat T10. What is told is what a page shows to everybody. Who asks by a key is known, and
reads as much as it likes; anybody else spends an allowance of organisations, as with archives.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from typing import Annotated

import orjson
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import reverse
from ninja import Path, Query

from creditdelta.accounts.gatekeeper import reader_of
from creditdelta.api.cursors import pack, unpack
from creditdelta.api.doors import NDJSON, Routes, reply
from creditdelta.api.limits import allowance_of, spend
from creditdelta.api.problems import ApiProblem
from creditdelta.client.lines import DOMAIN, kept
from creditdelta.feed.queries import (
    NeverIssued,
    Page,
    Place,
    TakeAnew,
    begun,
    changed_count,
    everything,
    page,
)
from creditdelta.feed.spoken import CheckpointOut, EventsOut, ProofOut, SnapshotLineOut
from creditdelta.feed.terms import FORM, mark, unchanged_until
from creditdelta.journal.kept_keys import signing_keys
from creditdelta.journal.proofs import NotCovered, consistency, inclusion, newest
from creditdelta.journal.signing_keys import as_values
from creditdelta.journal.synthetic import business_day
from creditdelta.kernel.errors import Words
from creditdelta.kernel.merkle import SIZE_LIMIT

FEED = Routes("feed", Words("数据流", "feed of changes"))
MOST, USUAL = 1_000, 100
_LIST = "events"
_OF_SIZE, _SINCE = (
    "检查点的大小；不写为最新 · of a checkpoint; else of the newest",
    "以前取到的检查点的大小 · size of a checkpoint known before",
)
_LARGEST = SIZE_LIMIT // 2 - 1  # what a database calls a number


@FEED.get(
    "/events", "feed.read", Words("某个编号之后的变化", "what changed after a number"), EventsOut,
    "/events?after=0&limit=2", also=(410, 416),
)  # fmt: skip
def read_events(
    request: HttpRequest,
    after: Annotated[
        int, Query(ge=0, le=_LARGEST, description="0 表示从头开始 · 0: from the beginning")
    ] = 0,
    limit: Annotated[int, Query(ge=1, le=MOST)] = USUAL,
    cursor: Annotated[
        str | None,
        Query(max_length=512, description="取自 next，代替 after · of `next`; instead of after"),
    ] = None,
) -> HttpResponse:
    """Who changed, each once at its latest number, and what may be shown of them now."""
    place = _place(cursor) if cursor else Place(after)
    found = _page(place, limit)
    _counted(request, len(found.items))
    return reply(
        {
            "after": found.after,
            "through": found.through,
            "head": found.head,
            "day": found.day.isoformat(),
            "rules": found.rules,
            "rules_until": found.rules_until and found.rules_until.isoformat(),
            "items": found.items,
            "next": _next(found.next, limit),
            "more": found.more,
        }
    )


@FEED.get(
    "/events/{number}/proof", "feed.read", Words("一个编号的存在证明", "proof of a number"), ProofOut,
    "/events/0/proof",
)  # fmt: skip
def read_proof(
    request: HttpRequest,
    number: Annotated[int, Path(ge=0, le=_LARGEST)],
    size: Annotated[int | None, Query(ge=0, le=_LARGEST, description=_OF_SIZE)] = None,
) -> HttpResponse:
    """That an event stands in the journal which was sworn to; the event itself is not told."""
    try:
        last = newest().size
        wanted = last if size is None else size
        if wanted > last:
            raise NotCovered(wanted)
        leaf, path = inclusion(number, wanted)
    except NotCovered as lacking:
        raise ApiProblem("CD-API-062", 404) from lacking
    told = {"number": number, "leaf": leaf.hex(), "size": wanted}
    return reply(told | {"path": [one.hex() for one in path]})


@FEED.get("/checkpoint", "feed.read", Words("最新的签名检查点", "newest checkpoint"), CheckpointOut)
def read_checkpoint(
    request: HttpRequest,
    since: Annotated[int | None, Query(ge=0, le=_LARGEST, description=_SINCE)] = None,
) -> HttpResponse:
    """What this site swears its journal is, and that it only grew since a checkpoint known before."""
    try:
        last = newest()
        proof = None if since is None else consistency(since, last.size)
    except NotCovered as lacking:
        raise ApiProblem("CD-API-062", 404) from lacking
    told = {"checkpoint": last.text, "keys": as_values(signing_keys()), "size": last.size}
    return reply(told | {"consistency": None if proof is None else [one.hex() for one in proof]})


@FEED.get(
    "/snapshot", "feed.read", Words("全部公开内容", "everything that is public"), SnapshotLineOut,
    lines=True,
)  # fmt: skip
def read_snapshot(request: HttpRequest) -> StreamingHttpResponse:
    """Everything that may be shown of anybody, a line for each; then the feed goes on from there."""
    count = changed_count()
    if reader_of(request).account:
        most = allowance_of(request, "requests") // 2
        spend(request, "requests", min(count // MOST, most))
    elif count > allowance_of(request, "organisations"):
        raise ApiProblem("CD-API-001", 401)
    else:
        spend(request, "organisations", count)
    return StreamingHttpResponse(_lines(), content_type=NDJSON)


def _lines() -> Iterator[bytes]:
    day, state, count = business_day(), sha256(DOMAIN), 0
    start, until = begun(day), unchanged_until(day)
    head = {
        "form": FORM,
        "through": start.after,
        "day": day.isoformat(),
        "rules": mark(day),
        "rules_until": until and until.isoformat(),
        "next": _next(start, MOST),
    }
    yield orjson.dumps(head) + b"\n"
    for line in everything(day):
        state.update(kept(line, day.isoformat()) + b"\n")
        count += 1
        yield orjson.dumps(line) + b"\n"
    yield orjson.dumps({"digest": state.hexdigest(), "organisations": count}) + b"\n"


def _page(place: Place, limit: int) -> Page:
    try:
        return page(place, limit, day=business_day(), now=datetime.now(UTC))
    except NeverIssued as wrong:
        further = {"head": wrong.head, "snapshot": reverse("api_read_snapshot")}
        raise ApiProblem("CD-API-060", 416, detail=str(wrong.head), further=further) from wrong
    except TakeAnew as wrong:
        further = {"why": wrong.why, "snapshot": reverse("api_read_snapshot")}
        raise ApiProblem("CD-API-061", 410, further=further) from wrong


def _place(cursor: str) -> Place:
    after, within, beyond, rules = unpack(_LIST, cursor, int, int, str, str)
    try:
        place = Place(after, None if within < 0 else within, bytes.fromhex(beyond), rules)
    except ValueError as wrong:
        raise ApiProblem("CD-API-015", 400) from wrong
    if not (0 <= after <= _LARGEST and within <= _LARGEST):
        raise ApiProblem("CD-API-015", 400)
    return place


def _next(place: Place, limit: int) -> str:
    within = -1 if place.within is None else place.within
    cursor = pack(_LIST, place.after, within, place.beyond.hex(), place.mark)
    return f"{reverse('api_read_events')}?cursor={cursor}&limit={limit}"


def _counted(request: HttpRequest, organisations: int) -> None:
    if organisations and not reader_of(request).account:
        spend(request, "organisations", organisations)
