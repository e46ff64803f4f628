"""How was it proved who this session is, and what do the account's posts demand?"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from django.http import HttpRequest

from creditdelta.accounts.models import Account
from creditdelta.accounts.queries import posts_of
from creditdelta.accounts.sign_in.log import Way
from creditdelta.journal.synthetic import business_day
from creditdelta.rulebook.policy import policy

Proof = Mapping[str, Any]
SECOND = "mfa"
_OTHER: dict[str, Way] = {"password": "password", "socialaccount": "oidc"}
_FACTORS: dict[str, Way] = {
    "totp": "totp", "webauthn": "webauthn", "recovery_codes": "recovery_codes", "oidc": "oidc",
}  # fmt: skip


def proofs(request: HttpRequest, account: Account) -> tuple[Proof, ...]:
    """What was shown in this session by its account, oldest first."""
    return tuple(get_authentication_records(request, account))


def has_second_factor(shown: Iterable[Proof]) -> bool:
    """Whether a second factor is among the proofs."""
    return any(one.get("method") == SECOND for one in shown)


def proved_at(shown: Iterable[Proof]) -> datetime | None:
    """When something was shown last."""
    moments = [float(one["at"]) for one in shown if one.get("at")]
    return datetime.fromtimestamp(max(moments), UTC) if moments else None


def way_of(shown: Sequence[Proof]) -> Way:
    """The way of the last proof."""
    last = shown[-1] if shown else {}
    if last.get("method") == SECOND:
        return _FACTORS.get(str(last.get("type")), "totp")
    return _OTHER.get(str(last.get("method")), "password")


def wants_second_factor(account: str) -> bool:
    """Whether a post of the account, held now or later, is nothing without a second factor."""
    roles = policy().roles
    return any(roles[post.role].second_factor for post in posts_of(account, business_day()))
