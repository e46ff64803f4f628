"""Every effect of a follower happens exactly once, whatever is killed in between."""

import threading
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from creditdelta.journal.database import on
from creditdelta.journal.guard import arm, disarm
from creditdelta.journal.models import Cursor, Event, Head
from creditdelta.journal.services import Envelope, envelope, record, seal
from creditdelta.journal.tests.events import Raised, nothing, recorded
from creditdelta.journal.tests.ownership import as_owner
from creditdelta.project import registry
from creditdelta.project.followers import Follower, NotLive, run_followers
from creditdelta.project.registry import Entry


@dataclass(frozen=True, slots=True)
class Echoed:
    """A toy follower saw that a counter was raised."""

    kind: ClassVar[str] = "test.echoed"
    version: ClassVar[int] = 1

    by: int


class Killed(RuntimeError):
    """The process ended here."""


@pytest.fixture(autouse=True)
def registered(ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for form in (Raised, Echoed):
        monkeypatch.setitem(registry.REGISTRY, form.kind, Entry(form, nothing))


def echo(event: Raised, about: Envelope, step: int) -> None:
    record(Echoed(event.by), nothing, envelope("310000", "follower"))


def killed_before(event: Raised, about: Envelope, step: int) -> None:
    raise Killed


def killed_after(event: Raised, about: Envelope, step: int) -> None:
    echo(event, about, step)
    raise Killed


def connection_lost(event: Raised, about: Envelope, step: int) -> None:
    echo(event, about, step)
    connection.connection.close()
    raise Killed


WAYS = {"echo": echo, "before": killed_before, "after": killed_after, "lost": connection_lost}


def run(way: str) -> None:
    try:
        run_followers({"echoes": Follower({Raised.kind: WAYS[way]})})
    except Killed:
        connection.close()


def echoes() -> Counter[str]:
    return Counter(Event.objects.filter(kind=Echoed.kind).values_list("body", flat=True))


def emptied() -> None:
    with as_owner():
        disarm(connection)
        for model in (Event, Head, Cursor):
            model.objects.all().delete()
        arm(connection)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(["record", "seal", *WAYS]), max_size=25))
def test_exactly_once(steps: list[str]) -> None:
    emptied()
    count = 0
    for step in steps:
        if step == "record":
            recorded(1, first=count)
            count += 1
        elif step == "seal":
            seal()
        else:
            run(step)
    seal()
    run("echo")
    assert echoes() == Counter({f'{{"by":{n}}}': 1 for n in range(count)})
    run("echo")
    assert sum(echoes().values()) == count


def test_what_is_not_sealed_is_not_seen() -> None:
    recorded(3)
    run("echo")
    assert not echoes()


def test_each_has_a_cursor_of_its_own() -> None:
    recorded(2)
    seal()
    other = Follower({Raised.kind: echo, "test.unknown": echo})
    assert run_followers({"one": Follower({Raised.kind: echo})}) == 2
    assert run_followers({"one": Follower({Raised.kind: echo}), "two": other}) == 2
    assert dict(Cursor.objects.values_list("follower", "number")) == {"one": 2, "two": 2}


def test_two_processes_do_not_do_it_twice() -> None:
    recorded(20)
    seal()

    def work() -> None:
        run("echo")
        connection.close()

    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert set(echoes().values()) == {1}
    assert len(echoes()) == 20


def test_a_big_effect_goes_on_where_it_stood() -> None:
    recorded(2)
    seal()
    seen: list[int] = []

    def piecewise(event: Raised, about: Envelope, step: int) -> int | None:
        record(Echoed(event.by * 10 + step), nothing, envelope("310000", "follower"))
        seen.append(step)
        if len(seen) == 3:
            raise Killed
        return step + 1 if step < 3 else None

    followers = {"pieces": Follower({Raised.kind: piecewise})}
    with pytest.raises(Killed):
        run_followers(followers)
    assert Cursor.objects.get(pk="pieces").step == 2
    run_followers(followers)
    assert echoes() == Counter({f'{{"by":{n * 10 + k}}}': 1 for n in range(2) for k in range(4)})


def test_who_begins_again_sees_everything_once_more() -> None:
    recorded(2)
    seal()
    wanted = [False, True, False]
    begun = Follower({Raised.kind: echo}, anew=lambda: wanted.pop(0))
    assert [run_followers({"anew": begun}) for _ in range(3)] == [2, 2, 0]


def test_none_runs_in_a_rebuild() -> None:
    with on("rebuild"), pytest.raises(NotLive):
        run_followers({})
