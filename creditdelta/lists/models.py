"""The tables of lists: entries as their events left them, the records they rest on, what was written.

Clause  S15, S37. Whether an entry is in force is in none of them: queries.py computes it.
"""

from django.db import models

from creditdelta.journal.written import Written


class Entry(models.Model):
    """One entry: rules.Entry, with who recorded its steps and when."""

    id = models.BinaryField(primary_key=True)
    list = models.TextField()
    rule = models.DateField()
    colour = models.TextField()
    ref = models.BinaryField()
    office = models.TextField()
    region = models.TextField()
    criteria = models.TextField()  # ids joined by a blank
    state = models.TextField()
    proposed_on = models.DateField()
    notice = models.BinaryField(null=True)
    reply_until = models.DateField(null=True)
    heard_on = models.DateField(null=True)
    waived_on = models.DateField(null=True)
    number = models.TextField(blank=True)
    digest = models.TextField(blank=True)
    instrument = models.TextField(blank=True)
    decided_on = models.DateField(null=True)
    since = models.DateField(null=True)
    until = models.DateField(null=True)
    first = models.TextField(blank=True)
    confirmed_on = models.DateField(null=True)
    decision_notice = models.BinaryField(null=True)
    ground = models.TextField(blank=True)
    act_number = models.TextField(blank=True)
    act_digest = models.TextField(blank=True)
    changed_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    moved_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["list", "state", "since"], name="lists_entry_list"),
            models.Index(fields=["ref"], name="lists_entry_ref"),
            models.Index(fields=["office", "state"], name="lists_entry_office"),
        ]

    def __str__(self) -> str:
        return f"{self.list} {self.state}"


class Ground(models.Model):
    """A record that an entry rests on, in the order in which it was named."""

    entry = models.BinaryField()
    number = models.IntegerField()
    document = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "number"], name="a_ground_once")]

    def __str__(self) -> str:
        return str(self.number)


class Step(models.Model):
    """Something that happened to an entry, and the change that was asked for, if any."""

    list = models.TextField()
    entry = models.BinaryField()
    number = models.IntegerField()
    kind = models.TextField()
    happened_on = models.DateField()
    recorded_at = models.DateTimeField()
    notice = models.BinaryField(null=True)  # the letter that told it

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "number"], name="a_step_once")]

    def __str__(self) -> str:
        return self.kind


class Text(Written):
    """What was written about an entry: reasons, a statement, an answer."""


class Release(models.Model):
    """A credit office let an office list, or remove, more than usual on a day."""

    id = models.BinaryField(primary_key=True)
    list = models.TextField()
    office = models.TextField()
    way = models.TextField()
    most = models.IntegerField()
    valid_on = models.DateField()
    released_by = models.TextField()

    def __str__(self) -> str:
        return f"{self.list} {self.way} {self.most}"


class Candidate(models.Model):
    """An organisation that met a criterion when the pool was last asked; made anew at will."""

    criterion = models.TextField()
    list = models.TextField()
    ref = models.BinaryField()
    region = models.TextField()
    division = models.TextField()  # where it is registered
    documents = models.BinaryField()  # ids one after the other
    found_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["criterion", "ref"], name="a_candidate_once")
        ]
        indexes = [models.Index(fields=["list", "division"], name="lists_candidate_list")]

    def __str__(self) -> str:
        return self.criterion
