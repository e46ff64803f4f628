"""The tables of identity: references to organisations, their names, numbers and facts, judgements.

Everything told by a file counts only once its delivery is closed. Nothing here says "confirmed" or
"the same as": both are computed from these rows (queries.py), so that no order of arrival matters.
"""

from django.db import models


class Delivery(models.Model):
    """What identity and records know of a submission: whose it is, when issued, whether it counts.

    `counted_on`: the day of receipt, or as many days later as the submission stayed open or held.
    """

    id = models.IntegerField(primary_key=True)
    region = models.TextField()
    source = models.TextField()
    issued_at = models.DateTimeField()
    batch = models.TextField()
    received_on = models.DateField()
    opened_at = models.DateTimeField()
    closed = models.BooleanField(default=False)
    counted_on = models.DateField(null=True)

    def __str__(self) -> str:
        return f"{self.id} {self.source}"


class Reference(models.Model):
    """An opaque id of a code anybody reported by: a USCC, or an older number."""

    ref = models.BinaryField(primary_key=True)
    scheme = models.TextField()
    code = models.TextField()

    class Meta:
        indexes = [models.Index(fields=["code"], name="subjects_reference_code")]

    def __str__(self) -> str:
        return f"{self.scheme} {self.code}"


class Name(models.Model):
    """A name that a registration or a code map gives an organisation, now or formerly."""

    statement = models.BigIntegerField()
    delivery = models.IntegerField()
    ref = models.BinaryField()
    document = models.BinaryField()
    name = models.TextField()
    normal = models.TextField()
    name_key = models.BinaryField()
    former = models.BooleanField()

    class Meta:
        indexes = [
            models.Index(fields=["ref"], name="subjects_name_ref"),
            models.Index(fields=["name_key"], name="subjects_name_key"),
            # names that begin with a name: its branches
            models.Index(
                fields=["normal"], name="subjects_name_normal", opclasses=["text_pattern_ops"]
            ),
            models.Index(fields=["statement"], name="subjects_name_statement"),
        ]

    def __str__(self) -> str:
        return self.name


class Identifier(models.Model):
    """An older number that evidence gives an organisation."""

    statement = models.BigIntegerField()
    delivery = models.IntegerField()
    ref = models.BinaryField()
    document = models.BinaryField()
    older = models.BinaryField()
    scheme = models.TextField()

    class Meta:
        indexes = [
            models.Index(fields=["ref"], name="subjects_identifier_ref"),
            models.Index(fields=["older"], name="subjects_identifier_older"),
            models.Index(fields=["statement"], name="subjects_ident_statement"),
        ]

    def __str__(self) -> str:
        return self.scheme


class Profile(models.Model):
    """What one registration says of an organisation beside its name."""

    statement = models.BigIntegerField(primary_key=True)
    delivery = models.IntegerField()
    ref = models.BinaryField()
    document = models.BinaryField()
    status = models.TextField()
    division = models.TextField()
    industry = models.TextField()
    organisation_type = models.TextField()
    established_on = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["ref"], name="subjects_profile_ref")]

    def __str__(self) -> str:
        return f"{self.status} {self.division}"


class Judgement(models.Model):
    """What an officer of a region decided about two references or a name; reversible, never overwritten.

    same      `ref` (an older number, or a name alone) is the organisation `other`
    name      the organisation `other` also bears the name `ref` (a name key)
    succeeds  `ref` succeeded `other` from the day `since`
    """

    id = models.BinaryField(primary_key=True)
    kind = models.TextField()
    ref = models.BinaryField()
    other = models.BinaryField()
    since = models.DateField(null=True)
    ground = models.TextField()
    act_number = models.TextField(blank=True)
    evidence = models.BinaryField()
    region = models.TextField()
    actor = models.TextField()
    made_at = models.DateTimeField()
    made_on = models.DateField()
    undone_at = models.DateTimeField(null=True)
    undone_on = models.DateField(null=True)
    undone_by = models.TextField(blank=True)
    undone_for = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["ref"], name="subjects_judgement_ref"),
            models.Index(fields=["other"], name="subjects_judgement_other"),
            models.Index(fields=["region", "made_at"], name="subjects_judgement_region"),
        ]

    def __str__(self) -> str:
        return self.kind
