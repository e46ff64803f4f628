"""Is the ledger of this home in order? What `cdelta doctor` looks at once there is one.

Clause  S71.
"""

import os
import shutil
from collections.abc import Callable

GIB = 1 << 30
LEAST_FREE = GIB  # below this a full disk is near
NOT_YET = "not prepared: cdelta init"


class OutOfOrder(RuntimeError):
    """Something of the ledger needs mending; says how."""


def looks() -> dict[str, Callable[[], str]]:
    """What is looked at, in order; without a prepared home only that it is none."""
    from creditdelta.journal.home import home

    if not (home() / "keys").is_dir():
        return {"ledger": lambda: NOT_YET}
    from creditdelta.project.setup import set_up

    set_up()
    return {
        "home": _home,
        "database": _database,
        "tables": _tables,
        "keys": _keys,
        "journal": _journal,
        "checkpoint": _checkpoints,
        "pool": _pool,
    }


def _home() -> str:
    from creditdelta.journal.home import FOLDERS, home

    missing = [name for name in FOLDERS if not os.access(home() / name, os.W_OK)]
    if missing:
        raise OutOfOrder(f"{home()}: cannot write to {', '.join(missing)}")
    free = shutil.disk_usage(home()).free
    if free < LEAST_FREE:
        raise OutOfOrder(f"{home()}: only {free / GIB:.2f} GiB free; make room")
    return f"{home()}, {free / GIB:.1f} GiB free"


def _database() -> str:
    from creditdelta.journal.durability import assert_durable, settings
    from creditdelta.project.prepare import database

    assert_durable()
    return f"{database()}, {', '.join(f'{name} {value}' for name, value in settings().items())}"


def _tables() -> str:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if missing:
        raise OutOfOrder(f"{len(missing)} migrations to apply: cdelta init")
    return "current"


def _keys() -> str:
    from creditdelta.journal.checkpoint import key_id, public_key
    from creditdelta.journal.home import fingerprint, key
    from creditdelta.journal.opening import check_keys

    check_keys()
    fingerprint("originals")
    return f"identity {fingerprint('identity')}, signing {key_id(public_key(key('signing')))}"


def _journal() -> str:
    from creditdelta.journal.models import Event
    from creditdelta.journal.queries import head

    waiting = Event.objects.filter(number=None).count()
    return f"{head().size:,} events sealed, {waiting:,} not yet"


def _checkpoints() -> str:
    from creditdelta.journal.outside import latest, places
    from creditdelta.journal.queries import head

    out = [str(place) for place in places() if not os.access(place, os.W_OK)]
    if out:
        raise OutOfOrder(f"witness out of reach: {', '.join(out)}")
    last = latest()
    if last is None:
        return "none yet: cdelta journal checkpoint"
    behind = head().size - last[0].size
    if behind < 0:
        raise OutOfOrder(f"the journal is shorter than what was signed ({last[0].size:,} events)")
    return f"{last[0].size:,} events signed at {last[0].moment[:19]}Z, {behind:,} since"


def _pool() -> str:
    from django.db.models import Count, Sum

    from creditdelta.journal.home import home
    from creditdelta.pipeline import pool
    from creditdelta.records.models import Part

    told = Part.objects.aggregate(parts=Count("*"), rows=Sum("row_count"), size=Sum("byte_count"))
    lying = set(pool.addresses(home() / "pool"))
    missing = set(Part.objects.values_list("address", flat=True)) - lying
    if missing:
        raise OutOfOrder(f"{len(missing)} parts are missing: cdelta restore")
    return f"{told['parts']:,} parts, {told['rows'] or 0:,} rows, {told['size'] or 0:,} bytes"
