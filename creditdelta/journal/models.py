"""The journal's tables: events, the head of their tree, signed checkpoints, followers' cursors."""

from django.db import models


class Event(models.Model):
    """One change of state. `number` and `leaf` are given by the sealer, once, to what is committed."""

    place = models.BigAutoField(primary_key=True)
    number = models.BigIntegerField(null=True, unique=True)
    kind = models.TextField()
    version = models.SmallIntegerField()
    region = models.TextField()
    origin = models.TextField()
    actor = models.TextField()
    recorded_at = models.DateTimeField()
    body = models.TextField()
    leaf = models.BinaryField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["place"], condition=models.Q(number=None), name="journal_event_unsealed"
            ),
            models.Index(fields=["kind", "number"], name="journal_event_kind"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(number=None, leaf=None)
                | models.Q(number__isnull=False, leaf__isnull=False),
                name="a_sealed_event_has_number_and_leaf",
            )
        ]

    def __str__(self) -> str:
        return f"{self.number if self.number is not None else '-'} {self.kind}"


class Head(models.Model):
    """What must be kept of the tree to let it grow; one row."""

    id = models.SmallIntegerField(primary_key=True)
    size = models.BigIntegerField()
    peaks = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.size}"


class Checkpoint(models.Model):
    """A signed statement of the tree's size and root; the same text lies outside the database."""

    size = models.BigIntegerField(primary_key=True)
    root = models.BinaryField()
    signed_at = models.DateTimeField()
    text = models.TextField()

    def __str__(self) -> str:
        return f"{self.size}"


class Cursor(models.Model):
    """How far a follower has read; moved in the same transaction as its effect.

    `step`: where to go on within the event of that number; 0 at its beginning.
    """

    follower = models.TextField(primary_key=True)
    number = models.BigIntegerField()
    step = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.follower} {self.number}"
