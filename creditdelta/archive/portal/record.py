"""The page of one record, and the days of its clock as a calendar file."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from creditdelta.archive.answer import of_record
from creditdelta.archive.headline import plain
from creditdelta.archive.overview import Told, tell
from creditdelta.archive.portal.addressed import NOT_FOUND, addressed, kept_from_robots
from creditdelta.archive.portal.heading import Heading, heading
from creditdelta.archive.portal.sources import source_words
from creditdelta.archive.publicity_calendar import Occasion, calendar_file
from creditdelta.archive.queries import Archive
from creditdelta.archive.words import CAUSES, term_words
from creditdelta.kernel.days import day_off_name
from creditdelta.kernel.errors import Words
from creditdelta.pages.grounds import ground
from creditdelta.pages.here import here
from creditdelta.pages.language import lang, say, t
from creditdelta.pages.responses import page
from creditdelta.records.clock import Hand, deadline, reckoner, rule_id
from creditdelta.records.lookup import is_record_id
from creditdelta.records.publishing import Rules, rules, viewers_of
from creditdelta.records.rules import Record
from creditdelta.rulebook.basis import Basis
from creditdelta.rulebook.repairs import papers_on
from creditdelta.rulebook.standard_words import NATURES, SIDES
from creditdelta.rulebook.standards import Standard

CALENDAR = "text/calendar; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the clock as the page tells it: `counted` in words, `skipped` days with their reasons."""

    label: Words
    hand: Hand
    counted: Words
    skipped: tuple[tuple[str, Words], ...]


@dataclass(frozen=True, slots=True)
class Ground:
    """A rule that decides about this record, by its id in the rulebook; `labels`: what it decides."""

    labels: tuple[Words, ...]
    rule: str
    basis: Basis


@dataclass(frozen=True, slots=True)
class _Seen:
    """A record that may be shown, with whose it is and what it goes by."""

    archive: Archive
    heading: Heading
    told: Told
    hands: tuple[Hand, ...]
    standard: Standard
    rules: Rules


def record(request: HttpRequest, code: str, record: str) -> HttpResponse:
    """One record with all its public cells, its clock, and where it comes from."""
    seen = _seen(request, code, record)
    if isinstance(seen, HttpResponse):
        return seen
    told, clock = seen.told, seen.told.clock
    days = [_day(one, seen) for one in seen.hands]
    grounds = _grounds(seen)
    context = {
        "heading": seen.heading,
        "archive": seen.archive,
        "told": told,
        "standard": seen.standard,
        "answer_told": of_record(clock, seen.archive.day),
        "needed": papers_on(seen.archive.day),
        "cells": _cells(seen),
        "legal_basis": told.entry.cells.get(seen.standard.role.legal_basis, ""),
        "days": days,
        "grounds": grounds,
        "fictional_rule": any(one.basis.kind == "fictional" for one in grounds),
        "source": source_words(told.entry.provenance),
        "nature": NATURES[told.entry.nature],
        "side": SIDES[told.entry.side],
        "address": f"{seen.heading.address}record/{told.entry.id}/",
        "has_dates": bool(clock.repair or clock.end),
    }
    response = page(request, "archive/record.html", context)
    return kept_from_robots(response, seen.archive)


def publicity(request: HttpRequest, code: str, record: str) -> HttpResponse:
    """The days from which repair may be asked for and on which publicity ends, for a calendar."""
    seen = _seen(request, code, record)
    if isinstance(seen, HttpResponse):
        return seen
    root = here(request).root
    name = t("公示时钟 ", "Publicity clock ") + seen.heading.name
    text = calendar_file(_occasions(seen, root), seen.archive.day, name)
    response = HttpResponse(text, content_type=CALENDAR)
    response["Content-Disposition"] = f'attachment; filename="publicity-{seen.told.entry.id}.ics"'
    response["Cache-Control"] = "no-cache"
    return kept_from_robots(response, seen.archive)


def _seen(request: HttpRequest, code: str, record: str) -> _Seen | HttpResponse:
    found = addressed(request, code)
    if isinstance(found, HttpResponse):
        return found
    by, top = rules(), heading(found, "record")
    wanted = record.lower() if is_record_id(record) else ""
    owner, _, document = wanted.partition("-")
    if wanted and found.identity.ref.hex().startswith(owner):
        held = [one for one in found.records if one.document.hex().startswith(document)]
        told = tell(found, held, by, lang())
        if len(told) == 1:
            standard = by.standards[told[0].entry.standard]
            return _Seen(found, top, told[0], _hands(held[0], told[0], by), standard, by)
    return page(request, "archive/record_unknown.html", {"heading": top}, status=NOT_FOUND)


def _cells(seen: _Seen) -> list[tuple[str, str]]:
    """Label and text of every filled cell the public may read, in the standard's order."""
    cells = seen.told.entry.cells
    return [
        (say(column.label), plain(cells[column.code]))
        for column in seen.standard.columns
        if column.code in cells
    ]


def _hands(held: Record, told: Told, rules: Rules) -> tuple[Hand, ...]:
    """The days of the record in the order in which they are told."""
    due = None
    if held.speaking is not None:
        due = deadline(held.speaking, rules, reckoner(rules.calendar))
    clock = told.clock
    return tuple(one for one in (due, clock.repair, *clock.ends) if one is not None)


def _day(hand: Hand, seen: _Seen) -> Day:
    if hand.start is None:
        label = seen.standard.column(hand.column).label
        counted = Words(f"记录中的「{label.zh}」", f"column “{label.en}” of the record")
    else:
        term = term_words(hand.term)
        counted = Words(f"自 {hand.start} 起{term.zh}", f"{term.en} from {hand.start}")
    left_out = hand.counted.skipped if hand.counted else ()
    skipped = [(one, day_off_name(one, seen.rules.calendar)) for one in left_out]
    named = tuple((day.isoformat(), why) for day, why in skipped if why is not None)
    return Day(CAUSES[hand.cause], hand, counted, named)


SHOWN = Words("可以公开", "may be public")
FORM = Words("按此标准报送", "reported by this standard")


def _grounds(seen: _Seen) -> list[Ground]:
    """On what rests that it is shown, and each day of its clock; a row of the rulebook stands once."""
    standard = seen.standard
    rule = seen.rules.publications[standard.publication]
    row = viewers_of(rule, seen.archive.identity.code, seen.archive.day)
    decided = [] if row is None else [(SHOWN, rule_id(rule, row), row.basis)]
    decided += [
        (CAUSES[one.cause], one.rule, one.basis) for one in seen.hands if one.basis is not None
    ]
    decided.append((FORM, f"records/{standard.id}", standard.basis))
    found: dict[str, Ground] = {}
    for label, id_, basis in decided:
        labels = (*found[id_].labels, label) if id_ in found else (label,)
        found[id_] = Ground(labels, id_, ground(basis, lang()))
    return list(found.values())


def _occasions(seen: _Seen, root: str) -> list[Occasion]:
    entry, clock = seen.told.entry, seen.told.clock
    path = reverse("record", args=[seen.heading.code, entry.id])
    what = f"{say(entry.label)} {seen.told.line.number}".strip()
    who = f"{seen.heading.name} {seen.heading.code}"
    free = t(
        "信用修复不收费，向作出决定的机关提出。", "Repair is free; ask the authority that decided."
    )
    key = f"{seen.heading.code}-{entry.id}"
    found = []
    if clock.repair is not None:
        title = t("今天起可申请信用修复：", "Repair may be asked for from today: ")
        found.append(
            Occasion(f"{key}-repair@creditdelta", clock.repair.on, title + what, f"{who}\n{free}",
                     root + path)
        )  # fmt: skip
    if clock.end is not None:
        title = t("公示最后一天：", "Last day of publicity: ")
        found.append(
            Occasion(f"{key}-end@creditdelta", clock.end.on, title + what, who, root + path)
        )
    return found
