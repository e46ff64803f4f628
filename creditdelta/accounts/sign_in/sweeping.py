"""What passes by itself is removed: sessions that ended, rows of the sign-in log after their term.

Days of the log that are over are sealed first.

Clause  S70.
Data    rulebook/policy/lock.toml (log_days)
"""

from django.utils import timezone

from creditdelta.accounts.sign_in import log
from creditdelta.accounts.sign_in.kept import end_expired
from creditdelta.accounts.sign_in.sealed_days import seal_days
from creditdelta.facade.today import today
from creditdelta.rulebook.lock import lock_on


def sweep() -> tuple[int, int]:
    """Seal days, remove what has passed; returns how many sessions and how many rows of the log went."""
    now = timezone.now()
    seal_days(now)
    return end_expired(now), log.sweep(now, lock_on(today()))
