"""The tables of webhooks: what events made of them, and beside it addresses, deliveries and attempts.

Clause  S30.
"""

from django.db import models


class Webhook(models.Model):
    """An office is told at an address of its own."""

    id = models.BinaryField(primary_key=True)
    office = models.TextField(db_index=True)
    region = models.TextField()
    kinds = models.TextField()  # with spaces between
    registered_on = models.DateField()
    registered_at = models.DateTimeField()
    registered_by = models.TextField()
    generation = models.IntegerField(default=1)  # which of its secrets signs
    both_until = models.DateTimeField(null=True)  # so long the one before it signs too
    ended_on = models.DateField(null=True)
    ended_by = models.TextField(blank=True)
    gone = models.BooleanField(default=False)

    def __str__(self) -> str:
        return bytes(self.id).hex()


class Receiver(models.Model):
    """Where a webhook leads, and how far it was told: kept as it is, and erasable."""

    webhook = models.BinaryField(primary_key=True)
    address = models.TextField()
    told_through = models.BigIntegerField()  # the sealed number up to which it was told

    def __str__(self) -> str:
        return self.address


class Delivery(models.Model):
    """A notification on its way. Its id is what the receiver sees, the same at every attempt."""

    id = models.TextField(primary_key=True)
    webhook = models.BinaryField(db_index=True)
    kind = models.TextField()
    body = models.TextField()
    state = models.TextField(db_index=True)
    attempts = models.IntegerField(default=0)
    until = models.DateTimeField(null=True)
    made_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.id


class Attempt(models.Model):
    """One request, and what became of it. `status` 0: there was no answer."""

    delivery = models.TextField(db_index=True)
    at = models.DateTimeField()
    outcome = models.TextField()
    status = models.IntegerField()
    milliseconds = models.IntegerField()

    def __str__(self) -> str:
        return f"{self.delivery} {self.outcome}"
