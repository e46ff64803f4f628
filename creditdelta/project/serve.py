"""Serve the site: web processes, the keeper, the receiver of what offices send, the notifier of webhooks."""

import multiprocessing
import os
import sys
from contextlib import AbstractContextManager

from creditdelta.journal.home import folder
from creditdelta.pages.static_files import collect
from creditdelta.project.kept_running import kept_running

WSGI = "creditdelta.project.wsgi:application"
KEEPER, RECEIVER = "creditdelta.project.keeper", "creditdelta.project.receiver"
NOTIFIER = "creditdelta.project.notifier"
THREADS = 4


def serve(host: str, port: int, workers: int) -> None:
    """Serve until told to stop (Ctrl-C or SIGTERM)."""
    from granian import Granian
    from granian.constants import Interfaces

    multiprocessing.set_start_method("spawn")  # a forked process would share our connection
    collect(folder("static"))
    hosts = os.environ.get("CREDITDELTA_HOSTS", "localhost,127.0.0.1,[::1]")
    os.environ["CREDITDELTA_HOSTS"] = ",".join(dict.fromkeys([*hosts.split(","), host]))
    pages = os.environ.get("CREDITDELTA_WEB")
    with _beside(KEEPER), _beside(RECEIVER), _beside(NOTIFIER):
        if pages:  # behind the walls of the database: project/walls.py
            os.environ["DATABASE_URL"] = pages
        Granian(
            WSGI,
            address=host,
            port=port,
            interface=Interfaces.WSGI,
            workers=workers,
            blocking_threads=THREADS,
            log_access=False,
            websockets=False,
            respawn_failed_workers=True,
        ).serve()


def _beside(module: str) -> AbstractContextManager[None]:
    """A process beside the web processes, with the database's rights that commands have."""
    return kept_running([sys.executable, "-m", module, str(os.getpid())], dict(os.environ))
