"""Doors by which an office's program takes steps of lists: it proposes, notifies, notes a waiver, drops.

Clause  S15, S16; threats T1, T6, T7. The services of the desk's pages, for the same posts.

A decision, the asking for a change and every second officer's step want a fresh proof of who acts, which
no key gives: no door takes them. Two doors check what a first officer would sign and answer the page
where that is done.
"""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Literal
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from ninja import Body, Path, Schema
from pydantic import ConfigDict, Field

from creditdelta.accounts.gatekeeper import reader_of
from creditdelta.api.doors import Routes, reply
from creditdelta.api.shapes import Code
from creditdelta.intake.portal.places import own_of
from creditdelta.journal.synthetic import business_day
from creditdelta.kernel.errors import Words
from creditdelta.lists import services
from creditdelta.lists.api import ref_by
from creditdelta.lists.checks import digits
from creditdelta.lists.models import Candidate
from creditdelta.lists.office_shapes import CheckedOut, WholeWorkOut, whole_work
from creditdelta.lists.portal.places import about_of, entry_of
from creditdelta.lists.proposing import kept, proposal
from creditdelta.lists.queries import candidates_of
from creditdelta.lists.queries import entry as found_entry
from creditdelta.lists.refusals import problem, told
from creditdelta.lists.rules import Entry
from creditdelta.lists.services import Decision
from creditdelta.pages.environment import url
from creditdelta.records.services import Act
from creditdelta.rulebook.offices import Office

STEPS = Routes("listing-steps", Words("名单办理", "steps of lists"))
PREPARE = "listing.prepare"
LONGEST = 20_000  # signs that are read at all; the rules say what is too long
_Id = Annotated[str, Path(max_length=32, pattern=r"^[0-9a-f]{32}$")]
_Text = Annotated[str, Field(max_length=LONGEST)]
_Digest = Annotated[
    str, Field(max_length=200, description="文书的 SHA-256 · SHA-256 of the document")
]
_Ground = Annotated[
    str, Field(max_length=64, description="代码表 listing-ground · code table listing-ground")
]
_DIGEST, _GROUND = "ab" * 32, "不予列入"


class ProposalIn(Schema):
    """In which list an organisation should be entered, and why."""

    model_config = ConfigDict(extra="forbid")

    list: Annotated[str, Field(max_length=64)]
    reasons: _Text


class WaiverIn(Schema):
    """By which paper of its own an organisation does not want to be heard."""

    model_config = ConfigDict(extra="forbid")

    digest: _Digest


class DropIn(Schema):
    """Why nobody is entered."""

    model_config = ConfigDict(extra="forbid")

    ground: _Ground


class DecisionIn(Schema):
    """What a first officer would decide. `answer`: how a statement is met, where one was made."""

    model_config = ConfigDict(extra="forbid")

    number: _Text
    digest: _Digest
    instrument: Annotated[str, Field(max_length=64)]
    since: date
    answer: _Text = ""


class ChangeIn(Schema):
    """Which change a first officer would ask for, and by which document."""

    model_config = ConfigDict(extra="forbid")

    change: Literal["suspend", "resume", "remove"]
    ground: _Ground
    number: _Text
    digest: _Digest


@STEPS.post(
    "/subjects/{code}/listings", PREPARE, Words("提出列入", "propose an entry"),
    {201: WholeWorkOut}, {"list": "environment_serious", "reasons": "合成示例：伪造监测数据。"},
    example="/subjects/{candidate}/listings",
)  # fmt: skip
def propose_listing(
    request: HttpRequest, code: Annotated[Code, Path()], sent: Annotated[ProposalIn, Body()]
) -> HttpResponse:
    """Propose a candidate, by every criterion it meets and on every record that counts, with reasons."""
    own = own_of(request)
    found = _candidates(own, sent.list, code)
    with told():
        wanted = proposal(own, found, sent.reasons)
        id = services.propose(wanted, about_of(request, own), business_day())
    return _answered(request, id, status=201)


@STEPS.post(
    "/listings/{entry}/notice", PREPARE, Words("告知", "notify"), {200: WholeWorkOut}, {},
    example="/listings/{proposed}/notice",
)  # fmt: skip
def notify_listing(request: HttpRequest, entry: _Id) -> HttpResponse:
    """Issue the notice: it goes to the letters, and the time to be heard begins with its service."""
    one = entry_of(request, entry)
    with told():
        services.notify(one.id, about_of(request, one.office), business_day())
    return _answered(request, one.id)


@STEPS.post(
    "/listings/{entry}/waiver", PREPARE, Words("登记放弃陈述申辩", "note a waiver"),
    {200: WholeWorkOut}, {"digest": _DIGEST}, example="/listings/{noticed}/waiver",
)  # fmt: skip
def note_waiver(
    request: HttpRequest, entry: _Id, sent: Annotated[WaiverIn, Body()]
) -> HttpResponse:
    """Note that the organisation does not want to be heard, as a paper of its own says."""
    one = entry_of(request, entry)
    with told():
        about = about_of(request, one.office)
        services.waive(one.id, digits(sent.digest), about, business_day())
    return _answered(request, one.id)


@STEPS.post(
    "/listings/{entry}/drop", PREPARE, Words("不予列入", "enter nobody"), {200: WholeWorkOut},
    {"ground": _GROUND}, example="/listings/{unwanted_entry}/drop",
)  # fmt: skip
def drop_listing(
    request: HttpRequest, entry: _Id, sent: Annotated[DropIn, Body()]
) -> HttpResponse:  # fmt: skip
    """End what is under way: nobody is entered."""
    one = entry_of(request, entry)
    with told():
        services.drop(one.id, sent.ground, about_of(request, one.office), business_day())
    return _answered(request, one.id)


@STEPS.post(
    "/listings/{entry}/decision/check", PREPARE, Words("核对拟作决定", "check a decision"),
    {200: CheckedOut},
    {"number": "沪示环信决〔2026〕1号", "digest": _DIGEST, "instrument": "demo-environment#9",
     "since": "2026-03-31"},
    example="/listings/{ready}/decision/check",
)  # fmt: skip
def check_decision(
    request: HttpRequest, entry: _Id, sent: Annotated[DecisionIn, Body()]
) -> HttpResponse:
    """Whether it could be decided so now; the page where a first officer does, the fields filled in.

    Nothing is recorded. An answer to a statement is checked and does not go along in the address.
    """
    one, act = entry_of(request, entry), _act(sent)
    with told():
        wanted = Decision(act, sent.instrument, sent.since, sent.answer)
        services.check_decision(one.id, wanted, reader_of(request).account, business_day())
    filled = {"instrument": sent.instrument, "since": sent.since.isoformat()}
    return _checked(one, "decide", act, filled)


@STEPS.post(
    "/listings/{entry}/change/check", PREPARE, Words("核对拟提出的变更", "check a change"),
    {200: CheckedOut},
    {"change": "remove", "ground": "决定被撤销", "number": "沪示环信撤〔2026〕1号", "digest": _DIGEST},
    example="/listings/{entry}/change/check",
)  # fmt: skip
def check_change(
    request: HttpRequest, entry: _Id, sent: Annotated[ChangeIn, Body()]
) -> HttpResponse:  # fmt: skip
    """Whether the change could be asked for now; the page where a first officer does. Nothing is recorded."""
    one, act = entry_of(request, entry), _act(sent)
    with told():
        account = reader_of(request).account
        services.check_asking(one.id, sent.change, sent.ground, act, account)
    return _checked(one, "change", act, {"change": sent.change, "ground": sent.ground})


def _candidates(own: Office, name: str, code: str) -> Sequence[Candidate]:
    one = kept(own, name)
    found = candidates_of(one.id, ref_by(code)) if one is not None else []
    if not found:
        raise problem("gone")
    return found


def _act(sent: DecisionIn | ChangeIn) -> Act:
    return Act(sent.number.strip(), digits(sent.digest))


def _answered(request: HttpRequest, id: bytes, *, status: int = 200) -> HttpResponse:
    one = found_entry(id)
    if one is None:
        raise problem("gone")
    return reply(whole_work(request, one), status=status)


def _checked(one: Entry, move: str, act: Act, filled: dict[str, str]) -> HttpResponse:
    fields = urlencode({"act_number": act.number, "act_digest": act.digest, **filled})
    page = f"{url('desk_entry', one.id.hex())}?{fields}#{move}"
    return reply({"entry": one.id.hex(), "move": move, "page": page})
