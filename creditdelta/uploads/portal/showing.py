"""What a page shows of an upload: how far it is, what it was taken for, what is wrong in it.

Clause  S31.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from creditdelta.intake.models import Submission
from creditdelta.kernel.errors import Words, find
from creditdelta.pages.environment import url
from creditdelta.pages.formats import number
from creditdelta.pages.language import lang, say, t
from creditdelta.pages.tables import Column, Link, Table
from creditdelta.rulebook.mappings import mappings
from creditdelta.rulebook.records import standards
from creditdelta.uploads import services
from creditdelta.uploads.found import Found
from creditdelta.uploads.models import Upload
from creditdelta.uploads.profiles import profile, used
from creditdelta.uploads.queries import found_of, waiting_count, waiting_rows
from creditdelta.uploads.rules import TRANSITIONS
from creditdelta.uploads.words import STATES, columns_words, kind_words, said, trouble

RUNNING = ("waiting", "reading", "confirmed", "loading")
FEW = 20  # wrong rows on the page; the others by the table's files
_LIST = (
    Column("name", Words("文件", "file")),
    Column("state", Words("状态", "state")),
    Column("rows", Words("行数", "rows"), "count"),
    Column("waiting", Words("待更正", "to be mended"), "count"),
    Column("changed_at", Words("最近变化", "last change"), "moment"),
)
_RULES = (
    Column("reason", Words("问题", "what is wrong")),
    Column("column", Words("列", "column")),
    Column("count", Words("行数", "rows"), "count"),
    Column("code", Words("代码", "code"), "code"),
)
_WRONG = (
    Column("row", Words("行号", "row"), "count"),
    Column("column", Words("列", "column")),
    Column("value", Words("所填", "as written")),
    Column("message", Words("问题", "what is wrong")),
    Column("suggestion", Words("建议", "suggestion")),
)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far something that runs is: a sentence, and parts done of all where they are known."""

    sentence: str
    done: int = 0
    of: int = 0


def progress_of(upload: Upload) -> Progress | None:
    """How far it is, where something runs."""
    if upload.state == "arriving":
        percent = upload.received * 100 // max(1, upload.size)
        return Progress(
            t(f"已收到 {percent}%", f"{percent}% has come"), upload.received, upload.size
        )
    if upload.state == "reading":
        rows = number(upload.rows_done)
        return Progress(t(f"正在读取，已读 {rows} 行", f"Being read: {rows} rows so far"))
    if upload.state == "loading":
        return _loading(upload)
    if upload.state in RUNNING:
        return Progress(say(STATES[upload.state][1]))  # type: ignore[index]
    return None


def _loading(upload: Upload) -> Progress:
    submission = Submission.objects.filter(pk=upload.submission or 0).first()
    done, parts = (submission.parts_done, submission.parts) if submission else (0, 0)
    return Progress(t("正在入账", "Being taken in"), done, parts)


def listed(uploads: Sequence[Upload], address: Callable[[Upload], str]) -> Table:
    """One row an upload, each leading to its page."""
    waiting = waiting_count(uploads)
    rows = [
        (
            Link(one.name, address(one)),
            STATES[one.state][1],  # type: ignore[index]  # only moves write it
            one.rows_done or None,
            waiting.get(one.id, 0) or None,
            one.changed_at,
        )
        for one in uploads
    ]
    empty = Words("还没有上传过文件。", "No file was uploaded yet.")
    return Table("uploads", Words("上传的文件", "Uploads"), _LIST, rows, empty=empty)


def context_of(upload: Upload) -> dict[str, Any]:
    """Everything a page shows of one upload; `shown` are its tables."""
    found = found_of(upload) if upload.found else None
    allowed = {move for state, move in TRANSITIONS if state == upload.state}
    context: dict[str, Any] = {
        "upload": upload,
        "found": found,
        "state": STATES[upload.state],  # type: ignore[index]  # only moves write it
        "running": upload.state in RUNNING,
        "trouble": trouble(upload),
        "submission": Submission.objects.filter(pk=upload.submission or 0).first(),
        "may": allowed,
        "kinds": _kinds(upload, found),
        "waiting": waiting_count([upload]).get(upload.id, 0),
        "shown": [],
    }
    if found is not None:
        context |= {
            "facts": _facts(found),
            "taken_for": _taken_for(upload, found),
            "notes": [said(one) for one in found.notes if one.code != found.unreadable],
            "period": upload.period or found.period,
            "shown": [*_rules(found), *_wrong(upload)],
        }
    return context


def _kinds(upload: Upload, found: Found | None) -> list[dict[str, Any]]:
    chosen = upload.kind or (found.standard if found else "")
    offered = services.sent_by(upload.office)
    automatic = {"value": "", "text": t("由系统识别", "recognise it"), "chosen": not chosen}
    return [automatic] + [
        {"value": one.id, "text": kind_words(one), "chosen": one.id == chosen} for one in offered
    ]


def _taken_for(upload: Upload, found: Found) -> list[dict[str, str]]:
    """Type, template and file, each with how sure it is."""
    if not found.standard:
        return []
    own = profile(upload.office, used(found.mapping))
    mapping = own.mapping if own else mappings().get(found.mapping)
    rows = [
        {
            "key": t("类型", "Type"),
            "value": kind_words(standards()[found.standard]),
            "note": t(f"把握 {found.sure}%", f"{found.sure}% sure"),
        },
        {
            "key": t("模板", "Template"),
            "value": say(mapping.label) if mapping else t("本标准的模板", "the standard's own"),
            "note": _missing(found),
        },
    ]
    sheet = t(f"，工作表「{found.sheet}」", f", sheet “{found.sheet}”") if found.sheet else ""
    return [*rows, {"key": t("文件格式", "File"), "value": found.form + sheet, "note": ""}]


def _facts(found: Found) -> list[dict[str, str]]:
    """The rows by what becomes of them; what rarely happens is told only where it did."""
    told = [
        (found.rows, t("文件中的行", "rows of the file"), True),
        (found.fresh, t("可以入账", "to be taken in"), True),
        (found.wrong, t("要您处理", "need you"), True),
        (found.duplicate, t("重复", "duplicates"), True),
        (found.closed, t("记录已结束", "of closed records"), False),
        (found.expired, t("已过期限", "past their term"), False),
    ]
    facts = [{"figure": number(n), "label": label} for n, label, always in told if always or n]
    if found.persons:
        more = "…" if found.persons > FEW else ""
        rows = t("、", ", ").join(map(str, found.person_rows[:FEW])) + more
        label = t("涉及自然人，不接收", "about persons, not taken")
        note = t(f"第 {rows} 行", f"rows {rows}")
        facts.append({"figure": number(found.persons), "label": label, "note": note})
    return facts


def _missing(found: Found) -> str:
    parts = []
    if found.missing:
        names = columns_words(found.standard, found.missing)
        parts.append(t(f"缺少：{names}", f"missing: {names}"))
    if found.unknown:
        names = t("、", ", ").join(found.unknown)
        parts.append(t(f"未用的列：{names}", f"columns not used: {names}"))
    return t("；", "; ").join(parts) or t("各列齐全", "no column missing")


def _rules(found: Found) -> list[Table]:
    if not found.rules:
        return []
    rows = [
        (Link(find(one.code).title.say(lang()), url("error", one.code)), one.column, one.count, one.code)
        for one in found.rules
    ]  # fmt: skip
    return [
        Table(
            "rules",
            Words("读取时的问题，按规则统计", "What was wrong when it was read, by rule"),
            _RULES,
            rows,
        )
    ]


def _wrong(upload: Upload) -> list[Table]:
    """The first rows that wait, for the page, and in its files all of them."""
    rows = [
        (row.row, one.heading, one.value, one.message(lang()), one.advice(lang()))
        for row in waiting_rows(upload)
        for one in row.wrong
    ]
    title = Words("要您处理的行", "Rows that need you")
    return [
        Table(name, title, _WRONG, some) for name, some in (("first", rows[:FEW]), ("wrong", rows))
    ]
