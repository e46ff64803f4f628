"""Which issuers of identities may vouch for people here, and what do their words mean?

Clause  S6, S70.
Data    issuers.toml of the home (docs/accounts.md); without it there is none. Secrets lie in files of
        their own.

An issuer gives only the roles its entry names, and never one that two people must give.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from creditdelta.journal.home import home
from creditdelta.rulebook.policy import policy

FILE = "issuers.toml"
LOOPBACK = ("127.0.0.1", "localhost", "::1")
_NEEDED = {"id", "name", "issuer", "client_id", "secret_file"}
_MAY = {"scopes", "claims", "roles", "second_factor_acr", "second_factor_amr"}
_CLAIMS = {"role", "office", "uscc"}


class IssuersUnclear(ValueError):
    """The file of issuers says something that cannot be followed; says what."""


@dataclass(frozen=True, slots=True)
class Issuer:
    """One issuer. `claims`: under which names it tells role, office and unified code.

    `roles`: what its words for roles mean here. `acr`, `amr`: its words for a second factor.
    """

    id: str
    name: str
    issuer: str
    client_id: str
    secret_file: str
    scopes: tuple[str, ...]
    claims: Mapping[str, str]
    roles: Mapping[str, str]
    acr: frozenset[str]
    amr: frozenset[str]

    @property
    def origin(self) -> str:
        """Scheme and host, as a content policy names them."""
        parts = urlsplit(self.issuer)
        return f"{parts.scheme}://{parts.netloc}"

    def secret(self) -> str:
        """What proves to the issuer that it is us."""
        place = Path(self.secret_file)
        return (place if place.is_absolute() else home() / place).read_text("utf-8").strip()


def issuers() -> tuple[Issuer, ...]:
    """Every issuer of this deployment; raises `IssuersUnclear`."""
    path = home() / FILE
    return _read(path, path.stat().st_mtime_ns) if path.is_file() else ()


@cache
def _read(path: Path, changed: int) -> tuple[Issuer, ...]:
    del changed  # a file that was written anew is read anew
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as wrong:
        raise IssuersUnclear(f"{FILE}: {wrong}") from None
    found = tuple(_issuer(one) for one in told.get("issuers", []))
    if len({one.id for one in found}) != len(found):
        raise IssuersUnclear(f"{FILE}: an id stands twice")
    return found


def _issuer(told: dict[str, Any]) -> Issuer:
    where = f"{FILE}, {told.get('id', '?')}"
    lacking, unknown = _NEEDED - told.keys(), told.keys() - _NEEDED - _MAY
    if lacking or unknown:
        raise IssuersUnclear(f"{where}: lacking {sorted(lacking)}, unknown {sorted(unknown)}")
    parts = urlsplit(told["issuer"])
    if parts.scheme != "https" and parts.hostname not in LOOPBACK:
        raise IssuersUnclear(f"{where}: an issuer is reached by https")
    roles = dict(told.get("roles", {}))
    for role in roles.values():
        row = policy().roles.get(role)
        if row is None or row.second_person or row.bound != "office":
            raise IssuersUnclear(f"{where}: no issuer gives the role {role}")
    claims = dict(told.get("claims", {}))
    if claims.keys() - _CLAIMS:
        raise IssuersUnclear(f"{where}: claims are {sorted(_CLAIMS)}")
    return Issuer(
        id=told["id"],
        name=told["name"],
        issuer=told["issuer"],
        client_id=told["client_id"],
        secret_file=told["secret_file"],
        scopes=tuple(told.get("scopes", ["openid"])),
        claims=claims,
        roles=roles,
        acr=frozenset(told.get("second_factor_acr", [])),
        amr=frozenset(told.get("second_factor_amr", [])),
    )
