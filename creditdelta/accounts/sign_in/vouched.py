"""What an issuer says of somebody, as posts: an office with its role, or an organisation to be confirmed.

Clause  S6. An issuer's posts follow its word at each sign-in. Who speaks for an organisation is only
proposed: somebody here confirms it.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from creditdelta.accounts import apply, keeping, services
from creditdelta.accounts.events import AccountProposed
from creditdelta.accounts.models import ID_BYTES, Account, Post, Proposal
from creditdelta.accounts.places import post_of
from creditdelta.accounts.queries import held_of
from creditdelta.accounts.reader import Held
from creditdelta.accounts.sign_in.issuers import Issuer
from creditdelta.journal.database import writing
from creditdelta.journal.home import key
from creditdelta.journal.services import envelope, record, seal
from creditdelta.journal.synthetic import business_day
from creditdelta.kernel.identifiers import uscc
from creditdelta.kernel.keyed import opaque
from creditdelta.pipeline.ledger_rows import plain_code

NATION = "100000"
REPRESENTATIVE = "representative"
_LOGIN_DIGITS = 12
_CODE_LENGTH = 18


@dataclass(frozen=True, slots=True)
class Vouched:
    """By whom, for which office and role, for which organisation, and whether by a second factor."""

    issuer: str
    role: str
    office: str
    subject: bytes | None
    second_factor: bool

    @property
    def actor(self) -> str:
        """Who is written down as the one who appoints."""
        return f"issuer {self.issuer}"


def of(issuer: Issuer, claims: Mapping[str, Any]) -> Vouched:
    """What the claims of a checked token mean; what our file does not name means nothing."""
    told = {name: str(claims.get(claim, "")) for name, claim in issuer.claims.items()}
    amr = claims.get("amr")
    ways = set(map(str, amr)) if isinstance(amr, list) else set()
    return Vouched(
        issuer=issuer.id,
        role=issuer.roles.get(told.get("role", ""), ""),
        office=told.get("office", ""),
        subject=_subject(told.get("uscc", "")),
        second_factor=str(claims.get("acr", "")) in issuer.acr or bool(ways & issuer.amr),
    )


def has_place(one: Vouched) -> bool:
    """Whether it is somebody of an office we know, or of an organisation."""
    return _post(one) is not None or one.subject is not None


def made(one: Vouched, uid: str) -> Account:
    """A new account for somebody an issuer vouches for; its login tells nothing."""
    letters = "".join(chr(ord("a") + int(digit, 16)) for digit in uid[:_LOGIN_DIGITS])
    return keeping.make(f"{one.issuer}.{letters}", "", envelope(NATION, one.actor))


def follow(account: Account, one: Vouched) -> None:
    """End the issuer's posts that it does not vouch for any more, give those it does."""
    about, day, wanted = envelope(NATION, one.actor), business_day(), _post(one)
    with writing():
        standing = False
        for row in Post.objects.filter(
            account=account.pk, appointed_by=one.actor, dismissed_at=None
        ):
            if wanted is not None and (row.role, row.office) == (wanted.role, wanted.office):
                standing = True
            elif held_of(row).subject is None:
                services.dismiss(bytes(row.pk), about)
        if wanted is not None and not standing:
            services.appoint(account.pk, wanted, about, day)
        if one.subject is not None:
            _propose(account, one)
    seal()


def _propose(account: Account, one: Vouched) -> None:
    known = {"account": account.pk, "subject": one.subject}
    waits = Proposal.objects.filter(**known, settled_at=None).exists()
    if waits or Post.objects.filter(**known, dismissed_at=None).exists():
        return
    event = AccountProposed(
        post=secrets.token_bytes(ID_BYTES), account=account.pk, role=REPRESENTATIVE, office="",
        region="", sector="", subject=one.subject, since=business_day(), until=None,
    )  # fmt: skip
    record(event, apply.proposed, envelope(NATION, one.actor))


def _post(one: Vouched) -> Held | None:
    if not one.role or not one.office:
        return None
    try:
        return post_of(one.role, one.office, business_day())
    except services.AppointmentRefused:
        return None


def _subject(code: str) -> bytes | None:
    """The organisation of a unified code that is right; None for everything else."""
    plain = plain_code(code)
    if len(plain) != _CODE_LENGTH or uscc.check_character(plain[:-1]) != plain[-1]:
        return None
    return opaque(key("identity"), "reference", ("uscc", plain))
