"""What was decided at the desk and is still to be done? Whatever takes long is done here, by no page.

Clause  S31. Called again and again by a process in the background; killed at any point, the next call
goes on where it stood.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from django.db.models import Q

from creditdelta.facade.check import rulebook
from creditdelta.intake import desk_apply as apply
from creditdelta.intake import services
from creditdelta.intake.desk_events import WithdrawalSubmitted
from creditdelta.intake.models import Submission, Withdrawal
from creditdelta.intake.withdrawing import to_carry_out, write_file
from creditdelta.journal.home import folder
from creditdelta.journal.services import envelope, record
from creditdelta.journal.synthetic import business_day, demonstration_moment
from creditdelta.pipeline.ledger_rows import WITHDRAWAL
from creditdelta.records.work_folder import work_folder
from creditdelta.rulebook.offices import office
from creditdelta.rulebook.reporters import source_of

LOCK = ".pending"


def work(*, wait: bool = False) -> int:
    """Carry out what was confirmed, take in what was let in or left half done; returns how many.

    One process at a time does it: another waits where it is told to, else it leaves it to the first.
    """
    with _alone(wait=wait) as alone:
        if not alone:
            return 0
        withdrawals = to_carry_out()
        for row in withdrawals:
            _carry_out(row)
        waiting = _waiting()
        for submission in waiting:
            services.finish(submission)
        return len(withdrawals) + len(waiting)


@contextmanager
def _alone(*, wait: bool) -> Iterator[bool]:
    """Whether nobody else works; held until the end of the block, or of the process."""
    with (folder("staging") / LOCK).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


def _waiting() -> list[Submission]:
    """Submissions that were let in, or carry a withdrawal out, and are not taken in to their end."""
    withdrawing = Withdrawal.objects.exclude(submission=None).values("submission")
    ours = Q(decided_at__isnull=False) | Q(pk__in=withdrawing)
    return list(Submission.objects.filter(ours, state=services.OPEN).order_by("id"))


def _carry_out(row: Withdrawal) -> None:
    """Send the notices in by the ordinary door: counted, and held where they are too many."""
    own, about = office(row.office), envelope(row.region, row.decided_by)

    def opened(number: int) -> None:
        record(WithdrawalSubmitted(bytes(row.pk), number), apply.withdrawal_submitted, about)

    with work_folder("withdrawal") as place:
        received = services.Received(
            path=write_file(row, place),
            region=row.region,
            actor=row.decided_by,
            today=business_day(),
            issued_at=demonstration_moment(),
            kind=WITHDRAWAL,
            source=source_of(own, WITHDRAWAL),
            door=WITHDRAWAL,
            arrived_at=row.proposed_at,
            opened=opened,
        )
        services.ingest(received, rulebook())
