"""What follows, in the very same moment, once a submission counts?

Clause  S31. A zero report that it says otherwise than stands no longer; whoever keeps a list on which
the organisations of withdrawn records stand is told.
"""

from creditdelta.intake import desk_apply as apply
from creditdelta.intake.list_owners import told_of
from creditdelta.intake.models import Submission
from creditdelta.intake.zero import contradicted
from creditdelta.journal.services import Envelope, record


def follow(submission: Submission, about: Envelope) -> None:
    """Record what follows; within the caller's `writing()`, after it was closed."""
    for event in contradicted(submission):
        record(event, apply.zero_superseded, about)
    for told in told_of(submission):
        record(told, apply.withdrawal_told, about)
