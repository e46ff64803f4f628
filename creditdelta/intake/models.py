"""The tables of intake: submissions and what each is to be told about."""

from django.db import models


class Submission(models.Model):
    """One file as received. Its rows count when `state` is closed; the counts add up to `rows`."""

    id = models.IntegerField(primary_key=True)
    region = models.TextField()
    source = models.TextField()
    standard = models.TextField()
    file_name = models.TextField()
    file_id = models.BinaryField()
    rulebook = models.TextField()
    issued_at = models.DateTimeField()
    batch = models.TextField()
    received_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    state = models.TextField()
    held_for = models.TextField(blank=True)
    rows = models.IntegerField()
    good = models.IntegerField()
    parts = models.IntegerField()
    parts_done = models.IntegerField(default=0)
    accepted = models.IntegerField(default=0)
    waiting = models.IntegerField(default=0)
    duplicate = models.IntegerField(default=0)
    withdrawn = models.IntegerField(default=0)
    rejected = models.IntegerField(default=0)
    late = models.IntegerField(default=0)
    dated = models.IntegerField(default=0)
    closures = models.IntegerField(default=0)
    repeats = models.IntegerField(null=True)
    actor = models.TextField()
    staging = models.TextField(blank=True)
    original = models.TextField(blank=True)
    original_key = models.BinaryField(null=True)
    destroyed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["file_id"], name="intake_submission_file")]

    def __str__(self) -> str:
        return f"{self.id} {self.state}"


class Finding(models.Model):
    """How often one reason was met in a submission; cells and rows stay in the encrypted report."""

    submission = models.IntegerField()
    code = models.TextField()
    count = models.IntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["submission", "code"], name="a_reason_is_counted_once")
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.count}"
