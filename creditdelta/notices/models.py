"""The tables of notices: what was told to whom, how it stands on each channel, and what it said.

Whether somebody was told is computed from these rows. `Content` alone is not made by events: it is the
erasable row that they commit to.
"""

from django.db import models


class Notice(models.Model):
    """A letter of an office. `ref`: the organisation it is for; None for one to an account."""

    id = models.BinaryField(primary_key=True)
    form = models.TextField()
    since = models.DateField()
    ref = models.BinaryField(null=True)
    account = models.TextField(blank=True)
    office = models.TextField()
    region = models.TextField()
    year = models.SmallIntegerField()
    serial = models.IntegerField()
    number = models.TextField(unique=True)
    issued_on = models.DateField()
    issued_at = models.DateTimeField()
    due_on = models.DateField(null=True)
    commitment = models.BinaryField()
    served_on = models.DateField(null=True)  # from this day it counts as served
    method = models.TextField(blank=True)
    proof = models.BinaryField(null=True)
    read_at = models.DateTimeField(null=True)
    erased_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["ref"], name="notices_notice_ref"),
            models.Index(fields=["account"], name="notices_notice_account"),
            models.Index(fields=["office", "-issued_at"], name="notices_notice_office"),
            models.Index(
                fields=["region", "due_on"],
                condition=models.Q(due_on__isnull=False),
                name="notices_notice_due",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "form", "year", "serial"], name="a_number_is_given_once"
            ),
            models.CheckConstraint(
                condition=models.Q(ref__isnull=True) ^ models.Q(account=""),
                name="a_notice_is_for_an_organisation_or_an_account",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Dispatch(models.Model):
    """How a notice stands on one channel. `until`: the window's end, or when it may go out again."""

    notice = models.BinaryField()
    channel = models.TextField()
    state = models.TextField()
    attempts = models.SmallIntegerField(default=0)
    until = models.DateTimeField(null=True)
    ground = models.TextField(blank=True)
    dispatched_on = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["channel", "state", "until"], name="notices_dispatch_due")]
        constraints = [
            models.UniqueConstraint(fields=["notice", "channel"], name="a_channel_stands_once")
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.state}"


class Content(models.Model):
    """What a notice says: canonical JSON, and the salt of its commitment; gone once erased."""

    notice = models.BinaryField(primary_key=True)
    salt = models.BinaryField()
    body = models.TextField()

    def __str__(self) -> str:
        return bytes(self.notice).hex()


class Agreement(models.Model):
    """An organisation agreed to electronic service from a day, until another where it ended."""

    id = models.BinaryField(primary_key=True)
    ref = models.BinaryField()
    since = models.DateField()
    agreed_by = models.TextField()
    until = models.DateField(null=True)  # from this day it does not stand any more
    ended_by = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["ref"], name="notices_agreement_ref")]

    def __str__(self) -> str:
        return f"{self.since}"
