"""The tables of questions: what officers set aside, and the queue, which follows from everything else.

`Queued` is no part of the ledger: following.py keeps it, and may make it anew.
"""

from django.db import models


class SetAside(models.Model):
    """An officer of a region found that none of those who might be meant is; it can be taken up again."""

    id = models.BinaryField(primary_key=True)
    question = models.BinaryField()
    region = models.TextField()
    ref = models.BinaryField()
    name_key = models.BinaryField(null=True)
    evidence = models.BinaryField()
    actor = models.TextField()
    made_at = models.DateTimeField()
    taken_up_at = models.DateTimeField(null=True)
    taken_up_by = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["question"], name="questions_aside_question"),
            models.Index(fields=["region", "made_at"], name="questions_aside_region"),
        ]

    def __str__(self) -> str:
        return f"{self.region} {self.made_at}"


class Queued(models.Model):
    """Rows of a region that wait under one reference and one name: records/questions.Waiting.

    `asks`: an officer can answer. `evidence`: the digest of what would be shown now, kept only where
    the question was set aside.
    """

    id = models.BinaryField(primary_key=True)
    region = models.TextField()
    ref = models.BinaryField()
    name_key = models.BinaryField(null=True)
    wait = models.TextField()
    asks = models.BooleanField()
    rows = models.IntegerField()
    place = models.BigIntegerField()
    since = models.DateField()
    evidence = models.BinaryField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["region", "asks", "since"], name="questions_queued_order"),
            models.Index(fields=["ref"], name="questions_queued_ref"),
            models.Index(fields=["name_key"], name="questions_queued_name"),
        ]

    def __str__(self) -> str:
        return f"{self.region} {self.wait} {self.rows}"
