"""The one background process of a deployment: seals what waits, lets the followers see it, has it measured.

Started by `cdelta serve` beside the web processes, and gone when they are: it looks whether the
process that started it still lives. Killed at any point, it goes on where it stood. Measuring may take
minutes and is done in a process of its own, so that following never waits for it.
"""

import os
import subprocess
import sys
from time import sleep

PAUSE = 1.0  # seconds between two looks
MEASURE = "creditdelta.project.measure"


def keep(parent: int) -> None:
    """Look, work, pause, until the parent is gone."""
    from django.db import DatabaseError, connection

    from creditdelta.archive.boards import due
    from creditdelta.journal.services import seal
    from creditdelta.journal.synthetic import business_day
    from creditdelta.project.followers import run_followers

    measuring: subprocess.Popen[bytes] | None = None
    while os.getppid() == parent:
        try:
            seal()
            run_followers()
            if (measuring is None or measuring.poll() is not None) and due(business_day()):
                measuring = subprocess.Popen([sys.executable, "-m", MEASURE])
        except DatabaseError as refused:  # away, or locked for long: what was begun was undone
            sys.stderr.write(f"keeper: {refused}\n")
            connection.close()
        sleep(PAUSE)


if __name__ == "__main__":
    from creditdelta.project.setup import set_up

    set_up()
    keep(int(sys.argv[1]))
