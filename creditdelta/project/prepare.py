"""Make this deployment ready to keep a ledger: folders, keys, tables.

Clause  S71.
"""

from django.core.management import call_command
from django.db import connection

from creditdelta.journal.home import home
from creditdelta.journal.home import prepare as prepare_home


def prepare() -> dict[str, str]:
    """Make what is missing; says where everything lies."""
    prepare_home()
    call_command("migrate", verbosity=0, interactive=False)
    place = connection.settings_dict
    database = (
        str(place["NAME"]) if connection.vendor == "sqlite" else f"PostgreSQL {place['NAME']}"
    )
    return {"home": str(home()), "database": database}
