"""The tables of repair: applications as their events left them, their steps, texts, papers, and figures.

Clause  S72. What an accepted application ends is in none of them: the record's closing and the entry say so.
"""

from django.db import models

from creditdelta.journal.written import Written


class Case(models.Model):
    """One application: rules.Case, with when it last moved."""

    id = models.BinaryField(primary_key=True)
    ref = models.BinaryField()
    about = models.TextField()
    target = models.BinaryField()
    office = models.TextField()
    region = models.TextField()
    regime = models.TextField()
    way = models.TextField()
    lifts = models.BooleanField()
    begun_by = models.TextField()
    begun_on = models.DateField()
    state = models.TextField()
    proof = models.TextField(blank=True)
    signed = models.DateField(null=True)
    filed_on = models.DateField(null=True)
    accept_until = models.DateField(null=True)
    accepted_on = models.DateField(null=True)
    decide_until = models.DateField(null=True)
    complete_until = models.DateField(null=True)
    extended = models.BooleanField(default=False)
    first = models.TextField(blank=True)
    back = models.TextField(blank=True)
    reasons = models.TextField(blank=True)  # codes joined by a line break
    again_on = models.DateField(null=True)
    decided_on = models.DateField(null=True)
    notice = models.BinaryField(null=True)
    revoked_on = models.DateField(null=True)
    barred_until = models.DateField(null=True)
    moved_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["ref"], name="repair_case_ref"),
            models.Index(fields=["target"], name="repair_case_target"),
            models.Index(fields=["office", "state"], name="repair_case_office"),
        ]

    def __str__(self) -> str:
        return f"{self.about} {self.state}"


class Step(models.Model):
    """Something that happened to an application."""

    owner = models.BinaryField()
    number = models.IntegerField()
    kind = models.TextField()
    happened_on = models.DateField()
    recorded_at = models.DateTimeField()
    notice = models.BinaryField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "number"], name="a_repair_step_once")
        ]

    def __str__(self) -> str:
        return self.kind


class Text(Written):
    """What was written about an application: what is missing, what was found."""


class Paper(models.Model):
    """A paper as it was handed in: where its encrypted bytes lie, and the key that alone opens them."""

    digest = models.TextField()
    owner = models.BinaryField()
    token = models.TextField()
    key = models.BinaryField()
    form = models.TextField()  # pdf | png | jpg
    size = models.IntegerField()

    class Meta:
        indexes = [models.Index(fields=["owner"], name="repair_paper_owner")]

    def __str__(self) -> str:
        return self.digest


class Tally(models.Model):
    """How many applications an office had on a day: figures alone, for everybody (repair/tallying.py)."""

    office = models.TextField(primary_key=True)
    counted_on = models.DateField()
    filed = models.IntegerField()
    accepted = models.IntegerField()
    granted = models.IntegerField()
    refused = models.IntegerField()
    withdrawn = models.IntegerField()
    revoked = models.IntegerField()
    waiting = models.IntegerField()
    late = models.IntegerField()
    days = models.IntegerField(null=True)  # working days to a decision, the one in the middle

    def __str__(self) -> str:
        return self.office
