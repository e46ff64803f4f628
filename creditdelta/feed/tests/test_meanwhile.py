"""Whatever happens while a page or everything is read is told by it or later: between any two statements."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from creditdelta.feed.tests.scenes import TODAY, Reader, followed, full, on_day, take
from creditdelta.intake.tests.supplies import penalties, registrations
from creditdelta.journal.database import connection


@pytest.fixture(autouse=True)
def told(ledger: Path, tmp_path: Path) -> None:
    on_day(TODAY)
    take(registrations(tmp_path, 3))
    take(penalties(tmp_path, 2))
    followed()


@pytest.fixture(params=[False, True], ids=["not followed", "followed"])
def happens(tmp_path: Path, request: pytest.FixtureRequest) -> Callable[[], None]:
    """Two organisations are told of in a file, each time by another number; and the feed saw it, or not."""
    numbers = count()

    def report() -> None:
        number = next(numbers)
        take(penalties(tmp_path, 2, f"{number}.csv", CF_WSH=f"沪示罚〔2026〕{number}号"))
        if request.param:
            followed()

    return report


@contextmanager
def before(statement: int, happens: Callable[[], None]) -> Iterator[list[str]]:
    """Let something happen before a statement of the block, counted from 0; the statements there were."""
    seen: list[str] = []

    def meanwhile(execute: Any, sql: str, *rest: Any) -> Any:
        if len(seen) == statement:
            seen.append(sql)
            wrappers = connection().execute_wrappers
            wrappers.remove(meanwhile)
            happens()
            wrappers.append(meanwhile)
        else:
            seen.append(sql)
        return execute(sql, *rest)

    with connection().execute_wrapper(meanwhile):
        yield seen


def every_place(read: Callable[[], None], happens: Callable[[], None]) -> Iterator[None]:
    """Read once for each statement there is, with something that happens just before that one."""
    for statement in count():
        with before(statement, happens) as seen:
            read()
        if len(seen) <= statement:
            assert statement > 5  # it was read by statements of ours
            return
        yield


def test_what_happens_while_a_page_is_read_is_missed_by_nobody(happens: Callable[[], None]) -> None:
    reader = Reader()
    for _ in every_place(reader.follow, happens):
        followed()
        reader.follow()
        assert reader.digest() == full()


def test_what_happens_while_everything_is_read_is_told_afterwards(
    happens: Callable[[], None],
) -> None:
    reader = Reader()
    for _ in every_place(reader.take_everything, happens):
        followed()
        reader.follow()
        assert reader.digest() == full()
