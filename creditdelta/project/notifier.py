"""The process that tells receivers of webhooks that the feed has grown; beside the keeper.

Clause  S30. Started by `cdelta serve`, and gone when it is. A receiver may be slow, so nothing else waits
for it. Killed at any point, it goes on where it stood.
"""

import os
import signal
import sys
from datetime import UTC, datetime
from time import sleep

from creditdelta.project.setup import set_up

PAUSE = 2.0  # seconds between two looks


def notify_once() -> list[str]:
    """Make the notifications that are missing, send those that are due; what became of each."""
    from creditdelta.feed.queries import grown
    from creditdelta.journal.synthetic import business_day
    from creditdelta.webhooks.delivering import forget, send_due, tell

    now = datetime.now(UTC)
    tell(grown, now)
    done = send_due()
    forget(now, business_day())
    return [*done]


def notify(parent: int) -> None:
    """Look, work, pause, until the parent is gone."""
    from django.db import DatabaseError, connection

    while os.getppid() == parent:
        try:
            if notify_once():
                continue
        except DatabaseError as refused:  # away, or locked for long: what was begun was undone
            sys.stderr.write(f"notifier: {refused}\n")
            connection.close()
        sleep(PAUSE)


if __name__ == "__main__":
    set_up()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for who started us, and tells us
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    notify(int(sys.argv[1]))
