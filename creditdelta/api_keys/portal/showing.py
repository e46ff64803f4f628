"""How a key is shown: what its post and scopes are called, how it stands, the working days it has left."""

from dataclasses import dataclass
from datetime import date

from creditdelta.accounts.places import office_name
from creditdelta.accounts.reader import Held
from creditdelta.api_keys.queries import Known
from creditdelta.api_keys.rules import works
from creditdelta.api_keys.words import STATES
from creditdelta.kernel.days import working_days_between
from creditdelta.kernel.errors import Words
from creditdelta.pages.language import say
from creditdelta.rulebook.api_keys import GROUNDS, api_keys_on
from creditdelta.rulebook.calendars import calendar
from creditdelta.rulebook.enums import enum
from creditdelta.rulebook.policy import policy


@dataclass(frozen=True, slots=True)
class Shown:
    """A key on a page. `left`: working days to its last one; `soon`: its owner is reminded of it."""

    id: str
    key: Known
    label: str
    kind: str
    state: str
    post: str
    scopes: tuple[str, ...]
    works: bool
    left: int
    provisional: bool
    soon: bool
    ground: str


def shown(one: Known, day: date) -> Shown:
    """A key as a page says it on a day, in the reader's language."""
    kind, state = STATES[one.state]
    last, days = one.days.last, calendar()
    working = works(one.state)
    return Shown(
        id=one.id.hex(),
        key=one,
        label=one.label or one.id.hex(),
        kind=kind,
        state=say(state),
        post=post_name(one.post),
        scopes=tuple(say(label_of(scope)) for scope in one.scopes),
        works=working,
        left=working_days_between(day, last, days),
        provisional=not days.official(last),
        soon=working and (last - day).days <= api_keys_on(day).warned_days,
        ground=ground_name(one.ground),
    )


def post_name(post: Held | None) -> str:
    """The role and the office; nothing where the post has ended."""
    if post is None:
        return ""
    role = say(policy().roles[post.role].label)
    return f"{role} {say(office_name(post.office))}" if post.office else role


def label_of(operation: str) -> Words:
    """What an operation is called; its id where the table knows it no longer."""
    found = policy().operations.get(operation)
    return found.label if found else Words(operation, operation)


def ground_name(ground: str) -> str:
    """Why a key was revoked."""
    row = enum(GROUNDS).row_for(ground) if ground else None
    return say(Words(row.label_zh, row.label_en)) if row else ""


def grounds(chosen: tuple[str, ...]) -> list[dict[str, str]]:
    """Grounds to choose from."""
    return [{"value": one, "text": ground_name(one)} for one in chosen]
