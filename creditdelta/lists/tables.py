"""Lists and entries as tables of pages and files.

Clause  S36, S37.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from creditdelta.handbook.sector_tables import coloured
from creditdelta.kernel.errors import Words
from creditdelta.lists.rules import LACKINGS, STATES, Lacking
from creditdelta.lists.showing import Change, Shown
from creditdelta.notices.tables import office_label
from creditdelta.pages.environment import url
from creditdelta.pages.language import say
from creditdelta.pages.tables import Cell, Column, Link, Table
from creditdelta.rulebook.cities import PROVINCES
from creditdelta.rulebook.criteria import Criterion
from creditdelta.rulebook.listings import Listing
from creditdelta.rulebook.sectors import sectors
from creditdelta.subjects.rules import province_of

CandidateRow = tuple[str, str, Words, int, Link]  # name, code, criterion, records, what can be done
WAYS = {"in": Words("列入", "entered"), "out": Words("移出", "left")}
_LISTS = (
    Column("label", Words("名单", "list")),
    Column("colour", Words("红黑", "kind")),
    Column("sector", Words("领域", "sector")),
    Column("entries", Words("在列", "in force"), "count"),
    Column("id", Words("编号", "id")),
)
_ENTRIES = (
    Column("name", Words("组织", "organisation")),
    Column("code", Words("统一社会信用代码", "unified code"), "code"),
    Column("region", Words("注册地", "registered in")),
    Column("office", Words("认定机关", "decided by")),
    Column("number", Words("决定文书号", "decision")),
    Column("since", Words("列入日期", "since"), "day"),
    Column("until", Words("截止日期", "until"), "day"),
    Column("entry", Words("条目", "entry")),
)
_CHANGES = (
    Column("on", Words("日期", "day"), "day"),
    Column("way", Words("变动", "change")),
    Column("entry", Words("条目", "entry")),
    Column("name", Words("组织", "organisation")),
    Column("code", Words("统一社会信用代码", "unified code"), "code"),
)
_WORK = (
    Column("name", Words("组织", "organisation")),
    Column("list", Words("名单", "list")),
    Column("state", Words("状态", "state")),
    Column("force", Words("现在是否有效", "in force")),
    Column("proposed_on", Words("提出日期", "proposed"), "day"),
    Column("code", Words("统一社会信用代码", "unified code"), "code"),
)
_OWN = (
    Column("list", Words("名单", "list")),
    Column("colour", Words("红黑", "kind")),
    Column("state", Words("状态", "state")),
    Column("force", Words("现在是否有效", "in force")),
    Column("office", Words("机关", "office")),
    Column("since", Words("列入日期", "since"), "day"),
    Column("until", Words("截止日期", "until"), "day"),
)
_STANDS = (
    Column("list", Words("名单", "list")),
    Column("colour", Words("红黑", "kind")),
    Column("office", Words("认定机关", "decided by")),
    Column("number", Words("决定文书号", "decision")),
    Column("since", Words("列入日期", "since"), "day"),
    Column("until", Words("截止日期", "until"), "day"),
)
_CANDIDATES = (
    Column("name", Words("组织", "organisation")),
    Column("code", Words("统一社会信用代码", "unified code"), "code"),
    Column("criterion", Words("情形", "criterion")),
    Column("records", Words("依据的信息", "records"), "count"),
    Column("open", Words("办理", "to do")),
)
_AFFECTED = (
    Column("criterion", Words("情形", "criterion")),
    *(Column(region, label, "count") for region, label in PROVINCES.items()),
    Column("total", Words("合计", "all"), "count"),
)


def lists(found: Iterable[Listing], counts: Mapping[str, int]) -> Table:
    """One row a list, by sector."""
    rows = [
        (
            Link(say(one.label), url("list", one.id)),
            coloured(one),
            sectors()[one.sector].label,
            counts[one.id],
            one.id,
        )
        for one in sorted(found, key=lambda one: (one.sector, one.colour, one.id))
    ]
    return Table("lists", Words("红黑名单", "Red and black lists"), _LISTS, rows)


def entries(found: Iterable[Shown]) -> Table:
    """One row an entry in force, the latest first."""
    rows = [
        (
            Link(one.name, url("subject", one.code)),
            one.code,
            PROVINCES.get(f"{province_of(one.code)}0000", ""),
            office_label(one.entry.office),
            one.entry.number,
            one.entry.since,
            one.entry.until,
            Link(one.entry.id.hex()[:8], url("list_entry", one.entry.id.hex())),
        )
        for one in found
    ]
    empty = Words("现在没有可公示的条目。", "No entry can be shown now.")
    return Table("entries", Words("在列的组织", "Entries in force"), _ENTRIES, rows, None, empty)


def of_organisation(found: Iterable[Shown]) -> Table:
    """In which lists an organisation stands, for its archive."""
    rows = [
        (
            Link(say(one.listing.label), url("list_entry", one.entry.id.hex())),
            coloured(one.listing),
            office_label(one.entry.office),
            one.entry.number,
            one.entry.since,
            one.entry.until,
        )
        for one in found
    ]
    return Table("lists", Words("名单", "Lists"), _STANDS, rows)


def changed(found: Iterable[Change]) -> Table:
    """One row a change; what left is named by its id only."""
    rows = [
        (
            one.on,
            WAYS[one.way],
            one.id.hex(),
            Link(one.shown.name, url("list_entry", one.id.hex())) if one.shown else "",
            one.shown.code if one.shown else "",
        )
        for one in found
    ]
    note = Words(
        "移出的只写条目编号，不再写组织。",
        "Of what left, the id is told and nothing of whom it was about.",
    )
    empty = Words("这段时间没有变动。", "Nothing changed in that time.")
    return Table("changes", Words("变动", "Changes"), _CHANGES, rows, note, empty)


def work(
    found: Sequence[tuple[Shown, Lacking]], title: Words, id: str, at: Callable[[bytes], str]
) -> Table:
    """Entries of an office with their state. `at`: where one of them is worked on."""
    rows = [
        (
            Link(one.name or one.code, at(one.entry.id)),
            one.listing.label,
            STATES[one.entry.state],
            LACKINGS[why],
            one.entry.proposed_on,
            one.code,
        )
        for one, why in found
    ]
    empty = Words("没有这样的条目。", "There is no such entry.")
    return Table(id, title, _WORK, rows, None, empty)


def own(found: Sequence[tuple[Shown, Lacking]], at: Callable[[bytes], str]) -> Table:
    """Entries about an organisation, for itself: also what is only thought of."""
    rows = [
        (
            Link(say(one.listing.label), at(one.entry.id)),
            coloured(one.listing),
            STATES[one.entry.state],
            LACKINGS[why],
            office_label(one.entry.office),
            one.entry.since,
            one.entry.until,
        )
        for one, why in found
    ]
    empty = Words("没有名单涉及本组织。", "No list has to do with this organisation.")
    return Table("entries", Words("名单", "Lists"), _OWN, rows, None, empty)


def candidates(found: Iterable[CandidateRow], found_on: date | None, count: int) -> Table:
    """One row a candidate: name, code, criterion, how many records, what can be done; `count`: of all."""
    note = None
    if found_on is not None:
        note = Words(
            f"按 {found_on} 的资源池计算，共 {count} 条；候选不是认定，不对外公开。",
            f"{count} as the pool was on {found_on}. A candidate is not listed and told to nobody outside.",
        )
    empty = Words("没有候选。", "There is no candidate.")
    rows = list(found)
    if note is not None and len(rows) < count:
        first = Words(f"只列出前 {len(rows)} 条。", f" The first {len(rows)} are shown.")
        note = Words(note.zh + first.zh, note.en + first.en)
    return Table("candidates", Words("候选", "Candidates"), _CANDIDATES, rows, note, empty)


def affected(criteria: Iterable[Criterion], counts: Mapping[tuple[str, str], int]) -> Table:
    """How many each criterion would affect, by province: the dry run."""
    rows: list[tuple[Cell, ...]] = []
    for one in criteria:
        by_region = [counts.get((one.id, region), 0) for region in PROVINCES]
        rows.append((one.label, *by_region, sum(by_region)))
    return Table("affected", Words("会涉及多少组织", "How many would be affected"), _AFFECTED, rows)
