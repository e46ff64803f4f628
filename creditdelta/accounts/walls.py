"""Who reads, told to the database itself: where walls are raised it gives out no other region's rows.

Clause  S71. A second wall behind the gate, for the day on which somebody forgets a filter; nothing needs
it, and SQLite has none. The settings last for one transaction, so none is left to the next request.
Which tables have walls, and what they ask: creditdelta/project/walls.py.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache

from django.db import transaction

from creditdelta.accounts.reader import Reader
from creditdelta.journal.database import alias, connection, embedded
from creditdelta.rulebook.policy import policy

REGIONS, SUBJECTS = "creditdelta.regions", "creditdelta.subjects"
ACCOUNT, KEY = "creditdelta.account", "creditdelta.key"
EVERYWHERE = "*"
WEB = "creditdelta_web"  # the role as which pages are answered
_TOLD = "SELECT set_config(%s, %s, true)"


@contextmanager
def walled(reader: Reader, day: date) -> Iterator[None]:
    """Everything inside is one transaction that reads as this reader may."""
    if not reader.account or embedded() or not raised(alias()):
        yield
        return
    with transaction.atomic(using=alias()):
        tell(regions_of(reader, day), subjects_of(reader, day), reader.account)
        yield


@contextmanager
def presenting(key: bytes) -> Iterator[None]:
    """Inside it is not known yet who reads: only the row of the API key that was shown can be read."""
    if embedded() or not raised(alias()):
        yield
        return
    with transaction.atomic(using=alias()):
        with connection().cursor() as cursor:
            cursor.execute(_TOLD, [KEY, key.hex()])
        yield


def tell(regions: str, subjects: str = "", account: str = "") -> None:
    """Say until the end of this transaction for whom is read: division codes, ids in hexadecimal."""
    with connection().cursor() as cursor:
        for setting, value in ((REGIONS, regions), (SUBJECTS, subjects), (ACCOUNT, account)):
            cursor.execute(_TOLD, [setting, value])


def regions_of(reader: Reader, day: date) -> str:
    """The regions of the reader's posts; `EVERYWHERE` for a post that is bound to none."""
    roles = policy().roles
    posts = [post for post in reader.posts if post.on(day)]
    if any(roles[post.role].bound == "nothing" for post in posts):
        return EVERYWHERE
    return ",".join(sorted({post.region for post in posts if post.region}))


def subjects_of(reader: Reader, day: date) -> str:
    """The organisations the reader acts for."""
    return ",".join(
        sorted({post.subject.hex() for post in reader.posts if post.subject and post.on(day)})
    )


@cache
def raised(database: str) -> bool:
    """Whether this process connects as a role behind the walls; asked once for each database."""
    del database
    with connection().cursor() as cursor:
        cursor.execute("SELECT current_user")
        return bool(cursor.fetchone()[0] == WEB)
