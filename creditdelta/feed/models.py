"""The tables of the feed: which organisation changed last by which event. following.py keeps them."""

from django.db import models


class Change(models.Model):
    """An organisation that was ever told of. `number`: of the last sealed event that touched it.

    `due_on`: the first day on which what may be shown of it differs by the calendar alone.
    """

    ref = models.BinaryField(primary_key=True)
    number = models.BigIntegerField()
    due_on = models.DateField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["number", "ref"], name="feed_change_number"),
            models.Index(fields=["due_on"], name="feed_change_due"),
        ]

    def __str__(self) -> str:
        return f"{self.number}"


class Shared(models.Model):
    """An older number that was ever given to several organisations, and one of them.

    What is erased leaves no trace of whose number it was; the others gain what waited under it.
    """

    older = models.BinaryField()
    ref = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["older", "ref"], name="a_shared_number_is_noted_once")
        ]
        indexes = [models.Index(fields=["ref"], name="feed_shared_ref")]

    def __str__(self) -> str:
        return bytes(self.older).hex()
