"""How is it said where an upload stands, and what went wrong with it?

Clause  S31.
"""

import json
from dataclasses import dataclass

from creditdelta.kernel.errors import Words, find
from creditdelta.pages.language import lang, t
from creditdelta.rulebook.records import standards
from creditdelta.rulebook.standards import Standard
from creditdelta.uploads.found import Note
from creditdelta.uploads.models import Upload
from creditdelta.uploads.rules import State

STATES: dict[State, tuple[str, Words]] = {
    "arriving": ("waiting", Words("正在上传", "arriving")),
    "waiting": ("waiting", Words("等待读取", "waits to be read")),
    "reading": ("information", Words("正在读取", "being read")),
    "read": ("attention", Words("等您确认", "waits for you")),
    "unreadable": ("serious", Words("不能接收", "cannot be taken in")),
    "confirmed": ("information", Words("已确认，等待入账", "confirmed, waits")),
    "loading": ("information", Words("正在入账", "being taken in")),
    "held": ("attention", Words("被拦下，等复核人处理", "held: a second officer looks")),
    "done": ("done", Words("已入账", "taken in")),
    "refused": ("serious", Words("已被复核人退回", "sent back by the second officer")),
    "discarded": ("plain", Words("已放弃", "discarded")),
}


@dataclass(frozen=True, slots=True)
class Said:
    """A finding in words, with its code."""

    code: str
    sentence: str
    advice: str


def said(note: Note) -> Said:
    """What a finding says, in the reader's language."""
    kind = find(note.code)
    words = {"column": note.column, "value": "", "detail": note.detail}
    return Said(
        note.code,
        kind.sentence.say(lang()).format(**words),
        kind.suggestion.say(lang()).format(**words),
    )


def trouble(upload: Upload) -> Said | None:
    """Why an upload cannot be taken in, or ended as it did; None where nothing is wrong."""
    if not upload.error:
        return None
    code, detail = json.loads(upload.error)
    return said(Note(code, detail=detail))


def kind_words(standard: Standard) -> str:
    """A standard's label and edition."""
    label = standard.label.say(lang())
    return label + t(f"（{standard.edition} 版）", f" (edition {standard.edition})")


def columns_words(standard: str, codes: tuple[str, ...]) -> str:
    """The labels of columns of a standard, in one line."""
    known = standards()[standard]
    return t("、", ", ").join(known.column(code).label.say(lang()) for code in codes)
