"""The tables of uploads: what is on its way into the ledger, and the rows that wait for a clerk.

No event makes them: until somebody confirms, nothing was said. What was confirmed is a submission.
"""

from django.db import models


class Upload(models.Model):
    """One file, or some rows, that an office is about to report. `state`: rules.STATES.

    `door`: file, workbook (a fix-it workbook), grid (rows mended in place), form (one record), program
    (a program that asked for what passes to be taken in at once).
    `mends` is the upload whose wrong rows these are, "" for none. `found` holds what reading found as
    JSON (found.Found), "" before. `kind` and `period` are what the clerk chose, "" for what was
    recognised; `profile` the office's column mapping, "" for none. `settled`: how far the rows that it
    mends know what became of it (settling.py).
    """

    id = models.TextField(primary_key=True)
    office = models.TextField()
    region = models.TextField()
    account = models.TextField()
    door = models.TextField()
    mends = models.TextField(blank=True)
    name = models.TextField()
    size = models.BigIntegerField()
    received = models.BigIntegerField(default=0)
    state = models.TextField()
    kind = models.TextField(blank=True)
    profile = models.TextField(blank=True)
    period = models.TextField(blank=True)
    rows_done = models.IntegerField(default=0)
    error = models.TextField(blank=True)
    found = models.TextField(blank=True)
    submission = models.IntegerField(null=True)
    settled = models.TextField(blank=True)
    begun_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["office", "changed_at"], name="uploads_upload_office"),
            models.Index(fields=["state"], name="uploads_upload_state"),
        ]

    def __str__(self) -> str:
        return f"{self.id} {self.state}"


class WrongRow(models.Model):
    """A row that was refused: its cells by column code and what is wrong, both JSON, until it is mended.

    `mended_by` is the upload that holds it mended, "" while nobody did; `set_aside`: the clerk will
    not send it; `edited`: nobody has judged the cells as they are now. Rows about natural persons
    never come here.
    """

    upload = models.ForeignKey(Upload, on_delete=models.CASCADE)
    row = models.IntegerField()
    cells = models.TextField()
    wrong = models.TextField()
    mended_by = models.TextField(blank=True)
    set_aside = models.BooleanField(default=False)
    edited = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["upload", "row"], name="a_row_waits_once")]

    def __str__(self) -> str:
        return f"{self.upload_id} {self.row}"


class MappingProfile(models.Model):
    """How an office's own form is read; it does until it is replaced or forgotten. Made by events."""

    id = models.BinaryField(primary_key=True)
    office = models.TextField()
    standard = models.TextField()
    edition = models.IntegerField()
    digest = models.BinaryField()
    remembered_at = models.DateTimeField()
    remembered_by = models.TextField()
    replaced_by = models.BinaryField(null=True)
    forgotten_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["office"], name="uploads_profile_office")]

    def __str__(self) -> str:
        return f"{self.office} {self.standard} {self.edition}"


class MappingContent(models.Model):
    """The headings of a profile and what they are, as JSON. Kept beside the events; it can be erased."""

    profile = models.BinaryField(primary_key=True)
    mapping = models.TextField()

    def __str__(self) -> str:
        return bytes(self.profile).hex()
