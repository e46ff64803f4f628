"""Who looked at what is not public, for which purpose: the office, never shown with the officer.

Clause  S71, S9. Made of events; `Reference` alone is the erasable text they commit to.
"""

from django.db import models


class Lookup(models.Model):
    """One look. `shown_at`: since when the organisation may see it; None while a law keeps it secret."""

    id = models.BinaryField(primary_key=True)
    ref = models.BinaryField()
    account = models.TextField()
    role = models.TextField()
    office = models.TextField()
    region = models.TextField()
    purpose = models.TextField()
    commitment = models.BinaryField()
    looked_at = models.DateTimeField()
    shown_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["ref", "-looked_at"], name="lookups_lookup_ref"),
            models.Index(fields=["office", "-looked_at"], name="lookups_lookup_office"),
            models.Index(fields=["looked_at"], name="lookups_lookup_at"),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.looked_at}"


class Reference(models.Model):
    """The number of the case or file a look was for, with the salt of its commitment."""

    lookup = models.BinaryField(primary_key=True)
    text = models.TextField()
    salt = models.BinaryField()

    def __str__(self) -> str:
        return self.text


class Review(models.Model):
    """What the audit administrator found about one account's looks in one week."""

    id = models.BinaryField(primary_key=True)
    week = models.DateField()  # its Monday
    account = models.TextField()
    outcome = models.TextField()
    reviewed_by = models.TextField()
    reviewed_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["week"], name="lookups_review_week")]

    def __str__(self) -> str:
        return f"{self.week} {self.outcome}"
