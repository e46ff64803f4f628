"""What market reporters spent of what they earned. What they earned is computed (queries.py)."""

from django.db import models


class Spending(models.Model):
    """One look that was earned and made."""

    lookup = models.BinaryField(primary_key=True)
    office = models.TextField()
    units = models.IntegerField()
    spent_on = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["office", "spent_on"], name="contributions_spending_of")]

    def __str__(self) -> str:
        return f"{self.office} {self.spent_on}"
