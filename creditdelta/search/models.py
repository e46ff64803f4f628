"""The tables of the search index. They follow from identity and may be made anew at any time.

No sole trader and no natural person stands in them. Beside them each database keeps the tokens of an
entry in a form of its own (engines.py): an FTS5 table without content, or a column of numbers.
"""

from django.db import models


class Entry(models.Model):
    """A name that an organisation bears or bore. `id` is its static rank: short names first.

    `initials`: the ways to type it by first letters, with a blank between them. `core`: where its trade
    name begins. `batch`: the piece of work that wrote it.
    """

    id = models.BigIntegerField(primary_key=True)
    ref = models.BinaryField()
    name = models.TextField()
    normal = models.TextField()
    initials = models.TextField()
    core = models.SmallIntegerField()
    former = models.BooleanField()
    province = models.TextField()
    city = models.TextField()
    section = models.TextField()
    life = models.TextField()
    form = models.TextField()
    batch = models.IntegerField()

    class Meta:
        indexes = [
            models.Index(fields=["ref"], name="search_entry_ref"),
            models.Index(fields=["batch"], name="search_entry_batch"),
        ]

    def __str__(self) -> str:
        return self.name


class State(models.Model):
    """In which form the index is written, and how many pieces of work wrote it; one row."""

    id = models.SmallIntegerField(primary_key=True)
    version = models.TextField()
    batch = models.IntegerField()

    def __str__(self) -> str:
        return f"{self.version} {self.batch}"


class NearPart(models.Model):
    """A file of near names that counts: it covers the entries of the pieces `first` to `last`."""

    name = models.TextField(primary_key=True)
    first = models.IntegerField()
    last = models.IntegerField()
    entry_count = models.IntegerField()

    def __str__(self) -> str:
        return self.name
