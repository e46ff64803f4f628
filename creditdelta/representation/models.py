"""The tables of representation: invitations, withdrawals; beside them what no event may hold.

Clause  S9. Who acts for an organisation stands in accounts_post.
"""

from django.db import models


class Invitation(models.Model):
    """An invitation and what became of it."""

    id = models.BinaryField(primary_key=True)
    ref = models.BinaryField()
    as_role = models.TextField()
    made_on = models.DateField()
    made_at = models.DateTimeField()
    made_by = models.TextField()
    valid_until = models.DateField()
    post = models.BinaryField(null=True)
    redeemed_on = models.DateField(null=True)
    redeemed_at = models.DateTimeField(null=True)
    redeemed_by = models.TextField(blank=True)
    taken_back_on = models.DateField(null=True)
    taken_back_at = models.DateTimeField(null=True)
    taken_back_by = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["ref"], name="representation_invited_ref")]

    def __str__(self) -> str:
        return self.as_role


class Withdrawal(models.Model):
    """A credit office ended the representation of an organisation."""

    id = models.BinaryField(primary_key=True)
    ref = models.BinaryField()
    ground = models.TextField()
    posts = models.IntegerField()
    made_on = models.DateField()
    made_at = models.DateTimeField()
    made_by = models.TextField()

    class Meta:
        indexes = [models.Index(fields=["ref"], name="representation_withdrawn_ref")]

    def __str__(self) -> str:
        return self.ground


class Code(models.Model):
    """The keyed digest of an open invitation's code; gone once it was used or taken back."""

    digest = models.BinaryField(primary_key=True)
    invitation = models.BinaryField(unique=True)

    def __str__(self) -> str:
        return "code"


class WrongCode(models.Model):
    """How often wrong codes were typed on a day by one account, or from one network without one."""

    key = models.BinaryField()  # a keyed digest
    on = models.DateField()
    count = models.IntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "on"], name="one_count_a_day")]

    def __str__(self) -> str:
        return f"{self.on} {self.count}"
