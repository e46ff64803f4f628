"""Somebody comes to act for an organisation, gives that on, or loses it. Decided, recorded, applied.

Clause  S9, S6. A code is used once. A handover is one transaction: nobody is left without.
"""

import secrets
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from creditdelta.accounts import services as accounts
from creditdelta.accounts.reader import Held
from creditdelta.journal.database import writing
from creditdelta.journal.services import Envelope, record, seal
from creditdelta.notices.services import issue
from creditdelta.representation import apply, codes
from creditdelta.representation.events import (
    InvitationMade,
    InvitationRedeemed,
    InvitationTakenBack,
    RepresentationWithdrawn,
)
from creditdelta.representation.queries import (
    DEPUTY,
    REPRESENTATIVE,
    acting_for,
    invitation,
    open_invitations,
)
from creditdelta.representation.rules import (
    As,
    Invitation,
    Why,
    may_move,
    why_not_invite,
    why_not_redeem,
)
from creditdelta.rulebook.enums import enum
from creditdelta.rulebook.representation import GROUNDS, representation_on
from creditdelta.subjects.queries import codes_of
from creditdelta.subjects.rules import province_of

ID_BYTES = 16
LETTER = "invitation"


class NotPossible(ValueError):
    """It cannot be done; `why` is a word of `creditdelta.representation.words.WHYS`."""

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why = why


def invite_by_letter(ref: bytes, office: str, about: Envelope, day: date) -> bytes:
    """Invite an organisation's first representative; returns the id of the letter with the code.

    An earlier letter that nobody answered is void from then on. Raises `NotPossible`.
    """
    with writing():
        _check_invite(ref, "representative", day)
        for one in open_invitations(ref, day):
            _take_back(one, about, day)
        last = day + timedelta(representation_on(day).letter_days)
        code = _made(ref, "representative", last, about, day)
        fields = {"code": code, "valid_until": last.isoformat()}
        letter = issue(LETTER, ref, office, fields, about)
    seal()
    return letter


def invite(ref: bytes, as_: As, about: Envelope, day: date) -> str:
    """The code for a deputy or a successor, told this once; raises `NotPossible`.

    A successor's code replaces an earlier one.
    """
    with writing():
        _check_invite(ref, as_, day)
        for one in open_invitations(ref, day):
            if as_ == one.as_ == "successor":
                _take_back(one, about, day)
        code = _made(ref, as_, day + timedelta(representation_on(day).code_days), about, day)
    seal()
    return code


def redeem(ref: bytes | None, typed: str, account: str, about: Envelope, day: date) -> As:
    """Let an account act for an organisation by a code; returns as what. Raises `NotPossible`.

    One answer, `unknown`, for whatever is wrong with organisation or code.
    """
    return redeem_anew(ref, typed, lambda: account, about, day)


def redeem_anew(
    ref: bytes | None, typed: str, account: Callable[[], str], about: Envelope, day: date
) -> As:
    """The same with an account that comes to be in the same transaction, or not at all."""
    with writing():
        one = _invited(ref, typed)
        _redeemed(one, account(), about, day)
    seal()
    return one.as_


def _redeemed(one: Invitation, account: str, about: Envelope, day: date) -> None:
    acting = acting_for(one.ref, day)
    _check(why_not_redeem(one, account, acting, day))
    region = _region(one.ref)
    role = DEPUTY if one.as_ == "deputy" else REPRESENTATIVE
    wanted = Held(role, region=region, subject=one.ref, since=day)
    accepted = replace(about, region=region, actor=account)
    decided = replace(accepted, actor=one.made_by)  # who invited decided, the account accepts
    for post, holder in acting.deputies.items():
        if holder == account:  # a deputy who takes over is no deputy any more
            accounts.dismiss(post, decided)
    post = _appointed(account, wanted, decided, day)
    if one.as_ == "successor":
        for former in acting.representatives:
            accounts.dismiss(former, accepted)
    record(InvitationRedeemed(one.id, post, day), apply.redeemed, accepted)
    codes.forgotten(one.id)


def dismiss(ref: bytes, post: bytes, about: Envelope, day: date) -> None:
    """A representative ends a deputy's post; raises `NotPossible`."""
    with writing():
        if post not in acting_for(ref, day).deputies:
            raise NotPossible("gone")
        accounts.dismiss(post, about)
    seal()


def take_back(ref: bytes, id: bytes, about: Envelope, day: date) -> None:
    """A code that was not used is void; raises `NotPossible`."""
    with writing():
        one = invitation(id)
        if one is None or one.ref != ref or not may_move(one, "take_back", day):
            raise NotPossible("gone")
        _take_back(one, about, day)
    seal()


def withdraw(ref: bytes, ground: str, about: Envelope, day: date) -> int:
    """Nobody acts for the organisation any more, and no code is open; returns how many posts ended."""
    if ground not in {row.code for row in enum(GROUNDS).rows}:
        raise NotPossible("ground")
    with writing():
        acting, waiting = acting_for(ref, day), open_invitations(ref, day)
        posts = (*acting.representatives, *acting.deputies)
        if not posts and not waiting:
            raise NotPossible("gone")
        for one in waiting:
            _take_back(one, about, day)
        for post in posts:
            accounts.dismiss(post, about)
        id = secrets.token_bytes(ID_BYTES)
        event = RepresentationWithdrawn(id, ref, ground, posts, day)
        record(event, apply.withdrawn, about)
    seal()
    return len(posts)


def _check_invite(ref: bytes, as_: As, day: date) -> None:
    waiting, most = open_invitations(ref, day), representation_on(day).deputies
    _check(why_not_invite(as_, acting_for(ref, day), waiting, most))


def _made(ref: bytes, as_: As, last: date, about: Envelope, day: date) -> str:
    id = secrets.token_bytes(ID_BYTES)
    record(InvitationMade(id, ref, as_, day, last), apply.made, about)
    return codes.drawn(id, ref)


def _take_back(one: Invitation, about: Envelope, day: date) -> None:
    record(InvitationTakenBack(one.id, day), apply.taken_back, about)
    codes.forgotten(one.id)


def _invited(ref: bytes | None, typed: str) -> Invitation:
    id = codes.invited_by(ref, typed) if ref else None
    one = invitation(id) if id else None
    if one is None:
        raise NotPossible("unknown")
    return one


_REASONS: dict[str, Why] = {"again": "acts", "apart": "apart", "own": "own"}


def _appointed(account: str, wanted: Held, about: Envelope, day: date) -> bytes:
    try:
        return accounts.appoint(account, wanted, about, day)
    except accounts.AppointmentRefused as no:
        raise NotPossible(_REASONS.get(no.why, "unknown")) from no


def _region(ref: bytes) -> str:
    """The division of the province that the organisation's code names."""
    _, code = codes_of([ref]).get(ref, ("", ""))
    province = province_of(code)
    return f"{province}0000" if province else ""


def _check(why: Why | None) -> None:
    if why is not None:
        raise NotPossible(why)
