"""What does the page of one batch say? Counts that add up, reasons, lateness, history, who did what.

Clause  S31.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest

from creditdelta.intake import batches, tables
from creditdelta.intake.models import Submission
from creditdelta.intake.portal.places import at
from creditdelta.intake.queries import kept_until
from creditdelta.intake.rules import Filed
from creditdelta.intake.words import (
    COUNTS,
    KINDS,
    STATES,
    ground_label,
    held_words,
    standard_label,
)
from creditdelta.journal.synthetic import business_day
from creditdelta.kernel.errors import Words, find
from creditdelta.notices.tables import office_label
from creditdelta.pages.formats import number
from creditdelta.pages.language import say, t
from creditdelta.pages.tables import Table
from creditdelta.subjects.rules import local_day

WORST, EARLIER = 20, 12
_STEPS = ((0, 0), (1, 1), (2, 5), (6, 10), (11, 20), (21, 60), (61, None))  # working days late


@dataclass(frozen=True, slots=True)
class Step:
    """Rows that came so late; `most`: of the fullest step."""

    label: str
    count: int
    most: int
    kind: str


def report(request: HttpRequest, row: Submission) -> tuple[dict[str, Any], list[Table]]:
    """What the page shows, and its tables."""
    reasons = batches.reasons(row)
    late = batches.punctuality(row)
    before = batches.before(row, EARLIER)
    context = {
        "row": row,
        "label": say(standard_label(row)),
        "state": (KINDS[row.state], say(STATES[row.state])),
        "office": say(office_label(batches.office_of_submission(row) or row.source)),
        "facts": [
            {"figure": number(getattr(row, name)), "label": say(words)}
            for name, words in COUNTS.items()
        ],
        "held_for": say(held_words(row.held_for)) if row.held_for else "",
        "ground": say(ground_label(row.ground)) if row.ground else "",
        "reasons": _reasons(reasons),
        "steps": _steps(late),
        "trend": _trend(before),
        "events": _events(row),
        "original": _original(row),
        "repeats": at(request, "desk_batch", row.repeats) if row.repeats else "",
    }
    shown = [
        tables.refusals(reasons),
        tables.days(late, WORST),
        tables.days(late),
        tables.earlier(before, lambda one: at(request, "desk_batch", one.pk)),
    ]
    return context, shown


def _reasons(found: list[tuple[str, int]]) -> list[dict[str, Any]]:
    most = max((count for _, count in found), default=1)
    return [
        {"kind": find(code), "count": count, "most": most, "said": number(count)}
        for code, count in found
    ]


def _steps(found: list[Filed]) -> list[Step]:
    if not found:
        return []
    counts = [
        sum(one.count for one in found if first <= one.late and (last is None or one.late <= last))
        for first, last in _STEPS
    ]
    return [
        Step(say(_step_label(first, last)), count, max(counts), "serious" if first else "done")
        for (first, last), count in zip(_STEPS, counts, strict=True)
    ]


def _step_label(first: int, last: int | None) -> Words:
    if not first:
        return Words("按时", "in time")
    if last is None:
        return Words(f"迟 {first} 个工作日及以上", f"{first} working days late or more")
    span = str(first) if first == last else f"{first}-{last}"
    return Words(f"迟 {span} 个工作日", f"{span} working day{'s' if last > 1 else ''} late")


def _trend(before: list[Submission]) -> list[int]:
    """Shares of rows refused, the oldest first, of submissions that ended."""
    ended = [one for one in reversed(before) if one.closed_at is not None and one.rows]
    return [tables.share(one.rejected, one.rows) or 0 for one in ended]


def _events(row: Submission) -> list[dict[str, Any]]:
    """Who did what on which day, the latest first."""
    names = batches.logins([row.actor, row.decided_by])
    ground = say(ground_label(row.ground)) if row.ground else ""
    found = [_event(row.received_at, t("收到", "received"), text=names[row.actor])]
    if row.held_for:
        why = say(held_words(row.held_for))
        found.append(_event(row.received_at, t("拦下待核", "held"), note=why))
    if row.decided_at and row.decided_by:
        title = t("退回", "sent back") if row.state == "refused" else t("放行", "let in")
        found.append(_event(row.decided_at, title, text=names[row.decided_by], note=ground))
    if row.closed_at and row.state == "closed":
        found.append(_event(row.closed_at, t("入账完毕", "taken in"), kind="done"))
    if row.destroyed_at:
        found.append(_event(row.destroyed_at, t("原件销毁", "original destroyed")))
    return found[::-1]


def _event(moment: datetime, title: str, **more: str) -> dict[str, Any]:
    return {"day": local_day(moment), "title": title, **more}


def _original(row: Submission) -> str:
    if row.destroyed_at:
        return t("已销毁", "destroyed")
    until = kept_until(row, business_day())
    if until is None:
        return t("批次结束后开始计算保存期", "its term begins when the batch has ended")
    return t(f"加密保存到 {until}", f"kept encrypted until {until}")
