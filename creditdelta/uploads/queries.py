"""Which uploads has an office, what was found in one, and which of its rows wait?

Clause  S31. Reads only, and never a file.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from creditdelta.kernel.errors import Lang
from creditdelta.uploads.found import Found, read
from creditdelta.uploads.models import Upload, WrongRow
from creditdelta.uploads.wrong import Cells


@dataclass(frozen=True, slots=True)
class Wrong:
    """One thing wrong in a row; `column` is a code of the standard, "" for the row or an unknown heading."""

    column: str
    heading: str
    code: str
    severity: str
    value: str  # "" where it may hold personal data
    zh: tuple[str, str]  # what is wrong, what to do
    en: tuple[str, str]
    suggested: str  # a value that would fit, "" where none is known

    def message(self, lang: Lang) -> str:
        """What is wrong."""
        return (self.zh if lang == "zh" else self.en)[0]

    def advice(self, lang: Lang) -> str:
        """What to do about it."""
        return (self.zh if lang == "zh" else self.en)[1]


@dataclass(frozen=True, slots=True)
class RowToMend:
    """A row that was refused: where it stood in the file, its cells by column code, what is wrong."""

    id: int
    row: int
    cells: Mapping[str, str]
    wrong: tuple[Wrong, ...]
    mended_by: str
    set_aside: bool

    @property
    def waits(self) -> bool:
        """Whether somebody must still mend it."""
        return not self.mended_by and not self.set_aside


class NothingFound(LookupError):
    """The upload was not read to an answer yet."""


def uploads_of(office: str) -> QuerySet[Upload]:
    """The uploads of an office, the latest first."""
    return Upload.objects.filter(office=office).order_by("-changed_at", "id")


def upload_of(id: str) -> Upload | None:
    """The upload of an id."""
    return Upload.objects.filter(pk=id).first()


def found_of(upload: Upload) -> Found:
    """What reading found; raises `NothingFound`."""
    if not upload.found:
        raise NothingFound(upload.pk)
    return read(upload.found)


def wrong_rows(upload: Upload, first: int = 0, limit: int | None = None) -> list[RowToMend]:
    """The refused rows of an upload that are kept, in the file's order, from the `first`-th on."""
    rows = upload.wrongrow_set.order_by("row")[first : None if limit is None else first + limit]
    return [_to_mend(row) for row in rows]


def waiting_count(uploads: Sequence[Upload]) -> dict[str, int]:
    """How many rows of each of some uploads still wait to be mended."""
    waiting = WrongRow.objects.filter(upload__in=uploads, mended_by="", set_aside=False)
    return dict(waiting.values_list("upload_id").annotate(Count("id")))


def waiting_rows(
    upload: Upload, numbers: Collection[int] | None = None, limit: int | None = None
) -> list[RowToMend]:
    """The rows of an upload that wait to be mended, in the file's order: all, some, or the first."""
    rows = _waiting(upload).order_by("row")
    if numbers is not None:
        rows = rows.filter(row__in=numbers)
    return [_to_mend(row) for row in rows[:limit]]


def _waiting(upload: Upload) -> QuerySet[WrongRow]:
    return upload.wrongrow_set.filter(mended_by="", set_aside=False)


def rows_by_number(upload: Upload, numbers: Collection[int]) -> dict[int, Cells]:
    """The cells of an upload's rows of these numbers that wait to be mended."""
    found = _waiting(upload).filter(row__in=numbers)
    return {row.row: json.loads(row.cells) for row in found}


def _to_mend(row: WrongRow) -> RowToMend:
    wrong = tuple(
        Wrong(**{**one, "zh": tuple(one["zh"]), "en": tuple(one["en"])})
        for one in json.loads(row.wrong)
    )
    return RowToMend(
        row.pk, row.row, json.loads(row.cells), wrong, row.mended_by, row.set_aside
    )  # fmt: skip
