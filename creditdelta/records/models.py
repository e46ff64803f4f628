"""The tables of credit records: what each reporter said, what ended it, where the parts lie.

A record is (organisation, document): the document's id is made of kind, deciding authority and
decision number. Several reports of one record are several statements. Which statement speaks, and
whether the record stands, is computed from these rows (rules.py) and never stored.
"""

from django.db import models


class Statement(models.Model):
    """One reporter's account of one record. `place` = delivery * 2**32 + row of the file.

    `body` holds the standard's columns in order, joined by U+001F; it and `salt` go at erasure.
    """

    place = models.BigIntegerField(primary_key=True)
    delivery = models.IntegerField()
    ref = models.BinaryField()
    document = models.BinaryField()
    version = models.BinaryField()
    name_key = models.BinaryField(null=True)
    standard = models.TextField()
    authority = models.TextField()
    happened_on = models.DateField(null=True)
    decided_on = models.DateField(null=True)
    published_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    publicity_ends_on = models.DateField(null=True)
    salt = models.BinaryField()
    body = models.TextField()

    class Meta:
        indexes = [models.Index(fields=["ref", "document"], name="records_statement_record")]

    def __str__(self) -> str:
        return f"{self.standard} {self.place}"


class Closure(models.Model):
    """Why a record no longer stands. It outlives the record's content: nothing revives it unnoticed.

    `delivery` is set where a file told the withdrawal: it counts once that file is closed. `told_on`
    and `reopened_on` are the days on which an officer's decision was recorded, `act_number` and
    `act_digest` name the document it rests on (of a file's withdrawal: in the statement itself).
    """

    id = models.BinaryField(primary_key=True)
    ref = models.BinaryField()
    document = models.BinaryField()
    delivery = models.IntegerField(null=True)
    manner = models.TextField()
    ground = models.TextField()
    closed_on = models.DateField()
    successor = models.BinaryField(null=True)
    told_on = models.DateField(null=True)
    act_number = models.TextField(blank=True)
    act_digest = models.TextField(blank=True)
    reopened_at = models.DateTimeField(null=True)
    reopened_on = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["ref", "document"], name="records_closure_record")]

    def __str__(self) -> str:
        return f"{self.manner} {self.closed_on}"


class Part(models.Model):
    """The manifest of the pool: a file that counts, by its address (SHA-256 of its bytes)."""

    address = models.TextField(primary_key=True)
    standard = models.TextField()
    bucket = models.SmallIntegerField(null=True)
    row_count = models.IntegerField()
    byte_count = models.BigIntegerField()
    first_place = models.BigIntegerField()

    def __str__(self) -> str:
        return self.address


class Load(models.Model):
    """One part as it was loaded: its address then and the root it committed to.

    Where its rows lie today: in that part while it counts, else in those of its organisations' buckets.
    """

    delivery = models.IntegerField()
    part = models.IntegerField()
    address = models.TextField()
    row_count = models.IntegerField()
    root = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["delivery", "part"], name="a_part_is_loaded_once")
        ]

    def __str__(self) -> str:
        return f"{self.delivery}/{self.part}"
