"""The table of boards: figures over everything, as they were measured last.

A board follows from the ledger and is no part of it: it is thrown away and measured again at will.
"""

from django.db import models


class Board(models.Model):
    """One board. `event`: how many sealed events there were; `form`: of its body, as of this release."""

    name = models.TextField(primary_key=True)
    form = models.IntegerField()
    event = models.BigIntegerField()
    day = models.DateField()
    measured_at = models.DateTimeField()
    cost_ms = models.IntegerField()
    body = models.TextField()

    def __str__(self) -> str:
        return f"{self.name} {self.event}"
