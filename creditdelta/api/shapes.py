"""Forms that answers of several doors share: words in two languages, moments, pages of a list.

Clause  S75. Keys in snake_case; days as 2026-03-31, moments with +08:00, money as decimal text in yuan.
"""

from datetime import datetime
from typing import Annotated

from django.utils.timezone import localtime
from ninja import Query, Schema
from pydantic import Field

from creditdelta.kernel.errors import Words

Code = Annotated[
    str,
    Field(
        max_length=64, description="代码或号码，写法不限 · a code or number, in whatever writing"
    ),
]
Cursor = Annotated[str | None, Query(max_length=512)]
Day = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]
Moment = Annotated[str, Field(description="时间 · RFC 3339, +08:00")]


class Label(Schema):
    """A text in both languages."""

    zh: str
    en: str


class Listed(Schema):
    """A page of a list. `next`: the address of the next page; none where this is the last."""

    next: str | None = None


def label(words: Words) -> dict[str, str]:
    """Words, laid out as `Label`."""
    return {"zh": words.zh, "en": words.en}


def moment(at: datetime) -> str:
    """A moment as answers write it."""
    return localtime(at).isoformat(timespec="seconds")
