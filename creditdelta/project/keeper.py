"""The one background process of a deployment: seals, lets followers see it, turns the day, mails, measures.

Started by `cdelta serve` beside the web processes, and gone when they are: it looks whether the
process that started it still lives. Killed at any point, it goes on where it stood. Measuring may take
minutes and is done in a process of its own, so that following never waits for it. Where no mail server
answers, mails rest for a minute.
"""

import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from time import monotonic, sleep

PAUSE = 1.0  # seconds between two looks
FAILED_PAUSE = 60.0
SWEPT_AGAIN = 3600.0
MEASURE = "creditdelta.project.measure"


def keep(parent: int) -> None:
    """Look, work, pause, until the parent is gone."""
    from django.db import DatabaseError, connection

    from creditdelta.accounts.sign_in.sweeping import sweep
    from creditdelta.api.passing import swept
    from creditdelta.archive.boards import due
    from creditdelta.feed.services import turn
    from creditdelta.intake.pending import work
    from creditdelta.journal.services import seal
    from creditdelta.journal.synthetic import business_day
    from creditdelta.project.followers import run_followers

    measuring, mailing, sweep_at = Measuring(), Mailing(), 0.0
    try:
        while os.getppid() == parent:
            try:
                seal()
                work()
                run_followers()
                turn(business_day())
                mailing.look()
                if measuring.idle() and due(business_day()):
                    measuring.start()
                if monotonic() >= sweep_at:
                    sweep()
                    swept()
                    sweep_at = monotonic() + SWEPT_AGAIN
            except DatabaseError as refused:  # away, or locked for long: what was begun was undone
                sys.stderr.write(f"keeper: {refused}\n")
                connection.close()
            sleep(PAUSE)
    finally:
        measuring.stop()


@dataclass(slots=True)
class Mailing:
    """The mails that are due; where no server answers they are left alone for a while."""

    again_at: float = 0.0

    def look(self) -> None:
        """Send some, if it is time."""
        from creditdelta.notices.mails import send_due

        if monotonic() >= self.again_at and "unreachable" in send_due():
            self.again_at = monotonic() + FAILED_PAUSE


@dataclass(slots=True)
class Measuring:
    """The process that measures; after a failure it is left alone for a while."""

    process: subprocess.Popen[bytes] | None = None
    again_at: float = 0.0

    def start(self) -> None:
        """Begin to measure."""
        self.process = subprocess.Popen([sys.executable, "-m", MEASURE])

    def stop(self) -> None:
        """Give up what is being measured: a board is written whole or not at all."""
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            self.process.wait()

    def idle(self) -> bool:
        """Whether nothing is being measured and the last attempt does not forbid another yet."""
        if self.process is not None:
            if self.process.poll() is None:
                return False
            self.again_at = monotonic() + FAILED_PAUSE if self.process.returncode else 0.0
            self.process = None
        return monotonic() >= self.again_at


if __name__ == "__main__":
    from creditdelta.project.setup import set_up

    set_up()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for who started us, and tells us
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    keep(int(sys.argv[1]))
