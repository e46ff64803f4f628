"""An entry comes to be, is heard, decided, confirmed, changed. Decided, recorded, applied.

Clause  S15, S16, S37; threats T1, T3, T6, T7. No step is taken that rules.py does not allow; whoever takes
the first step of two never takes the second.
"""

import secrets
from dataclasses import dataclass
from datetime import date

from creditdelta.handbook.documents import carrying
from creditdelta.journal.database import writing
from creditdelta.journal.services import Envelope, record, seal
from creditdelta.lists import apply, letters, texts
from creditdelta.lists.breaking import held_back
from creditdelta.lists.checks import (
    NotPossible,
    check_act,
    check_digest,
    check_listed,
    check_text,
    standing_records,
)
from creditdelta.lists.events import (
    ChangeAgreed,
    ChangeAsked,
    ChangeDeclined,
    ListingConfirmed,
    ListingDecided,
    ListingDropped,
    ListingEnded,
    ListingNotified,
    ListingProposed,
    ListingReleased,
    ListingRestored,
    ListingSentBack,
    OfEntry,
    StatementMade,
    StatementWaived,
)
from creditdelta.lists.fold import ASKS
from creditdelta.lists.hearing import hearing_of
from creditdelta.lists.queries import entry, open_of, standings
from creditdelta.lists.rules import (
    CLOSED,
    Entry,
    Move,
    Why,
    term_end,
    why_not_competent,
    why_not_decide,
    why_not_move,
)
from creditdelta.records.services import Act
from creditdelta.rulebook.calendars import calendar
from creditdelta.rulebook.listings import Listing, UnknownListing, listing_on
from creditdelta.rulebook.offices import division_of
from creditdelta.rulebook.offices import office as found_by

ID_BYTES = 16
GROUNDS = "listing-ground"


@dataclass(frozen=True, slots=True)
class Proposal:
    """Whom to enter in which list, by which office, on which records, and why."""

    list: str
    ref: bytes
    office: str
    criteria: tuple[str, ...]
    documents: tuple[bytes, ...]
    reasons: str


@dataclass(frozen=True, slots=True)
class Decision:
    """What a first officer decides. `answer`: how a statement was met, where one was made."""

    act: Act
    instrument: str
    since: date
    answer: str = ""


def propose(wanted: Proposal, about: Envelope, day: date) -> bytes:
    """Begin an entry; its id. Raises `NotPossible`."""
    listing = _listing(wanted.list, day)
    check_text(wanted.reasons)
    with writing():
        known = standing_records(wanted.ref, wanted.documents, day, adverse=listing.adverse)
        office = found_by(wanted.office, day)
        _check(why_not_competent(listing, office, known.home, known.authorities))
        if open_of(wanted.list, wanted.ref):
            raise NotPossible("twice")
        id = secrets.token_bytes(ID_BYTES)
        event = ListingProposed(
            entry=id,
            list=listing.id,
            rule=listing.since,
            colour=listing.colour,
            ref=wanted.ref,
            office=wanted.office,
            criteria=wanted.criteria,
            documents=wanted.documents,
            commitment=texts.keep(id, "reasons", wanted.reasons),
            on=day,
        )
        record(event, apply.proposed, about)
    seal()
    return id


def notify(id: bytes, about: Envelope, day: date) -> bytes:
    """Tell the organisation what is thought of; the notice's id. Raises `NotPossible`."""
    with writing():
        one = _moving(id, "notify", about.actor)
        notice, last = letters.prior_notice(one, about, day)
        _happened(ListingNotified(id, notice, last, day), about)
    seal()
    return notice


def hear(id: bytes, statement: str, about: Envelope, day: date) -> None:
    """The organisation says something in its defence. Raises `NotPossible`."""
    check_text(statement)
    with writing():
        one = _moving(id, "state", about.actor)
        if one.heard_on is not None:
            raise NotPossible("twice")
        _happened(StatementMade(id, texts.keep(id, "statement", statement), day), about)
    seal()


def waive(id: bytes, proof: str, about: Envelope, day: date) -> None:
    """The organisation does not want to be heard, as a paper of its own says. Raises `NotPossible`."""
    with writing():
        _moving(id, "waive", about.actor)
        check_digest(proof)
        _happened(StatementWaived(id, proof, day), about)
    seal()


def check_decision(id: bytes, wanted: Decision, account: str, day: date) -> tuple[Entry, Listing]:
    """The entry and its list, where an account may decide so on a day; raises `NotPossible`."""
    check_act(wanted.act.number, wanted.act.digest)
    one = _moving(id, "decide", account)
    listing = _listing(one.list, day)
    heard = hearing_of(one, listing, answered=bool(wanted.answer.strip()))
    _check(why_not_decide(one, heard, day))
    if wanted.instrument not in carrying(listing, day, division_of(one.office)):
        raise NotPossible("law")
    if not one.proposed_on <= wanted.since <= day:
        raise NotPossible("days")
    _check_grounds(one, day)
    if wanted.answer.strip():
        check_text(wanted.answer)
    return one, listing


def decide(id: bytes, wanted: Decision, about: Envelope, day: date) -> None:
    """A first officer decides. Raises `NotPossible`."""
    with writing():
        _, listing = check_decision(id, wanted, about.actor, day)
        said = wanted.answer.strip()
        answer = texts.keep(id, "answer", wanted.answer) if said else b""
        event = ListingDecided(
            entry=id,
            number=wanted.act.number,
            digest=wanted.act.digest,
            instrument=wanted.instrument,
            since=wanted.since,
            until=term_end(listing, wanted.since, calendar()),
            answer=answer,
            on=day,
        )
        _happened(event, about)
    seal()


def confirm(id: bytes, about: Envelope, day: date) -> None:
    """A second officer agrees: the entry stands and the organisation is told. Raises `NotPossible`."""
    with writing():
        one = _moving(id, "confirm", about.actor)
        _check_grounds(one, day)
        if held_back(one.list, one.office, "in", day):
            raise NotPossible("breaker")
        _happened(ListingConfirmed(id, letters.listed(one, about, day), day), about)
        if one.colour == "black":
            letters.guidance(one, about, day)
    seal()


def send_back(id: bytes, about: Envelope, day: date) -> None:
    """A second officer does not agree. Raises `NotPossible`."""
    _step(id, "send_back", ListingSentBack(id, day), about)


def drop(id: bytes, ground: str, about: Envelope, day: date) -> None:
    """Nobody is entered. Raises `NotPossible`."""
    check_listed(ground, GROUNDS)
    _step(id, "drop", ListingDropped(id, ground, day), about)


def check_asking(id: bytes, change: str, ground: str, act: Act, account: str) -> None:
    """Whether an account may ask for a change as it stands; raises `NotPossible`."""
    check_listed(ground, GROUNDS)
    check_act(act.number, act.digest)
    if change not in ASKS:
        raise NotPossible("move")
    _moving(id, ASKS[change], account)


def ask(id: bytes, change: str, ground: str, act: Act, about: Envelope, day: date) -> None:
    """A first officer wants it suspended, resumed or removed. Raises `NotPossible`."""
    with writing():
        check_asking(id, change, ground, act, about.actor)
        _happened(ChangeAsked(id, change, ground, act.number, act.digest, day), about)
    seal()


def agree(id: bytes, about: Envelope, day: date) -> None:
    """A second officer agrees to the change, and the organisation is told. Raises `NotPossible`."""
    with writing():
        one = _moving(id, "agree", about.actor)
        leaves = one.state in ("leaving", "leaving_suspended")
        if leaves and held_back(one.list, one.office, "out", day):
            raise NotPossible("breaker")
        _happened(ChangeAgreed(id, letters.changed(one, about, day), day), about)
    seal()


def disagree(id: bytes, about: Envelope, day: date) -> None:
    """A second officer does not agree: everything stays. Raises `NotPossible`."""
    _step(id, "disagree", ChangeDeclined(id, day), about)


def release(list_: str, office: str, way: str, most: int, about: Envelope, day: date) -> None:
    """The credit office lets more through on that day than usual. Raises `NotPossible`."""
    if way not in ("in", "out") or most < 1:
        raise NotPossible("move")
    with writing():
        id = secrets.token_bytes(ID_BYTES)
        record(ListingReleased(id, list_, office, way, most, day), apply.released, about)
    seal()


def end_within(id: bytes, case: bytes, about: Envelope, day: date) -> None:
    """Within the caller's `writing()`: an entry that stands was repaired. Raises `NotPossible`."""
    one = entry(id)
    if one is None or one.confirmed_on is None or one.state in CLOSED or one.ended_on is not None:
        raise NotPossible("move")
    _happened(ListingEnded(id, case, day), about)


def restore_within(id: bytes, case: bytes, about: Envelope, day: date) -> None:
    """Within the caller's `writing()`: the repair of an entry was revoked. Raises `NotPossible`."""
    one = entry(id)
    if one is None or one.ended_on is None:
        raise NotPossible("move")
    _happened(ListingRestored(id, case, day), about)


def _step(id: bytes, move: Move, event: OfEntry, about: Envelope) -> None:
    with writing():
        _moving(id, move, about.actor)
        _happened(event, about)
    seal()


def _moving(id: bytes, move: Move, account: str) -> Entry:
    """The entry, where the account may take the step."""
    one = entry(id)
    if one is None:
        raise NotPossible("gone")
    _check(why_not_move(one, move, account))
    return one


def _happened(event: OfEntry, about: Envelope) -> None:
    record(event, apply.happened, about)


def _listing(id: str, day: date) -> Listing:
    try:
        return listing_on(id, day)
    except UnknownListing:
        raise NotPossible("gone") from None


def _check_grounds(one: Entry, day: date) -> None:
    """The records it rests on still stand."""
    fallen = standings([one])[one.id].fallen_on
    if fallen is not None and fallen <= day:
        raise NotPossible("fallen")


def _check(why: Why) -> None:
    if why:
        raise NotPossible(why)
