"""Does the database keep what it acknowledged when the power fails? Asked at every start.

Clause  S71. A row counted as accepted must be on the disk. A killed process proves nothing here
(the operating system still writes), so the settings themselves are read back.
"""

import os

from creditdelta.journal.database import connection, embedded

# setting: values that keep the promise
EMBEDDED = {"journal_mode": ("wal",), "synchronous": ("2", "3")}  # FULL, EXTRA
SERVER = {
    "fsync": ("on",),
    "full_page_writes": ("on",),
    "synchronous_commit": ("on", "local", "remote_write", "remote_apply"),
}


class NotDurable(RuntimeError):
    """The database may lose what it acknowledged; says the setting, its value and what it must be."""


def settings() -> dict[str, str]:
    """The settings that decide it, as the database itself tells them."""
    names, ask = (EMBEDDED, "PRAGMA {}") if embedded() else (SERVER, "SHOW {}")
    with connection().cursor() as cursor:
        found = {}
        for name in names:
            cursor.execute(ask.format(name))
            found[name] = str(cursor.fetchone()[0])
    return found


def assert_durable() -> None:
    """Raises `NotDurable`; passed over where CREDITDELTA_UNDURABLE=1 admits a trial database."""
    if os.environ.get("CREDITDELTA_UNDURABLE") == "1":
        return
    needed = EMBEDDED if embedded() else SERVER
    for name, value in settings().items():
        if value not in needed[name]:
            raise NotDurable(f"{name} = {value}, not {'/'.join(needed[name])}")
