"""Doors to the feed: what changed after a number, everything at once, and proofs of both.

Clause  S30, S70; threat T10. What is told is what a page shows to everybody. Who asks by a key is known, and
reads as much as it likes; anybody else spends an allowance of organisations, as with archives.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from typing import Annotated, Any

import orjson
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import reverse
from ninja import Path, Query, Schema
from pydantic import Field

from creditdelta.accounts.gatekeeper import reader_of
from creditdelta.api.cursors import pack, unpack
from creditdelta.api.doors import NDJSON, Routes, reply
from creditdelta.api.limits import allowance_of, spend
from creditdelta.api.problems import ApiProblem
from creditdelta.api.shapes import Day
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


class FeedRecordOut(Schema):
    """A record that may be shown today; `cells` by the columns of its standard."""

    id: str
    standard: str
    section: str
    side: str
    nature: str
    region: str
    decided_on: Day | None
    public_until: Annotated[
        Day | None,
        Field(
            description="可以公开的最后一天；空：没有已知的止期 · "
            "the last day on which it may be shown; none: no end is known"
        ),
    ]
    cells: dict[str, str]


class TakenBackOut(Schema):
    """A record that was told and may be shown no more: whoever has it removes it."""

    id: str
    why: Annotated[
        str,
        Field(
            description="撤回、更正、删除、到期、公示期满、期限届满、查询期满 · "
            "withdrawn, replaced, erased, ended, publicity_ended, period_over, "
            "query_ended"
        ),
    ]


class ChangeOut(Schema):
    """An organisation that changed, and everything that may be shown of it now: what is not here is gone."""

    number: Annotated[
        int, Field(description="最后一次涉及它的事件的编号 · of the last event that touched it")
    ]
    leaf: Annotated[
        str,
        Field(
            description="该事件在日志树中的叶，十六进制 · "
            "of that event in the journal's tree, hexadecimal"
        ),
    ]
    id: Annotated[
        str, Field(description="主体的编号，不会改变 · of the organisation; it never changes")
    ]
    subject: Annotated[
        str | None,
        Field(description="它的代码；全部删除后为空 · its code; none once everything was erased"),
    ]
    records: list[FeedRecordOut]
    withdrawn: list[TakenBackOut]


class EventsOut(Schema):
    """Everything that changed above `after`, up to `through`. The next page begins there."""

    after: int
    through: int
    head: Annotated[
        int,
        Field(
            description="有内容可说的最后一个编号 · the last number there is something to say about"
        ),
    ]
    day: Day
    rules: Annotated[
        str, Field(description="所依据规则的标记 · a mark of the rules that were gone by")
    ]
    rules_until: Annotated[
        Day | None,
        Field(
            description="这一天之后规则改变：请全部重新取 · "
            "after this day other rules hold: take everything anew"
        ),
    ]
    items: list[ChangeOut]
    next: Annotated[
        str, Field(description="从哪里接着取，现在或以后 · where to go on, now or later")
    ]
    more: Annotated[bool, Field(description="是否马上还有 · whether there is more at once")]


class SnapshotLineOut(Schema):
    """A line: first where the feed goes on, then organisations as in the feed, last digest and count."""

    through: int | None = None
    next: str | None = None
    subject: str | None = None
    digest: str | None = None
    organisations: int | None = None


class CheckpointOut(Schema):
    """The newest signed word on what the journal is; docs/protocol/checkpoint.md."""

    checkpoint: Annotated[str, Field(description="签名文本原文 · the signed text as it is")]
    keys: Annotated[
        dict[str, Any],
        Field(description="第一个公钥和后继公钥 · the first public key and its successors"),
    ]
    size: int
    consistency: Annotated[
        list[str] | None,
        Field(
            description="RFC 9162 证明：since 时的日志是它的前一段 · "
            "proof of RFC 9162 that the journal of `since` grew into it"
        ),
    ]


class ProofOut(Schema):
    """Proof of RFC 9162 that an event of this leaf has this number in the journal of a size."""

    number: int
    leaf: str
    size: int
    path: list[str]


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
