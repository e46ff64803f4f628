"""Which issuers of identities may vouch for people here?

Data    oidc.toml of the home; without it there is none
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Issuer:
    """An issuer, as the sign-in page names it."""

    id: str
    name: str


def issuers() -> tuple[Issuer, ...]:
    """Every issuer of this deployment."""
    return ()
