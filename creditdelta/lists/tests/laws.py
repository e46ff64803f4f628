"""Invented documents with every way of ending, and a second opinion on how long each carries a decision."""

import os
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from creditdelta.kernel.days import add_months
from creditdelta.rulebook.folder import folder

ABOUT = "some_list"
BEGIN, END, NEXT = date(2026, 1, 1), date(2026, 6, 30), date(2026, 7, 1)


@dataclass(frozen=True, slots=True)
class Law:
    """A document as the second opinion sees it. `ends`: about what, how, after how many months."""

    id: str
    kind: str
    since: date = BEGIN
    until: date | None = None
    rests_on: tuple[str, ...] = ()
    successor: str = ""
    ends: tuple[tuple[str, str, int], ...] = ()
    basis: str = "law"


LAWS = {
    one.id: one
    for one in (
        Law("law-a", "law"),
        Law("law-short", "law", until=END, ends=(("*", "shorten", 3),)),
        Law("rule-continue", "department_rule", BEGIN, END, ("law-a",), "", (("*", "continue", 0),)),
        Law("rule-shorten", "department_rule", BEGIN, END, ("law-a",), "", (("*", "shorten", 2),)),
        Law("rule-lapse", "department_rule", BEGIN, END, ("law-a",), "", (("*", "lapse", 0),)),
        Law("rule-convert", "department_rule", BEGIN, END, ("law-a",), "rule-next", (("*", "convert", 0),)),
        Law("rule-next", "department_rule", NEXT, date(2027, 3, 31), ("law-a",), "", (("*", "lapse", 0),)),
        Law("rule-astray", "department_rule", BEGIN, END, ("law-a",), "memo-late", (("*", "convert", 0),)),
        Law("memo-late", "memorandum", NEXT, basis="agreement"),
        Law("rule-apart", "department_rule", BEGIN, END, ("law-a",), "",
            (("*", "continue", 0), (ABOUT, "lapse", 0))),
        Law("memo-rests", "memorandum", rests_on=("rule-lapse",), basis="agreement"),
        Law("memo-two", "memorandum", rests_on=("rule-lapse", "rule-continue"), basis="agreement"),
        Law("memo-short", "memorandum", rests_on=("law-short",), basis="agreement"),
        Law("memo-none", "memorandum", basis="agreement"),
        Law("law-unread", "law", basis="default"),
    )
}  # fmt: skip


def written(place: Path) -> Path:
    """A rulebook with these documents and no others, everything else as it is shipped."""
    place.mkdir()
    for part in folder().iterdir():
        if part.name not in ("instruments", "fictional", "sectors", "measures"):
            os.symlink(part, place / part.name)
    (place / "instruments").mkdir()
    for one in LAWS.values():
        (place / "instruments" / f"{one.id}.toml").write_text(_text(one), "utf-8")
    return place


def _text(one: Law) -> str:
    lines = [
        f'kind = "{one.kind}"',
        f'label = {{ zh = "示例{one.id}", en = "{one.id}" }}',
        'issuer = { zh = "示例机关", en = "an authority" }',
        'regions = ["310000"]',
        f"since = {one.since.isoformat()}",
        f"rests_on = {list(one.rests_on)!r}".replace("'", '"'),
        f'successor = "{one.successor}"',
        'basis = "own"',
    ]
    if one.until:
        lines.append(f"until = {one.until.isoformat()}")
    lines += [
        "[grounds.own]",
        f'kind = "{one.basis}"',
        'title = "示例"',
        'reason = "示例"',
        'confidence = "C"',
    ]
    for about, manner, months in one.ends:
        lines += ["[[transitions]]", f'about = "{about}"', f'manner = "{manner}"', 'basis = "own"']
        if months:
            lines.append(f'term = "+{months}m"')
    return "\n".join(lines) + "\n"


def carries(id: str, decided: date, day: date, *, adverse: bool = True) -> bool:
    """Whether a decision made by a document is still carried on a day: walked day by day."""
    holders = [[id]] if not adverse else _chains(id, decided)
    return any(all(_holds(one, decided, day, adverse) for one in chain) for chain in holders)


def _chains(id: str, day: date) -> list[list[str]]:
    """Every way from a document up to a ground of law that was in force on a day."""
    one = LAWS[id]
    if not one.since <= day <= (one.until or date.max) or one.basis == "default":
        return []
    if one.kind == "law":
        return [[id]]
    return [[id, *chain] for above in one.rests_on for chain in _chains(above, day)]


def _holds(id: str, decided: date, day: date, adverse: bool) -> bool:
    """One document of a chain: from one day to the next, until its end says something."""
    one, today, last = LAWS[id], decided, date.max
    if not one.since <= decided <= (one.until or date.max):
        return False
    while today < day:
        today += timedelta(days=1)
        if one.until is not None and today == one.until + timedelta(days=1):
            manner, months = _said(one)
            if manner == "lapse":
                return False
            if manner == "continue":
                return True
            if manner == "shorten":
                last = add_months(one.until, months)
            if manner == "convert":
                return carries(one.successor, LAWS[one.successor].since, day, adverse=adverse)
        if today > last:
            return False
    return True


def _said(one: Law) -> tuple[str, int]:
    told = {about: (manner, months) for about, manner, months in one.ends}
    return told.get(ABOUT, told["*"])
