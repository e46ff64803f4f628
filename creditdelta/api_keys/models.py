"""The tables of API keys: what events made of them, and beside it what no event holds.

Clause  S70.
"""

from django.db import models


class Key(models.Model):
    """A key, of which only the digest of its secret is kept."""

    id = models.BinaryField(primary_key=True)
    account = models.TextField(db_index=True)
    post = models.BinaryField()
    scopes = models.TextField()  # ids of operations, in order, with spaces between
    since = models.DateField()
    until = models.DateField()
    digest = models.BinaryField()
    issued_at = models.DateTimeField()
    issued_by = models.TextField()
    ends_on = models.DateField(null=True)
    ground = models.TextField(blank=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.TextField(blank=True)

    def __str__(self) -> str:
        return bytes(self.id).hex()


class Note(models.Model):
    """What its owner calls a key, and the last day it was used: kept as it is, and erasable."""

    key = models.BinaryField(primary_key=True)
    label = models.TextField(blank=True)
    last_used_on = models.DateField(null=True)

    def __str__(self) -> str:
        return self.label
