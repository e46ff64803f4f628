"""The one background process of a deployment: seals what waits, lets the followers see it.

Started by `cdelta serve` beside the web processes, and gone when they are: it looks whether the
process that started it still lives. Killed at any point, it goes on where it stood.
"""

import os
import sys
from time import sleep

PAUSE = 1.0  # seconds between two looks


def keep(parent: int) -> None:
    """Look, work, pause, until the parent is gone."""
    from django.db import DatabaseError, connection

    from creditdelta.journal.services import seal
    from creditdelta.project.followers import run_followers

    while os.getppid() == parent:
        try:
            seal()
            run_followers()
        except DatabaseError as refused:  # away, or locked for long: what was begun was undone
            sys.stderr.write(f"keeper: {refused}\n")
            connection.close()
        sleep(PAUSE)


if __name__ == "__main__":
    from creditdelta.project.setup import set_up

    set_up()
    keep(int(sys.argv[1]))
