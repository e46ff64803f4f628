"""Lists that an office has screened: how far, since when. What stands in them lies in files beside.

No event makes a row; what the journal knows is that a list of so many entries was screened.
"""

from django.db import models


class Job(models.Model):
    """One list. `state`: moves.STATES. `day`: the day whose publicity counts. `counts`: how many entries were
    answered in which way, as JSON, "" before the end."""

    id = models.TextField(primary_key=True)
    office = models.TextField()
    region = models.TextField()
    account = models.TextField()
    state = models.TextField()
    day = models.DateField()
    entry_count = models.IntegerField()
    person_count = models.IntegerField()
    done_count = models.IntegerField(default=0)
    counts = models.TextField(blank=True)
    asked_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["office", "asked_at"], name="screening_job_office"),
            models.Index(fields=["state"], name="screening_job_state"),
        ]

    def __str__(self) -> str:
        return f"{self.id} {self.state}"
