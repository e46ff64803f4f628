"""What every test runs under: no network, settled randomness, soak runs only when asked for.

With CREDITDELTA_NO_SKIP=1 a skipped or expectedly failing test is a failed test, so that a
green run on a bare machine means that everything ran.
"""

import ipaddress
import os
import shutil
import socket
import tempfile
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

# The settings are read once, before any test: the embedded database of tests lies apart from a real one.
# What openpyxl writes depends on whether lxml is there: tests write as an office without it does.
os.environ.setdefault("OPENPYXL_LXML", "False")
os.environ["CREDITDELTA_HOME"] = tempfile.mkdtemp(prefix="credit-delta-tests-")

settings.register_profile("dev", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, database=None)
settings.load_profile("ci" if os.environ.get("CI") else "dev")

DATABASE = {"db", "transactional_db"}  # every other fixture that reaches it asks for one of these
ROOMY = 1 << 30  # bytes
NO_SKIP = os.environ.get("CREDITDELTA_NO_SKIP") == "1"


class NetworkTouched(RuntimeError):
    """A test tried to reach another machine."""


def is_here(address: object) -> bool:
    """Whether a socket address stays on this machine (loopback, or a path of the file system)."""
    if not isinstance(address, tuple):
        return True
    host = str(address[0]).partition("%")[0]
    if host in ("", "localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _guarded(original: Callable[..., Any]) -> Callable[..., Any]:
    def connect(self: socket.socket, address: object) -> Any:
        if not is_here(address):
            raise NetworkTouched(f"a test tried to reach {address!r}")
        return original(self, address)

    return connect


def _guarded_lookup(original: Callable[..., Any]) -> Callable[..., Any]:
    def getaddrinfo(host: Any, *rest: Any, **named: Any) -> Any:
        if host is not None and not is_here((host,)):
            raise NetworkTouched(f"a test tried to look up {host!r}")
        return original(host, *rest, **named)

    return getaddrinfo


@pytest.fixture(scope="session", autouse=True)
def no_static_files() -> None:
    """The settings were read before the home was chosen: a test serves no file of another home."""
    from django.conf import settings as site

    site.STATIC_ROOT = Path(tempfile.mkdtemp(prefix="cd-static-"))


@pytest.fixture(scope="session", autouse=True)
def rounds_in_life() -> Iterator[int]:
    """Passwords cost little in tests; gives how many rounds they cost in life, the framework's figure."""
    from django.contrib.auth.hashers import PBKDF2PasswordHasher

    with pytest.MonkeyPatch.context() as patch:
        found = int(PBKDF2PasswordHasher.iterations)
        patch.setattr(PBKDF2PasswordHasher, "iterations", 10)
        yield found


@pytest.fixture(scope="session", autouse=True)
def no_flushes() -> Iterator[None]:
    """What a scene writes need not outlive the machine; processes of their own (tests/kills) flush."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("fsync", "fdatasync"):
            patch.setattr(os, name, lambda handle: None)
        yield


@pytest.fixture(autouse=True)
def no_language_left() -> Iterator[None]:
    """A page read in English leaves its language to the thread; the next test begins in Chinese."""
    yield
    from django.utils import translation

    translation.deactivate()


@pytest.fixture(scope="session", autouse=True)
def no_network() -> Iterator[None]:
    """Let sockets reach this machine only."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("connect", "connect_ex"):
            patch.setattr(socket.socket, name, _guarded(getattr(socket.socket, name)))
        patch.setattr(socket, "getaddrinfo", _guarded_lookup(socket.getaddrinfo))
        yield


def _asks_for_a_database(item: pytest.Item) -> bool:
    named = set(getattr(item, "fixturenames", ()))
    return bool(DATABASE & named) or item.get_closest_marker("django_db") is not None


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--on-the-database`: only what asks for one; the rest says the same on every database."""
    parser.addoption("--on-the-database", action="store_true")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave soak runs out unless `-m` chooses, and what asks for no database where that is wanted."""
    left: set[pytest.Item] = set()
    if not config.option.markexpr:
        left |= {item for item in items if item.get_closest_marker("soak")}
    if config.option.on_the_database:
        left |= {item for item in items if not _asks_for_a_database(item)}
    if left:
        config.hook.pytest_deselected(items=list(left))
        items[:] = [item for item in items if item not in left]


def _refused(report: Any) -> None:
    if NO_SKIP and (report.skipped or hasattr(report, "wasxfail")):
        why = getattr(report, "wasxfail", None) or report.longrepr
        report.outcome = "failed"
        report.longrepr = f"skipping is forbidden in this run: {why}"
        if hasattr(report, "wasxfail"):
            del report.wasxfail


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn a skip, an expected failure or an unexpected pass into a failure when forbidden."""
    report = yield
    _refused(report)
    return report


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """The same for a whole file that skips itself on import."""
    report = yield
    _refused(report)
    return report


def _in_memory() -> Path | None:
    """A folder of the machine's memory with room for it: there a flush of the database is no work."""
    there = Path("/dev/shm")  # noqa: S108 - a folder of our own is made in it
    return there if there.is_dir() and shutil.disk_usage(there).free >= ROOMY else None


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None,
) -> Iterator[None]:
    """Keep the embedded test database in a file: locks, WAL and ATTACH behave as in life."""
    from django.db import connection

    with tempfile.TemporaryDirectory(prefix="cd-db-", dir=_in_memory()) as folder:
        if connection.vendor == "sqlite":
            connection.settings_dict["TEST"]["NAME"] = str(Path(folder) / "test.sqlite3")
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Let tests empty the journal between them; within `ledger` its guard stands.

    On PostgreSQL everything else is done behind the walls, as the role that commands have.
    """
    from django.db import connection
    from django.db.backends.signals import connection_created
    from django.test import TransactionTestCase

    from creditdelta.journal.guard import disarm
    from creditdelta.journal.tests.emptied import remove_rows
    from creditdelta.journal.tests.ownership import work_as_operator
    from creditdelta.project.tests.laid_out import laid_out_once
    from creditdelta.project.walls import raise_walls

    with django_db_blocker.unblock():
        disarm(connection)
        TransactionTestCase._fixture_teardown = remove_rows  # type: ignore[method-assign]
        if connection.vendor == "postgresql":
            raise_walls(connection)
            connection_created.connect(work_as_operator)
            work_as_operator()
    with laid_out_once():
        yield
    connection_created.disconnect(work_as_operator)  # the owner takes the database down


@pytest.fixture
def ledger(
    transactional_db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Path]:
    """An empty ledger with keys of its own; gives its home."""
    from django.db import connection

    from creditdelta.journal.guard import arm, disarm
    from creditdelta.journal.home import prepare
    from creditdelta.journal.tests.ownership import as_owner

    home = tmp_path / "home"
    monkeypatch.setenv("CREDITDELTA_HOME", str(home))
    prepare()
    with as_owner():
        arm(connection)
    yield home
    with as_owner():
        disarm(connection)
