"""Consents as tables: those of an organisation, those an office asked for, what a part shows.

Clause  S71.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from creditdelta.consent.rules import Consent, state_on
from creditdelta.consent.words import STATES
from creditdelta.kernel.errors import Words
from creditdelta.lookups.words import office_words
from creditdelta.pages.language import say, t
from creditdelta.pages.tables import Cell, Column, Link, Table
from creditdelta.rulebook.consents import parts
from creditdelta.rulebook.purposes import purposes
from creditdelta.rulebook.records import standard

Address = Callable[[Consent], str]
_OTHERS = (
    Column("purpose", Words("目的", "purpose")),
    Column("parts", Words("部分", "parts")),
    Column("state", Words("状态", "state")),
    Column("asked_on", Words("请求于", "asked on"), "day"),
    Column("until", Words("最后一天", "last day"), "day"),
)
_OF_ORGANISATION = (Column("recipient", Words("谁要看", "who would look")), *_OTHERS)
_OF_OFFICE = (Column("organisation", Words("组织", "organisation")), *_OTHERS)
_PARTS = (
    Column("part", Words("部分", "part")),
    Column("kind", Words("记录种类", "kind of record")),
    Column("columns", Words("栏目", "columns")),
)


def of_organisation(found: Iterable[Consent], day: date, address: Address) -> Table:
    """One row a request, each leading to its page."""
    rows = [
        (Link(say(office_words(one.recipient)), address(one)), *_others(one, day)) for one in found
    ]
    empty = Words("没有单位请求过授权。", "Nobody has asked for a consent.")
    return Table("consents", Words("授权", "Consents"), _OF_ORGANISATION, rows, empty=empty)


def of_office(
    found: Iterable[Consent], names: Mapping[bytes, str], day: date, address: Address
) -> Table:
    """One row a request of the office. `names`: of the organisations, by reference."""
    rows = [
        (Link(names.get(one.ref, t("（已无登记）", "(no longer registered)")), address(one)),
         *_others(one, day))
        for one in found
    ]  # fmt: skip
    empty = Words("还没有请求过授权。", "No consent was asked for yet.")
    return Table(
        "consents", Words("请求的授权", "Consents asked for"), _OF_OFFICE, rows, empty=empty
    )


def _others(one: Consent, day: date) -> tuple[Cell, ...]:
    return (
        purposes()[one.purpose].label,
        parts_words(one.parts),
        STATES[state_on(one, day)][1],
        one.asked_on,
        one.until,
    )


def parts_words(names: Iterable[str]) -> Words:
    """The labels of parts in one line."""
    labels = [parts()[name].label for name in names]
    return Words("、".join(one.zh for one in labels), ", ".join(one.en for one in labels))


def columns_words(part: str) -> str:
    """Every column a part shows, in one line."""
    return t("；", "; ").join(columns for _, columns in _kinds(part))


def of_parts(names: Iterable[str]) -> Table:
    """What each part shows: kinds of record and their columns."""
    rows = [
        (parts()[name].label, kind, columns) for name in names for kind, columns in _kinds(name)
    ]
    note = Words(
        "没有列出的栏目不给看；涉及个人的栏目从不在内。",
        "Columns not listed are not shown; none about a person is among them.",
    )
    return Table("parts", Words("会看到的栏目", "Columns that are shown"), _PARTS, rows, note=note)


def _kinds(name: str) -> list[tuple[str, str]]:
    found = []
    for one in parts()[name].of:
        item = standard(one.kind)
        labels = [say(item.column(column).label) for column in one.columns]
        found.append((say(item.label), t("、", ", ").join(labels)))
    return found
