"""The table of consents, and what was written in words beside a request.

Clause  S71. Nothing here says "in force": that is computed from the days (rules.py).
"""

from django.db import models

BETWEEN = " "  # two ids of parts in one cell


class Consent(models.Model):
    """One request and its answer; a later request is another row."""

    id = models.BinaryField(primary_key=True)
    ref = models.BinaryField()
    recipient = models.TextField()
    purpose = models.TextField()
    parts = models.TextField()  # ids
    asked_on = models.DateField()
    asked_at = models.DateTimeField()
    asked_by = models.TextField()
    answer_by = models.DateField()
    since = models.DateField()
    until = models.DateField()
    answer = models.TextField(blank=True)
    answered_on = models.DateField(null=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.TextField(blank=True)
    revoked_on = models.DateField(null=True)
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.TextField(blank=True)
    taken_back_on = models.DateField(null=True)
    taken_back_at = models.DateTimeField(null=True)
    taken_back_by = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["ref"], name="consent_ref"),
            models.Index(fields=["recipient"], name="consent_recipient"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(answer="", answered_on=None)
                | models.Q(answer__in=["granted", "refused"], answered_on__isnull=False),
                name="an_answered_consent_has_its_day",
            )
        ]

    def __str__(self) -> str:
        return f"{self.recipient} {self.purpose}"


class Reference(models.Model):
    """The number of the contract or case a request names. Kept beside the events; it can be erased."""

    consent = models.BinaryField(primary_key=True)
    text = models.TextField()

    def __str__(self) -> str:
        return self.text
