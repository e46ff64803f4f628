"""Make this deployment ready to keep a ledger: folders, keys, tables, the first events.

Clause  S71.
"""

import os
from dataclasses import dataclass

from django.core.management import call_command
from django.db import connection, connections
from django.db.utils import load_backend

from creditdelta.journal.checkpoint import key_id, public_key
from creditdelta.journal.database import on
from creditdelta.journal.durability import assert_durable
from creditdelta.journal.home import home, key
from creditdelta.journal.home import prepare as prepare_home
from creditdelta.journal.opening import ensure_activated, ensure_opened
from creditdelta.journal.outside import places
from creditdelta.journal.services import envelope, seal
from creditdelta.project.settings import database as address
from creditdelta.project.walls import raise_walls

OWNER = "owner"


@dataclass(frozen=True, slots=True)
class Prepared:
    """Where everything lies, and by which key checkpoints are told."""

    home: str
    database: str
    signing: str
    checkpoints: tuple[str, ...]


def prepare(region: str, origin: str, actor: str) -> Prepared:
    """Make what is missing and leave the rest alone; raises `OtherKeys` and `NotDurable`."""
    prepare_home()
    make_tables(os.environ.get("CREDITDELTA_OWNER", ""))
    assert_durable()
    about = envelope(region, actor, origin=origin)
    ensure_opened(about)
    ensure_activated(about)
    seal()
    return Prepared(
        home=str(home()),
        database=database(),
        signing=key_id(public_key(key("signing"))),
        checkpoints=tuple(map(str, places())),
    )


def make_tables(owner: str) -> None:
    """Bring the tables up to date; with the address of their owner, as that one, and raise the walls."""
    if not owner or connection.vendor == "sqlite":
        call_command("migrate", verbosity=0, interactive=False)
        return
    complete = connections.configure_settings({"default": address(owner)})["default"]
    as_owner = load_backend(complete["ENGINE"]).DatabaseWrapper(complete, OWNER)
    connections[OWNER] = as_owner
    try:
        with on(OWNER):
            call_command("migrate", database=OWNER, verbosity=0, interactive=False)
        raise_walls(as_owner)
    finally:
        as_owner.close()
        del connections[OWNER]


def database() -> str:
    """What the database is called to people: a file, or a server's database."""
    name = str(connection.settings_dict["NAME"])
    return name if connection.vendor == "sqlite" else f"PostgreSQL {name}"
