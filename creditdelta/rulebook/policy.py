"""Who may do what: roles, operations, and the grants that let a role do an operation somewhere.

Clause  S6, S71. What stands in no row is allowed to nobody.
Data    rulebook/policy/roles.toml, operations.toml, grants.csv, commands.csv

>>> table = policy()
>>> table.operations["archive.read"].kind, "public" in table.roles
('read', True)
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal, TypeVar

from creditdelta.kernel.errors import Words
from creditdelta.rulebook.basis import Basis
from creditdelta.rulebook.dated import check_rows
from creditdelta.rulebook.folder import folder
from creditdelta.rulebook.purposes import ANY, purposes
from creditdelta.rulebook.quoted_rows import day_in, quoted_rows
from creditdelta.rulebook.strict import Place, load, read

Target = Literal["none", "region", "office", "subject"]
Reach = Literal["everywhere", "own_region", "own_office", "own_subject"]
PUBLIC = "public"  # everybody
ACCOUNT_HOLDER = "account_holder"  # everybody who has signed in
OPERATOR = "operator"  # whoever has the shell of the machine
NEVER_APPOINTED = frozenset({PUBLIC, ACCOUNT_HOLDER, OPERATOR})
_REACHES: dict[Target, frozenset[Reach]] = {
    "none": frozenset({"everywhere"}),
    "region": frozenset({"everywhere", "own_region"}),
    "office": frozenset({"everywhere", "own_region", "own_office"}),
    "subject": frozenset({"everywhere", "own_region", "own_subject"}),
}


@dataclass(frozen=True, slots=True)
class Role:
    """As what somebody acts. `exclusive`: of the roles with one such word an account holds one.

    `second_person`: two people give such a post, one of whom proposes it.
    """

    id: str
    label: Words
    bound: Literal["nothing", "office", "subject"]
    second_factor: bool
    exclusive: str
    second_person: bool
    since: date
    basis: Basis


@dataclass(frozen=True, slots=True)
class Operation:
    """Something that may be done. `target`: what must be looked at before it is done.

    `purpose`: only for a purpose that is named. `fresh`: only soon after a proof of who acts.
    `by_key`: an API key may be issued for it; never together with `fresh`.
    """

    id: str
    label: Words
    kind: Literal["read", "write"]
    target: Target
    purpose: bool = False
    fresh: bool = False
    by_key: bool = False


@dataclass(frozen=True, slots=True)
class Grant:
    """A role may do an operation: how far, in which sector (`own` or any), for which purposes."""

    operation: str
    role: str
    reach: Reach
    sector: Literal["", "own"]
    purposes: tuple[str, ...]  # () where the operation needs none; (ANY,) for all
    since: date
    until: date | None
    basis: Basis


@dataclass(frozen=True, slots=True)
class Policy:
    """The whole table. `commands`: which operation a command of `cdelta` does."""

    roles: Mapping[str, Role]
    operations: Mapping[str, Operation]
    grants: Mapping[str, tuple[Grant, ...]]  # by operation
    commands: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Roles:
    roles: tuple[Role, ...]


@dataclass(frozen=True, slots=True)
class _Operations:
    operations: tuple[Operation, ...]


T = TypeVar("T", Role, Operation)


def policy(root: Path | None = None) -> Policy:
    """The table of rights; `RulebookError` where a row is wrong or speaks of what is not there."""
    return _policy((root or folder()) / "policy")


@cache
def _policy(place: Path) -> Policy:
    table, here = load(place / "roles.toml")
    roles = _by_id(read(_Roles, table, here).roles, here)
    table, here = load(place / "operations.toml")
    operations = _by_id(read(_Operations, table, here).operations, here)
    proved = [row.id for row in operations.values() if row.fresh and row.by_key]
    if proved:
        raise here.error(f"{proved[0]} is fresh and by_key", "a key proves nobody anew: drop one")
    grants = _grants(place / "grants.csv", roles, operations, here.grounds)
    return Policy(roles, operations, grants, _commands(place / "commands.csv", operations))


def _by_id(rows: Iterable[T], place: Place) -> dict[str, T]:
    found: dict[str, T] = {}
    for row in rows:
        if row.id in found:
            raise place.error(f"{row.id} stands twice", "keep one row")
        found[row.id] = row
    return found


def _grants(
    path: Path, roles: Mapping[str, Role], operations: Mapping[str, Operation],
    grounds: Mapping[str, Basis],
) -> dict[str, tuple[Grant, ...]]:  # fmt: skip
    found: defaultdict[str, list[Grant]] = defaultdict(list)
    for cells, line in quoted_rows(path, Grant):
        place = replace(line, grounds=grounds)
        until = {"until": day_in(cells["until"], line)} if cells["until"] else {"until": None}
        row: dict[str, Any] = {
            **cells, "since": day_in(cells["since"], line), "purposes": cells["purposes"].split(),
        }  # fmt: skip
        row.pop("until")
        grant = read(Grant, row, place, **until)
        if grant.operation not in operations or grant.role not in roles:
            raise place.error("no such operation or role", "see operations.toml and roles.toml")
        _check(grant, operations[grant.operation], place)
        found[grant.operation].append(grant)
    for operation, rows in found.items():
        check_rows(operation, ((f"{row.role} {row.reach}", row) for row in rows), Place(path.name))
    return {operation: tuple(rows) for operation, rows in found.items()}


def _check(grant: Grant, operation: Operation, place: Place) -> None:
    if grant.reach not in _REACHES[operation.target]:
        mend = f"use one of {', '.join(sorted(_REACHES[operation.target]))}"
        raise place.error(f"{grant.operation} does not reach {grant.reach}", mend)
    if bool(grant.purposes) != operation.purpose:
        raise place.error("purposes do not go with the operation", "name them where it needs one")
    unknown = set(grant.purposes) - purposes().keys() - {ANY}
    if unknown:
        raise place.error(f"no purpose {min(unknown)}", "see purposes.toml")


def _commands(path: Path, operations: Mapping[str, Operation]) -> dict[str, str]:
    found: dict[str, str] = {}
    for cells, line in quoted_rows(path, ("command", "operation")):
        if cells["operation"] not in operations or cells["command"] in found:
            raise line.error(f"{cells['command']} is wrong", "once, with a known operation")
        found[cells["command"]] = cells["operation"]
    return found
