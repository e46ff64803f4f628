"""The whole table of rights as it is answered: every role, every operation, at home and elsewhere.

Clause  S6, S71. The answers are those of `rules.decide`, asked for an invented reader of each role.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Literal

from creditdelta.accounts.reader import NOBODY, Held, Reader
from creditdelta.accounts.rules import Target, Why, Wish, decide
from creditdelta.kernel.errors import Words
from creditdelta.rulebook.policy import PUBLIC, Policy
from creditdelta.rulebook.purposes import purposes

Place = Literal["own", "near", "foreign"]
OWN = Held("", office="own", region="310000", sector="own", subject=b"own")
PLACES: dict[Place, Target] = {
    "own": Target("310000", "own", "own", b"own"),
    "near": Target("310000", "near", "near", b"near"),
    "foreign": Target("320000", "foreign", "foreign", b"foreign"),
}
PLACE_WORDS: dict[Place, Words] = {
    "own": Words("本单位、本组织", "own office or organisation"),
    "near": Words("本省市的其他单位、组织", "another of the same province"),
    "foreign": Words("其他省市", "another province"),
}


@dataclass(frozen=True, slots=True)
class Cell:
    """One answer. `purposes`: for which it holds; () where none is needed."""

    operation: str
    role: str
    place: Place
    why: Why
    purposes: tuple[str, ...]

    @property
    def allowed(self) -> bool:
        """Whether the role may do it there."""
        return self.why == ""


def reader_as(role: str, *, second_factor: bool = True, now: datetime | None = None) -> Reader:
    """An invented reader who holds one post of a role, and proved just now who it is."""
    if role == PUBLIC:
        return NOBODY
    post = Held(role, OWN.office, OWN.region, OWN.sector, OWN.subject)
    return Reader("invented", (post,), second_factor, now or datetime.now(UTC))


def cells(table: Policy, day: date) -> Iterator[Cell]:
    """Every operation, role and place with its answer on a day."""
    now = datetime.now(UTC)
    for operation in table.operations.values():
        for role in table.roles:
            reader = reader_as(role, now=now)
            for place, target in PLACES.items():
                wanted = [*purposes()] if operation.purpose else [None]
                asked = {
                    purpose: decide(table, reader, Wish(operation.id, target, purpose), now, day)
                    for purpose in wanted
                }
                allowed = tuple(one for one, answer in asked.items() if answer.allowed)
                why = "" if allowed else next(iter(asked.values())).why
                named = tuple(one for one in allowed if one is not None)
                yield Cell(operation.id, role, place, why, named)
