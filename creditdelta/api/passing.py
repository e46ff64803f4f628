"""What passes by itself is removed: counts of windows that are over, answers kept long enough.

Clause  S70.
"""

from django.utils import timezone

from creditdelta.api import limits, once


def swept() -> None:
    """Remove what has passed."""
    now = timezone.now()
    limits.swept(now.timestamp())
    once.swept(now)
