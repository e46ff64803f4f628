"""The tables of intake: submissions and what each is to be told about."""

from django.db import models


class Submission(models.Model):
    """One file as received. Its rows count when `state` is closed; the counts add up to `rows`.

    `decided_by` let it in or sent it back with `ground`; of a file nobody could read `ground` says why.
    `month`: that of its issue, as 2026-03. `byte_count` to `arrived_at` are told again when it is measured.
    """

    id = models.IntegerField(primary_key=True)
    region = models.TextField()
    source = models.TextField()
    standard = models.TextField()
    file_name = models.TextField()
    file_id = models.BinaryField()
    rulebook = models.TextField()
    issued_at = models.DateTimeField()
    month = models.TextField()
    batch = models.TextField()
    received_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    state = models.TextField()
    held_for = models.TextField(blank=True)
    ground = models.TextField(blank=True)
    decided_by = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True)
    rows = models.IntegerField()
    good = models.IntegerField()
    parts = models.IntegerField()
    parts_done = models.IntegerField(default=0)
    accepted = models.IntegerField(default=0)
    waiting = models.IntegerField(default=0)
    duplicate = models.IntegerField(default=0)
    withdrawn = models.IntegerField(default=0)
    rejected = models.IntegerField(default=0)
    late = models.IntegerField(default=0)
    dated = models.IntegerField(default=0)
    closures = models.IntegerField(default=0)
    repeats = models.IntegerField(null=True)
    mends = models.IntegerField(null=True)
    actor = models.TextField()
    staging = models.TextField(blank=True)
    byte_count = models.BigIntegerField(default=0)
    reading_ms = models.IntegerField(default=0)
    door = models.TextField(blank=True)
    arrived_at = models.DateTimeField(null=True)
    original = models.TextField(blank=True)
    original_key = models.BinaryField(null=True)
    destroyed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["file_id"], name="intake_submission_file"),
            models.Index(fields=["region", "source", "month"], name="intake_submission_month"),
            models.Index(fields=["month"], name="intake_submission_issued"),
        ]

    def __str__(self) -> str:
        return f"{self.id} {self.state}"


class Finding(models.Model):
    """How often one reason was met in a submission; cells and rows stay in the encrypted report."""

    submission = models.IntegerField()
    code = models.TextField()
    count = models.IntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["submission", "code"], name="a_reason_is_counted_once")
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.count}"


class ZeroReport(models.Model):
    """An office's word that nothing was to be reported of a kind in a month (`month`: its first day).

    `superseded_by`: the submission that brought something of that month after all.
    """

    id = models.BinaryField(primary_key=True)
    region = models.TextField()
    source = models.TextField()
    kind = models.TextField()
    month = models.DateField()
    reported_by = models.TextField()
    reported_at = models.DateTimeField()
    taken_back_by = models.TextField(blank=True)
    taken_back_at = models.DateTimeField(null=True)
    superseded_by = models.IntegerField(null=True)

    class Meta:
        indexes = [models.Index(fields=["region", "source", "month"], name="intake_zero_source")]

    def __str__(self) -> str:
        return f"{self.kind} {self.month}"


class Withdrawal(models.Model):
    """Records that an office wants to take back: a whole submission (`batch`), or those of its targets.

    `state`: withdrawal_rules.STATES. `submission` is the one that carries it out, once there is one.
    """

    id = models.BinaryField(primary_key=True)
    office = models.TextField()
    region = models.TextField()
    batch = models.IntegerField(null=True)
    records = models.IntegerField()
    ground = models.TextField()
    act_number = models.TextField()
    act_digest = models.TextField()
    day = models.DateField()
    state = models.TextField()
    proposed_by = models.TextField()
    proposed_at = models.DateTimeField()
    decided_by = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True)
    submission = models.IntegerField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["office", "state"], name="intake_withdrawal_office"),
            models.Index(fields=["submission"], name="intake_withdrawal_submission"),
        ]

    def __str__(self) -> str:
        return f"{self.office} {self.state}"


class WithdrawalTarget(models.Model):
    """One record that is to be taken back."""

    withdrawal = models.BinaryField()
    ref = models.BinaryField()
    document = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["withdrawal", "ref", "document"], name="a_record_is_named_once"
            )
        ]

    def __str__(self) -> str:
        return self.document.hex()


class ListOwner(models.Model):
    """An office told that records were withdrawn about organisations that stand on its lists."""

    submission = models.IntegerField()
    office = models.TextField()
    organisations = models.IntegerField()
    told_at = models.DateTimeField()
    acknowledged_by = models.TextField(blank=True)
    acknowledged_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["submission", "office"], name="an_office_is_told_once")
        ]
        indexes = [
            models.Index(fields=["office", "acknowledged_at"], name="intake_listowner_office")
        ]

    def __str__(self) -> str:
        return f"{self.submission} {self.office}"


class Measurement(models.Model):
    """What taking one submission in cost, and how long it took from decision and arrival to counting.

    `delays`: working days from the decision until the row counted, as JSON: days -> rows.
    """

    submission = models.IntegerField(primary_key=True)
    byte_count = models.BigIntegerField()
    rows = models.IntegerField()
    reading_ms = models.IntegerField()
    loading_ms = models.IntegerField()
    waited_seconds = models.IntegerField()
    door = models.TextField()
    corrected = models.IntegerField()
    delays = models.TextField()

    def __str__(self) -> str:
        return f"{self.submission} {self.byte_count}"
