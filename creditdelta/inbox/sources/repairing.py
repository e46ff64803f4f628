"""What waits about applications for repair: to accept, to decide, to confirm.

Clause  S72; threat T8: no application waits past its day unseen.
"""

from collections.abc import Iterator

from creditdelta.inbox.sources.place import Place
from creditdelta.inbox.tasks import Task, due_by
from creditdelta.kernel.errors import Words
from creditdelta.pages.language import say, t
from creditdelta.repair.letters import number_of
from creditdelta.repair.queries import cases_at
from creditdelta.repair.rules import STATES, Case, State, due_of

_NEXT: dict[State, tuple[str, Words, Words]] = {
    "filed": ("repair.prepare", Words("受理修复申请", "Accept an application"), Words("受理", "Accept")),
    "accepted": (
        "repair.decide", Words("审查修复申请", "Examine an application"), Words("审查", "Examine"),
    ),
    **dict.fromkeys(
        ("granting", "refusing", "completing", "revoking"),
        ("repair.confirm", Words("复核修复决定", "Confirm a repair decision"), Words("复核", "Confirm")),
    ),
}  # fmt: skip


def applications(place: Place) -> Iterator[Task]:
    """Applications whose next step is the office's."""
    for one in cases_at(place.office.id, _NEXT.keys()):
        yield _task(one, place)


def _task(one: Case, place: Place) -> Task:
    operation, what, action = _NEXT[one.state]
    own = one.first == place.account
    due = due_of(one)
    return Task(
        say(what),
        place.at("desk_repair_case", one.id.hex()),
        number_of(one),
        t("您是第一人，须由另一人复核", "you were the first: another officer confirms")
        if own
        else say(STATES[one.state]),
        None if own or not place.may(operation) else say(action),
        due_by(due, place.day, place.calendar) if due else None,
    )
