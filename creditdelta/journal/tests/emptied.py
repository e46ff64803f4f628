"""Start anew within one scene: the guard is taken down for the moment, as between scenes."""

from django.core.management import call_command
from django.db import connection

from creditdelta.journal.guard import arm, disarm
from creditdelta.journal.tests.ownership import as_owner


def emptied() -> None:
    with as_owner():
        disarm(connection)
        call_command("flush", verbosity=0, interactive=False)
        arm(connection)
