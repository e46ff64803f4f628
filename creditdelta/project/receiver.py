"""The process that reads uploads, takes in what is confirmed and answers lists; beside the keeper.

Clause  S31, S30. Started by `cdelta serve`, and gone when it is. A file is read by a limited process that
this one starts; killed at any point, both go on where they stood. It gives way to the pages.
"""

import os
import signal
import sys
from time import monotonic, sleep

PAUSE = 0.5  # seconds between two looks
CLEARED_AGAIN = 3600.0
NICENESS = 10


def receive(parent: int) -> None:
    """Look, work, pause, until the parent is gone."""
    from django.db import DatabaseError, connection

    from creditdelta.screening import working
    from creditdelta.uploads.clearing import clear_away
    from creditdelta.uploads.reading_process import READER
    from creditdelta.uploads.receiving import work_once

    clear_at = 0.0
    try:
        while os.getppid() == parent:
            try:
                READER.ready()
                if monotonic() >= clear_at:
                    clear_away()
                    working.clear_away()
                    clear_at = monotonic() + CLEARED_AGAIN
                if any([work_once(), working.work_once()]):  # one of each: neither waits for long
                    continue
            except DatabaseError as refused:  # away, or locked for long: what was begun was undone
                sys.stderr.write(f"receiver: {refused}\n")
                connection.close()
            sleep(PAUSE)
    finally:
        READER.end()


if __name__ == "__main__":
    from creditdelta.project.setup import set_up

    set_up()
    os.nice(NICENESS)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for who started us, and tells us
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    receive(int(sys.argv[1]))
