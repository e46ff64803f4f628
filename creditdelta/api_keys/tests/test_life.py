"""The life of keys in random histories, against a model that knows no table and no rule of ours."""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest

from creditdelta.accounts.keeping import disable, enable
from creditdelta.accounts.services import dismiss
from creditdelta.api_keys import services
from creditdelta.api_keys.queries import key, reader_of_key
from creditdelta.api_keys.tests.scenes import DAY, by, holder, issued

HISTORIES, STEPS = 60, 25
MOVES = (
    "issue",
    "issue",
    "use",
    "use",
    "pass",
    "replace",
    "revoke",
    "dismiss",
    "disable",
    "enable",
)


@dataclass(slots=True)
class Written:
    """A key as the model remembers it: its text and the days on which it works."""

    id: bytes
    text: str
    first: int
    last: int
    revoked: bool = False
    replaced: bool = False


@dataclass(slots=True)
class Life:
    """What the model knows: days since the beginning, and everything that happened."""

    account: str
    post: bytes
    today: int = 0
    active: bool = True
    held: bool = True
    keys: list[Written] = field(default_factory=list)
    seen: dict[bytes, int] = field(default_factory=dict)  # the last day on which a key was used

    def works(self, one: Written) -> bool:
        return self.active and self.held and not one.revoked and one.first <= self.today <= one.last


@pytest.mark.usefixtures("ledger")
def test_a_key_works_when_the_model_says_so() -> None:
    done: set[tuple[str, bool]] = set()
    for seed in range(HISTORIES):
        draw = random.Random(seed)
        life = Life(*holder(f"yun{seed}"))
        for _ in range(STEPS):
            move = draw.choice(MOVES)
            done.add((move, _moved(move, life, draw)))
            _agree(life)
    assert done >= {(move, True) for move in MOVES}
    assert done >= {(move, False) for move in ("issue", "replace", "revoke", "use")}


def _agree(life: Life) -> None:
    day = _day(life)
    for one in life.keys:
        reader = reader_of_key(one.text, day)
        assert (reader is not None) == life.works(one)
        if life.works(one):
            life.seen[one.id] = life.today
        known = key(one.id, day)
        assert known.last_used_on == (
            DAY + timedelta(days=life.seen[one.id]) if one.id in life.seen else None
        )


def _moved(move: str, life: Life, draw: random.Random) -> bool:
    """Do it here and in the model; whether it could be done."""
    if move == "pass":
        life.today += draw.choice((1, 1, 3, 30))
        return True
    if move in ("dismiss", "disable", "enable"):
        return _of_the_account(move, life)
    if move == "issue":
        return _issue(life, draw)
    if not life.keys:
        return False
    one = draw.choice(life.keys)
    if move == "use":
        return reader_of_key(one.text, _day(life)) is not None
    return _end(move, one, life, draw)


def _of_the_account(move: str, life: Life) -> bool:
    if move == "dismiss" and life.held and life.today > 20:
        dismiss(life.post, by())
        life.held = False
    elif move == "disable" and life.active:
        disable(life.account, by())
        life.active = False
    elif move == "enable" and not life.active:
        enable(life.account, by())
        life.active = True
    return True


def _issue(life: Life, draw: random.Random) -> bool:
    length = draw.choice((0, 5, 40, 365))
    until = _day(life) + timedelta(days=length)
    try:
        made = issued(life.account, life.post, day=_day(life), until=until)
    except services.NotPossible:
        assert not (life.active and life.held)
        return False
    assert life.active
    assert life.held
    life.keys.append(Written(made.id, made.text, life.today, life.today + length))
    return True


def _end(move: str, one: Written, life: Life, draw: random.Random) -> bool:
    over = one.revoked or life.today > one.last
    may = (
        not over
        if move == "revoke"
        else not over and not one.replaced and life.active and life.held
    )
    length, overlap = one.last - one.first, draw.choice((0, 1, 7))
    try:
        if move == "revoke":
            services.revoke(one.id, "owner", by(life.account), _day(life))
            one.revoked = True
        else:
            new = services.replace(one.id, overlap, by(life.account), _day(life))
            life.keys.append(Written(new.id, new.text, life.today, life.today + length))
            one.last, one.replaced = min(one.last, life.today + overlap - 1), True
    except services.NotPossible:
        assert not may
        return False
    assert may
    return True


def _day(life: Life) -> date:
    return DAY + timedelta(days=life.today)
