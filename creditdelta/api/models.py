"""What was asked by programs of late: how much, and the answers that may be asked for again.

Not of the journal, and lost without harm: counts end with their window, kept answers after a day.
"""

from django.db import models


class Spent(models.Model):
    """How much of an allowance was spent in a window. `who`: an account's key, or a digest of a network."""

    who = models.TextField()
    budget = models.TextField()
    window = models.BigIntegerField()  # seconds since 1970 at which it ends
    amount = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["window"], name="api_spent_window")]
        constraints = [
            models.UniqueConstraint(
                fields=["who", "budget", "window"], name="api_one_count_a_window"
            )
        ]

    def __str__(self) -> str:
        return f"{self.budget} {self.amount}"


class Kept(models.Model):
    """The answer to a request that bore an Idempotency-Key; `status` 0 while it is being made."""

    who = models.TextField()
    key = models.TextField()
    digest = models.BinaryField()  # of method, address and body
    status = models.SmallIntegerField(default=0)
    headers = models.JSONField(default=dict)
    body = models.BinaryField(default=b"")
    begun_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["begun_at"], name="api_kept_begun_at")]
        constraints = [models.UniqueConstraint(fields=["who", "key"], name="api_one_answer_a_key")]

    def __str__(self) -> str:
        return f"{self.status} {self.begun_at}"
