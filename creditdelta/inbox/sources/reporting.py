"""What waits of the office's own reports: uploads, rows to mend, months it has said nothing of.

Clause  S31.
"""

from collections.abc import Iterator
from typing import cast

from creditdelta.inbox.sources.place import Place
from creditdelta.inbox.tasks import Task, due_by, due_within
from creditdelta.intake import zero
from creditdelta.intake.words import kind_label
from creditdelta.pages.language import say, t
from creditdelta.uploads.models import Upload
from creditdelta.uploads.queries import found_of, waiting_count
from creditdelta.uploads.rules import ENDED, State
from creditdelta.uploads.words import STATES, trouble

_MINE = ("arriving", "read", "unreadable")
_ITS_OWN = ("waiting", "reading", "confirmed", "loading")  # a background process goes on with it


def uploads(place: Place) -> Iterator[Task]:
    """Files that wait to be confirmed or looked at, and those on their way."""
    for one in Upload.objects.filter(office=place.office.id).exclude(state__in=(*ENDED, "held")):
        state = say(STATES[cast(State, one.state)][1])
        href = place.at("desk_upload", one.pk)
        due = due_within(one.changed_at, place.terms.confirm_days, place.day, place.calendar)
        if one.state in _ITS_OWN:
            yield Task(one.name, href, note=state)
        elif one.state == "read":
            yield Task(
                t("确认上传的文件", "Confirm what was uploaded"), href, one.name, _counted(one),
                t("确认", "Confirm"), due,
            )  # fmt: skip
        elif one.state in _MINE:
            said = trouble(one)
            yield Task(
                t("上传没有完成", "An upload was not finished"), href, one.name,
                said.sentence if said else state, t("去看", "Look"), due,
            )  # fmt: skip


def wrong_rows(place: Place) -> Iterator[Task]:
    """Refused rows of files that were taken in."""
    done = Upload.objects.filter(office=place.office.id, state="done")
    waiting = waiting_count(list(done))
    for one in done:
        count = waiting.get(one.pk, 0)
        if count:
            yield Task(
                t(f"更正 {count} 行", f"Mend {count} rows"),
                place.at("desk_upload_rows", one.pk),
                one.name,
                t("其余的行已入账", "the other rows were taken in"),
                t("更正", "Mend"),
                due_within(one.changed_at, place.terms.mend_days, place.day, place.calendar),
            )


def silent_months(place: Place) -> Iterator[Task]:
    """Kinds of which the office has said nothing of last month."""
    for one in zero.due(place.office, place.day):
        month, kind = f"{one.month:%Y-%m}", say(kind_label(one.kind))
        yield Task(
            t(f"{month} 的{kind}还没有报送", f"Nothing was sent of {kind} for {month}"),
            place.at("desk_zero"),
            note=t("报送数据，或作零报告", "send data, or say that there was nothing"),
            action=t("去报", "Report"),
            due=due_by(one.due_on, place.day, place.calendar),
        )


def _counted(one: Upload) -> str:
    found = found_of(one)
    return t(
        f"{found.fresh} 行可入账，{found.wrong} 行要更正，{found.duplicate} 行重复",
        f"{found.fresh} rows can be taken in, {found.wrong} are to be mended, {found.duplicate} duplicates",
    )
