"""Tables of the pages of questions: where the rows came from, what was decided, what stands already.

Clause  S27, S28.
"""

from collections.abc import Sequence

from creditdelta.intake.batches import logins, office_of_submission
from creditdelta.intake.models import Submission
from creditdelta.kernel.errors import Words
from creditdelta.kernel.names.persons import looks_like_person
from creditdelta.notices.tables import office_label
from creditdelta.pages.environment import url
from creditdelta.pages.language import say
from creditdelta.pages.tables import Cell, Column, Link, Table
from creditdelta.questions import words
from creditdelta.questions.queries import Decision, Reported
from creditdelta.records.publishing import masked
from creditdelta.rulebook.enums import enum
from creditdelta.rulebook.name_words import name_words
from creditdelta.rulebook.records import standards
from creditdelta.subjects.judgements import Standing, is_stale
from creditdelta.subjects.queries import codes_of
from creditdelta.subjects.rules import local_day
from creditdelta.subjects.services import GROUNDS

_SUCCEEDS = Words("承接", "succeeds")
_GROUND = Column("ground", Words("理由", "ground"))
_OFFICER = Column("officer", Words("经办账户", "officer"))
_DAY = Column("day", Words("日期", "day"), "day")


def called(name: str) -> str:
    """A name as it was sent, as far as it may be shown: no person's, no number of anybody."""
    if not name:
        return say(words.NAMELESS)
    if looks_like_person(name, name_words()):
        return say(words.PERSON)
    return masked([name])[0]


def reported(listed: Sequence[Reported]) -> Table:
    """Where and when the rows came."""
    found = Submission.objects.in_bulk([one.submission for one in listed])
    rows: list[list[Cell]] = []
    for one in listed:
        sent = found[one.submission]
        office = office_label(office_of_submission(sent) or sent.source)
        batch = Link(str(sent.pk), url("desk_batch", sent.pk))
        rows.append([batch, office, standards()[one.standard].label, one.rows, one.received_on])
    columns = (
        Column("batch", Words("批次", "batch")),
        Column("office", Words("报送单位", "office")),
        Column("kind", Words("种类", "kind")),
        Column("rows", Words("行数", "rows"), "count"),
        Column("received_on", Words("收到", "received on"), "day"),
    )
    return Table("reported", Words("从哪里报来", "Where it came from"), columns, rows)


def answered(listed: Sequence[Decision]) -> Table:
    """What was decided, the latest first."""
    names = logins([one.actor for one in listed])
    codes = codes_of(sorted({one.other for one in listed if one.other is not None}))
    rows: list[list[Cell]] = [
        [
            Link(called(one.name), f"?tab=answered&done={one.id.hex()}"),
            words.KINDS[one.kind],
            codes[one.other][1] if one.other in codes else None,
            ground_words(one.ground),
            local_day(one.made_at),
            names.get(one.actor, one.actor),
            words.TAKEN_BACK if one.undone else words.STANDS,
        ]
        for one in listed
    ]
    columns = (
        Column("name", Words("报来的名称", "name as sent")),
        Column("decision", Words("判断", "decision")),
        Column("code", Words("组织", "organisation"), "code"),
        _GROUND, _DAY, _OFFICER,
        Column("state", Words("状态", "state")),
    )  # fmt: skip
    empty = Words("还没有判断过。", "Nothing was decided yet.")
    note = Words("点名称可以撤销。", "Choose a name to take a decision back.") if rows else None
    return Table("answered", words.DECIDED, columns, rows, note, empty)


def judgements(listed: Sequence[Standing]) -> Table:
    """The judgements that stand about those a question is about."""
    names = logins([one.actor for one in listed])
    rows: list[list[Cell]] = [
        [
            words.KINDS.get(one.kind, _SUCCEEDS),
            one.code or None,
            one.other_code,
            ground_words(one.ground),
            local_day(one.made_at),
            names.get(one.actor, one.actor),
            words.STALE if is_stale(one) else words.FRESH,
        ]
        for one in listed
    ]
    columns = (
        Column("kind", Words("判断", "judgement")),
        Column("number", Words("号码", "number"), "code"),
        Column("code", Words("组织", "organisation"), "code"),
        _GROUND, _DAY, _OFFICER,
        Column("evidence", Words("依据", "evidence")),
    )  # fmt: skip
    empty = Words("没有作过判断。", "Nobody judged about them before.")
    title = Words("以前的判断", "Earlier judgements")
    return Table("judgements", title, columns, rows, None, empty)


def ground_words(code: str) -> Words | None:
    """What a ground of a link is called."""
    found = next((row for row in enum(GROUNDS).rows if row.code == code), None)
    if found is None:
        return Words(code, code) if code else None
    return Words(found.label_zh, found.label_en)
