"""Serve the site: web processes, and the one that keeps what they read up to date."""

import multiprocessing
import os
import sys

from creditdelta.journal.home import folder
from creditdelta.pages.static_files import collect
from creditdelta.project.kept_running import kept_running

WSGI = "creditdelta.project.wsgi:application"
KEEPER = "creditdelta.project.keeper"
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
    with kept_running([sys.executable, "-m", KEEPER, str(os.getpid())], dict(os.environ)):
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
